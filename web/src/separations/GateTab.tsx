import { ExclamationCircleFilled, LinkOutlined, StopFilled } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { EvidencePiece, Gate, Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { RuleTag } from "../ui/Tag";
import { useCan, useMe } from "../ui/useMe";
import { CaseFactsPanel } from "./CaseFactsPanel";
import { ANSWERED_BY_CASE } from "./caseFacts";
import { EvidenceDrawer } from "./EvidenceDrawer";
import { GateChecklist } from "./GateChecklist";
import { GateHead } from "./GateHead";
import { barsOf } from "./gateRows";
import { JudgeDrawer } from "./JudgeDrawer";
import { OverridesPanel } from "./OverridesPanel";
import { isOwnWords } from "./ownWords";
import { PieceList } from "./PieceList";
import { isUnlocked, roadOf } from "./road";
import { StatementsPanel } from "./StatementsPanel";
import "./gate.css";

/** What the law asks for on this ground, what is on record, and what would have to be done, begun right here. */
export function GateTab({ separation }: { separation: Separation }) {
  const { t, i18n } = useTranslation("separations");
  const me = useMe();
  const can = useCan();
  const [bringing, setBringing] = useState<string>();
  const [judging, setJudging] = useState<EvidencePiece>();
  const path = { params: { path: { id: separation.id } } };
  const gate = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/gate", path).data;
  const pieces = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/evidence", path).data.items;
  const bars = barsOf(gate);
  const road = roadOf(separation.ground);
  const works = can("separations.manage") && !isSelf(me, separation.employee);
  const whyNotBring = !works ? t("gate.why_role") : isUnlocked(separation) ? null : t("gate.why_locked");
  const asked = gate.evidence.map(({ code }) => code);
  const others = pieces.filter((piece) => !asked.includes(piece.code) && !isOwnWords(piece));
  return (
    <div className="stack">
      <GateHead gate={gate} />
      {bars.length > 0 && (
        <Panel title={t("gate.bars")} about={t("gate.bars_about")}>
          <ul className="stack tight">
            {bars.map((bar) => (
              <li key={bar.code} className="row top">
                <StopFilled aria-hidden className="bad" style={{ marginTop: 4 }} />
                <span className="grow">{spoken(bar, i18n.language)}</span>
                <RuleTag cite={bar.cite} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Unknown gate={gate} separation={separation} />
      <Panel
        title={t("gate.evidence")}
        about={t(`gate.stage.${road === "agreement" ? "agreement" : gate.stage}`)}
        extra={
          <div className="row">
            {(road === "dismissal" || road === "ending") && !separation.notice && (
              <span className={gate.ready_for_notice ? "good small" : "quiet small"}>
                {t(gate.ready_for_notice ? "gate.ready" : "gate.not_ready")}
              </span>
            )}
            {works && (
              <ActionButton size="small" why={whyNotBring} onClick={() => setBringing("any")}>
                {t("gate.bring_other")}
              </ActionButton>
            )}
          </div>
        }
      >
        {gate.evidence.length === 0 ? (
          <p className="quiet">{t("gate.nothing_asked")}</p>
        ) : (
          <GateChecklist
            gate={gate}
            separation={separation}
            pieces={pieces}
            on={{ bring: setBringing, whyNotBring, judge: setJudging }}
          />
        )}
      </Panel>
      {others.length > 0 && (
        <Panel title={t("gate.others")} about={t("gate.others_about")}>
          <PieceList separation={separation} pieces={others} onJudge={setJudging} />
        </Panel>
      )}
      <CaseFactsPanel separation={separation} />
      <StatementsPanel pieces={pieces} />
      <OverridesPanel separation={separation} gate={gate} />
      {gate.warnings.length > 0 && (
        <Panel title={t("gate.warnings")}>
          <ul className="stack tight">
            {gate.warnings.map((warning) => (
              <li key={warning.code} className="row top">
                <ExclamationCircleFilled aria-hidden className="warn" style={{ marginTop: 4 }} />
                <span className="grow">{spoken(warning, i18n.language)}</span>
                <span className="mono quiet">{warning.code}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <p className="quiet small">
        <LinkOutlined aria-hidden /> {t("gate.ruleset", { ruleset: gate.ruleset })}
      </p>
      <EvidenceDrawer
        separation={separation}
        gate={gate}
        code={bringing}
        onClose={() => setBringing(undefined)}
      />
      <JudgeDrawer separationId={separation.id} piece={judging} onClose={() => setJudging(undefined)} />
    </div>
  );
}

/** Questions that must be answered first: some about the person, some about the case. */
function Unknown({ gate, separation }: { gate: Gate; separation: Separation }) {
  const { t } = useTranslation("separations");
  if (gate.unknown.length === 0) return null;
  const ofCase = gate.unknown.some((name) => ANSWERED_BY_CASE.includes(name));
  const ofPerson = gate.unknown.some((name) => !ANSWERED_BY_CASE.includes(name));
  return (
    <Panel title={t("gate.unknown")} about={t("gate.unknown_about")}>
      <div className="row between">
        <p>
          {gate.unknown
            .map((name) => t(`gate.circumstance.${name}`, { defaultValue: name }))
            .join(t("list_comma"))}
        </p>
        <div className="row">
          {ofPerson && <Go to={paths.circumstances(separation.employee.id)}>{t("gate.ask")}</Go>}
          {ofCase && (
            <Go to={`${paths.separation(separation.id, "gate")}&edit=facts`}>{t("gate.ask_case")}</Go>
          )}
        </div>
      </div>
    </Panel>
  );
}
