import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Separation } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { Panel } from "../../ui/Panel";
import { RuleTag } from "../../ui/Tag";
import { GateChecklist } from "../GateChecklist";
import { barsOf } from "../gateRows";
import { roadOf } from "../road";

/** The gate as it concerns the person: what the employer has to be able to prove, and what stands on record. */
export function MyGateTab({ separation }: { separation: Separation }) {
  const { t, i18n } = useTranslation("leaving");
  const path = { params: { path: { id: separation.id } } };
  const gate = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/gate", path).data;
  const pieces = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/evidence", path).data.items;
  const bars = barsOf(gate);
  return (
    <div className="stack">
      {bars.length > 0 && (
        <Panel title={t("gate.bars")} about={t("gate.bars_about")}>
          <ul className="stack tight">
            {bars.map((bar) => (
              <li key={bar.code} className="row top">
                <span className="grow">{spoken(bar, i18n.language)}</span>
                <RuleTag cite={bar.cite} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel
        title={t("gate.title")}
        about={t(`gate.about.${separation.ground === "37" ? "resignation" : roadOf(separation.ground)}`)}
      >
        {gate.evidence.length === 0 ? (
          <p className="quiet">{t("gate.nothing")}</p>
        ) : (
          <GateChecklist gate={gate} separation={separation} pieces={pieces} />
        )}
        <p className="quiet small" style={{ marginTop: 12 }}>
          {t("gate.not_advice")}
        </p>
      </Panel>
    </div>
  );
}
