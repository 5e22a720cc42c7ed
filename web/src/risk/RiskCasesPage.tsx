import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { RiskCase } from "../api/types";
import { spoken } from "../i18n/i18n";
import { paths } from "../paths";
import { useGroundText } from "../separations/useGroundText";
import { FilterSelect } from "../ui/FilterSelect";
import { type Field, ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { SeparationStageTag } from "../ui/stages";
import { OUTCOMES } from "../ui/stakes";
import { DateText, MoneyText, PersonText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";
import "./risk.css";

/** The cases behind a number: what each costs by how it ends, and what it lacks. */
export default function RiskCasesPage() {
  const { t, i18n } = useTranslation("risk");
  const groundText = useGroundText();
  const [search, change] = useSearch();
  const { employer, ground, stage, missing, cursor } = search;
  const risk = $api.useSuspenseQuery("get", "/api/v1/risk", {
    params: { query: { legal_entity_id: employer } },
  }).data;
  const ask = (changed: Record<string, string | undefined>) =>
    change({ ...changed, cursor: undefined, page: undefined });
  const grounds = [...new Set(risk.by_ground.map((one) => one.ground))];
  return (
    <Page
      title={t("cases_page")}
      about={t("cases_page_about")}
      back={{ to: paths.risk(), label: t("title") }}
    >
      <div className="filters">
        <FilterSelect
          label={t("ground")}
          all={t("any_ground")}
          minWidth={200}
          value={ground}
          onChange={(value?: string) => ask({ ground: value, stage: undefined })}
          options={grounds.map((value) => ({ value, label: groundText(value) }))}
        />
        <FilterSelect
          label={t("missing")}
          all={t("any_missing")}
          minWidth={220}
          value={missing}
          onChange={(value?: string) => ask({ missing: value })}
          options={risk.missing.map((one) => ({ value: one.code, label: spoken(one, i18n.language) }))}
        />
      </div>
      <Panel flush>
        <Alone padded key={JSON.stringify(search)}>
          <CaseList
            asked={{ legal_entity_id: employer, ground, stage: stage as RiskCase["stage"], missing, cursor }}
          />
        </Alone>
      </Panel>
    </Page>
  );
}

interface Asked {
  legal_entity_id?: string;
  ground?: string;
  stage?: RiskCase["stage"];
  missing?: string;
  cursor?: string;
}

function CaseList({ asked }: { asked: Asked }) {
  const { t } = useTranslation("risk");
  const groundText = useGroundText();
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/risk/cases", {
    params: { query: asked },
  }).data;
  const fields: Field<RiskCase>[] = [
    {
      key: "employee",
      label: t("employee"),
      phone: "title",
      show: (one) => (
        <>
          <PersonText person={one.employee} />
          <p className="quiet small">{groundText(one.ground)}</p>
        </>
      ),
    },
    {
      key: "stage",
      label: t("stage_label"),
      phone: "side",
      show: (one) => <SeparationStageTag stage={one.stage} ground={one.ground} />,
    },
    {
      key: "opened",
      label: t("opened"),
      show: (one) => (
        <>
          <DateText date={one.opened_on} />{" "}
          <span className="quiet small nowrap">{t("days", { count: one.age_days })}</span>
        </>
      ),
    },
    ...OUTCOMES.map(
      (outcome): Field<RiskCase> => ({
        key: outcome,
        label: t(`common:stake.outcome.${outcome}`),
        align: "right",
        show: (one) => <MoneyText amount={one.at_stake[outcome]} />,
      }),
    ),
    { key: "missing", label: t("lacks"), show: (one) => <Lacks of={one} /> },
  ];
  return (
    <>
      <ListTable
        caption={t("cases_page")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.separation(one.id)}
        empty={<p className="empty quiet">{t("no_cases")}</p>}
        fields={fields}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}

/** What stands in the way of the notice. */
function Lacks({ of: { bars, unknown, missing } }: { of: RiskCase }) {
  const { t } = useTranslation("risk");
  if (bars + unknown + missing.length === 0) return <span className="quiet">{t("nothing_lacking")}</span>;
  return (
    <ul className="small">
      {bars > 0 && <li className="bad nowrap">{t("bars", { count: bars })}</li>}
      {unknown > 0 && <li className="warn nowrap">{t("unanswered", { count: unknown })}</li>}
      {missing.length > 0 && <li className="warn nowrap">{t("lacking", { count: missing.length })}</li>}
    </ul>
  );
}
