import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { spoken } from "../../i18n/i18n";
import { paths } from "../../paths";
import { Empty } from "../../ui/Empty";
import { LabelledSwitch } from "../../ui/LabelledSwitch";
import { ListTable } from "../../ui/ListTable";
import { Page } from "../../ui/Page";
import { Pager } from "../../ui/Pager";
import { Alone, Panel } from "../../ui/Panel";
import { Tag } from "../../ui/Tag";
import { DateText, DueText, PersonText } from "../../ui/Text";
import { useCan } from "../../ui/useMe";
import { useSearch } from "../../ui/usePlace";

/** Tasks around the end across cases, by day: for payroll what is theirs, for those who handle cases everybody's. */
export default function TasksPage() {
  const { t } = useTranslation("casework");
  const can = useCan();
  const [search, change] = useSearch();
  return (
    <Page
      title={t("tasks.title")}
      about={t(can("separations.read") ? "tasks.page_about" : "tasks.page_about_payroll")}
    >
      <div className="filters">
        <LabelledSwitch
          checked={!!search.all}
          onChange={(on) => change({ all: on ? "1" : undefined, cursor: undefined, page: undefined })}
        >
          {t("tasks.show_ended")}
        </LabelledSwitch>
      </div>
      <Panel flush>
        <Alone key={`${search.all}${search.cursor}`} padded>
          <Tasks all={!!search.all} cursor={search.cursor} />
        </Alone>
      </Panel>
    </Page>
  );
}

function Tasks({ all, cursor }: { all: boolean; cursor?: string }) {
  const { t, i18n } = useTranslation("casework");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/separation-tasks", {
    params: { query: { open: all ? undefined : true, cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("tasks.title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.separationTasks(one.separation.id)}
        empty={<Empty title={t("tasks.none_waiting")}>{t("tasks.none_about")}</Empty>}
        fields={[
          {
            key: "task",
            label: t("tasks.title_label"),
            phone: "title",
            show: (one) => <span className="strong">{spoken(one, i18n.language)}</span>,
          },
          {
            key: "employee",
            label: t("tasks.person"),
            show: (one) => (
              <>
                <PersonText person={one.separation.employee} />
                <p className="quiet small">{one.separation.number}</p>
              </>
            ),
          },
          {
            key: "due_on",
            label: t("tasks.due_on"),
            show: (one) =>
              one.state === "open" ? <DueText on={one.due_on} /> : <DateText date={one.due_on} />,
          },
          {
            key: "last_day",
            label: t("tasks.last_day"),
            phone: "hide",
            show: (one) => <DateText date={one.separation.last_day} />,
          },
          { key: "owner", label: t("tasks.owner_label"), show: (one) => t(`tasks.owner.${one.owner}`) },
          {
            key: "state",
            label: t("tasks.state_label"),
            phone: "side",
            show: (one) => (
              <Tag tone={one.state === "done" ? "good" : one.state === "open" ? "warn" : "plain"}>
                {t(`tasks.state.${one.state}`)}
              </Tag>
            ),
          },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
