import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Layoff, Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import { paths } from "../paths";
import { barsOf, gateRows } from "../separations/gateRows";
import { Go } from "../ui/Go";
import { LabelledSwitch } from "../ui/LabelledSwitch";
import { type Field, ListTable } from "../ui/ListTable";
import { Panel } from "../ui/Panel";
import { SeparationStageTag } from "../ui/stages";
import { DateText, PersonText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { useCases } from "./useCases";

interface CaseTableProps {
  layoff: Layoff;
  /** Ask each case's gate what is missing. */
  weighing: boolean;
  onWeigh: (weighing: boolean) => void;
}

/** The cases of a lay-off: each goes its own way, and one that is held up holds up a step on all. */
export function CaseTable({ layoff, weighing, onWeigh }: CaseTableProps) {
  const { t } = useTranslation("layoffs");
  return (
    <Panel
      flush
      id="layoff-cases"
      title={t("cases")}
      about={t("cases_about")}
      extra={
        <LabelledSwitch checked={weighing} onChange={onWeigh}>
          {t("weigh")}
        </LabelledSwitch>
      }
    >
      <Cases layoff={layoff} weighing={weighing} />
    </Panel>
  );
}

function Cases({ layoff, weighing }: Pick<CaseTableProps, "layoff" | "weighing">) {
  const { t } = useTranslation("layoffs");
  const cases = useCases(layoff.id);
  const fields: Field<Separation>[] = [
    {
      key: "employee",
      label: t("employee"),
      phone: "title",
      show: (one) => <PersonText person={one.employee} />,
    },
    {
      key: "number",
      label: t("case"),
      show: (one) => (
        <Go to={paths.separation(one.id)} className="number">
          {one.number}
        </Go>
      ),
    },
    { key: "last_day", label: t("last_day"), show: (one) => <DateText date={one.last_day} /> },
    ...(weighing
      ? [{ key: "gate", label: t("gate.label"), show: (one: Separation) => <GateText separation={one} /> }]
      : []),
    {
      key: "stage",
      label: t("stage_label"),
      phone: "side",
      show: (one) => <SeparationStageTag stage={one.stage} ground={one.ground} />,
    },
  ];
  return (
    <ListTable
      caption={t("cases")}
      rows={cases}
      rowKey={(one) => one.id}
      to={(one) => paths.separation(one.id)}
      empty={<p className="empty quiet">{t("no_cases")}</p>}
      fields={fields}
    />
  );
}

/** What the gate of a case still misses. It counts; it does not judge. */
function GateText({ separation }: { separation: Separation }) {
  const { t, i18n } = useTranslation("layoffs");
  const can = useCan();
  const gate = $api.useQuery("get", "/api/v1/separations/{id}/gate", {
    params: { path: { id: separation.id } },
  });
  if (gate.isPending) return <span className="quiet">{t("loading")}</span>;
  if (!gate.data) return <span className="quiet">—</span>;
  const bars = barsOf(gate.data);
  const missing = gateRows(gate.data).filter((row) => row.state === "missing");
  const { unknown } = gate.data;
  if (bars.length + missing.length + unknown.length === 0) {
    return <span className="quiet">{t("gate.nothing")}</span>;
  }
  return (
    <ul className="small layoff-gate">
      {bars.map((bar) => (
        <li key={bar.code} className="bad">
          {spoken(bar, i18n.language)}
        </li>
      ))}
      {missing.length > 0 && (
        <li>
          {t("gate.missing", { codes: missing.map((row) => spoken(row, i18n.language)).join(t("and")) })}
        </li>
      )}
      {unknown.length > 0 && (
        <li>
          {can("circumstances.read") ? (
            <Go to={paths.circumstances(separation.employee.id)}>
              {t("gate.unknown", { count: unknown.length })}
            </Go>
          ) : (
            t("gate.unknown", { count: unknown.length })
          )}
        </li>
      )}
    </ul>
  );
}
