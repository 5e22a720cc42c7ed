import { useTranslation } from "react-i18next";
import type { Risk } from "../api/types";
import { spoken } from "../i18n/i18n";
import { Panel } from "../ui/Panel";
import { Unfold } from "../ui/Unfold";
import { CountLine } from "./CountLine";
import { listOf } from "./lists";

/** So many stand open at once; the rest unfolds. */
const SHOWN = 8;

/** Evidence that open cases lack, what most of them lack first. */
export function MissingPanel({ risk, employer }: { risk: Risk; employer?: string }) {
  const { t, i18n } = useTranslation("risk");
  const lines = risk.missing.map((one) => (
    <CountLine
      key={one.code}
      count={one.cases}
      unit={t("in_cases", { count: one.cases })}
      to={listOf("cases", { employer, missing: one.code })}
      tone="warn"
      share={one.cases / Math.max(risk.cases, 1)}
    >
      {spoken(one, i18n.language)} <span className="mono quiet">{one.code}</span>
    </CountLine>
  ));
  const rest = lines.slice(SHOWN);
  return (
    <Panel title={t("missing")} about={t("missing_about")}>
      {lines.length === 0 && <p className="quiet">{t("nothing_missing")}</p>}
      <ul className="risk-counts">{lines.slice(0, SHOWN)}</ul>
      {rest.length > 0 && (
        <Unfold look="link" title={t("more", { count: rest.length })}>
          <ul className="risk-counts">{rest}</ul>
        </Unfold>
      )}
    </Panel>
  );
}
