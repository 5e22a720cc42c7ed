import { useTranslation } from "react-i18next";
import type { Risk } from "../api/types";
import { paths } from "../paths";
import { Panel } from "../ui/Panel";
import { useCan } from "../ui/useMe";
import { CountLine } from "./CountLine";
import { listOf } from "./lists";

interface CountsProps {
  risk: Risk;
  employer?: string;
}

/** Contracts that are about to change by law, lack a signature, or end. */
export function ContractsPanel({ risk, employer }: CountsProps) {
  const { t } = useTranslation("risk");
  return (
    <Panel title={t("contracts")} about={t("contracts_about")}>
      <ul className="risk-counts">
        {risk.contracts.map(({ topic, people }) => (
          <CountLine
            key={topic}
            count={people}
            unit={t("persons", { count: people })}
            to={listOf("contracts", { employer, topic })}
            tone={topic === "unsigned" ? "bad" : "warn"}
          >
            {t(`topic.${topic}`)}
          </CountLine>
        ))}
      </ul>
    </Panel>
  );
}

/** How many people the law protects. Their names are another page, and looking there is on record. */
export function ProtectedPanel({ risk, employer }: CountsProps) {
  const { t } = useTranslation("risk");
  const can = useCan();
  const named = can("risk.protected");
  return (
    <Panel title={t("protected")} about={t(named ? "protected_about" : "protected_counts")}>
      <ul className="risk-counts">
        {risk.protected.map(({ situation, people }) => (
          <CountLine
            key={situation}
            count={people}
            unit={t("persons", { count: people })}
            to={named ? listOf("people", { employer, situation }) : undefined}
            tone={situation === "not_on_record" ? "warn" : undefined}
          >
            {t(`situation.${situation}`)}
          </CountLine>
        ))}
      </ul>
    </Panel>
  );
}

/** What is late or about to be: deadlines, alerts, plans. */
export function DuePanel({ risk }: { risk: Risk }) {
  const { t } = useTranslation("risk");
  const plans = `${paths.plans()}?stage=active&ends_by=${risk.plans_ending_by}`;
  return (
    <Panel title={t("due_title")} about={t("due_about")}>
      <ul className="risk-counts">
        {risk.overdue.map(({ kind, title, deadlines }) => (
          <CountLine
            key={kind}
            count={deadlines}
            unit={t("items", { count: deadlines })}
            to={`${paths.deadlines()}?state=overdue${kind === "A-DATA" ? "&view=records" : ""}`}
            tone="bad"
          >
            {title}
          </CountLine>
        ))}
        {risk.overdue.length === 0 && (
          <CountLine count={0} unit={t("items", { count: 0 })}>
            {t("overdue")}
          </CountLine>
        )}
        {typeof risk.open_alerts === "number" && (
          <CountLine
            count={risk.open_alerts}
            unit={t("items", { count: risk.open_alerts })}
            to={`${paths.alerts()}?whose=all`}
            tone="warn"
          >
            {t("open_alerts")}
          </CountLine>
        )}
        <CountLine
          count={risk.plans_ending}
          unit={t("items", { count: risk.plans_ending })}
          to={plans}
          tone="warn"
        >
          {t("plans_ending")}
        </CountLine>
      </ul>
    </Panel>
  );
}
