import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { paths } from "../../paths";
import { Empty } from "../../ui/Empty";
import { LabelledSwitch } from "../../ui/LabelledSwitch";
import { ListTable } from "../../ui/ListTable";
import { Page } from "../../ui/Page";
import { Pager } from "../../ui/Pager";
import { Alone, Panel } from "../../ui/Panel";
import { DateText, MoneyText, PersonText } from "../../ui/Text";
import { useSearch } from "../../ui/usePlace";
import { DutyLine } from "./Duty";

/** All duties in scope: what runs, what was paid, what is missing. */
export default function NonCompetesPage() {
  const { t } = useTranslation("exit");
  const [search, change] = useSearch();
  return (
    <Page title={t("duties.title")} about={t("duties.about")}>
      <div className="filters">
        <LabelledSwitch
          checked={!!search.all}
          onChange={(on) => change({ all: on ? "1" : undefined, cursor: undefined, page: undefined })}
        >
          {t("duties.all")}
        </LabelledSwitch>
      </div>
      <Panel flush>
        <Alone key={`${search.all}${search.cursor}`} padded>
          <Duties all={!!search.all} cursor={search.cursor} />
        </Alone>
      </Panel>
    </Page>
  );
}

function Duties({ all, cursor }: { all: boolean; cursor?: string }) {
  const { t } = useTranslation("exit");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/non-competes", {
    params: { query: { running: all ? undefined : true, cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("duties.title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.nonCompete(one.id)}
        empty={<Empty title={t("duties.none")}>{t("duties.none_about")}</Empty>}
        fields={[
          {
            key: "employee",
            label: t("duties.employee"),
            phone: "title",
            show: (one) => <PersonText person={one.employee} />,
          },
          { key: "state", label: t("duties.state"), show: (one) => <DutyLine duty={one} /> },
          {
            key: "until",
            label: t("duties.until"),
            show: (one) => <DateText date={one.ending?.on ?? one.terms?.until_on} />,
          },
          {
            key: "monthly",
            label: t("duty.monthly"),
            align: "right",
            show: (one) => <MoneyText amount={one.terms?.monthly} />,
          },
          { key: "case", label: t("duties.case"), phone: "hide", show: (one) => one.case_number },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
