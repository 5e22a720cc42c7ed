import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  LinkOutlined,
  StopFilled,
} from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import { paths } from "../paths";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { RuleTag } from "../ui/Tag";
import { GateChecklist } from "./GateChecklist";
import { headline } from "./gateRows";
import "./gate.css";

/** What the law asks for on this ground, what is on record, and what would have to be done. */
export function GateTab({ separation }: { separation: Separation }) {
  const { t, i18n } = useTranslation("separations");
  const gate = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/gate", {
    params: { path: { id: separation.id } },
  }).data;
  const said = headline(gate);
  const Mark =
    said.tone === "good"
      ? CheckCircleFilled
      : said.tone === "warn"
        ? ExclamationCircleFilled
        : CloseCircleFilled;
  return (
    <div className="stack">
      <section className={`gate-head ${said.tone}`}>
        <Mark aria-hidden />
        <div className="grow">
          <p className="gate-says">{t(`gate.${said.key}`, { ...said })}</p>
          <p className="small">{t("gate.never_lawful")}</p>
        </div>
        <div className="gate-count">
          <b className="number">
            {said.proved}/{said.of}
          </b>
          <span className="small">{t("gate.proved_count")}</span>
        </div>
      </section>
      {gate.bars.length > 0 && (
        <Panel title={t("gate.bars")} about={t("gate.bars_about")}>
          <ul className="stack tight">
            {gate.bars.map((bar) => (
              <li key={bar.code} className="row top">
                <StopFilled aria-hidden className="bad" style={{ marginTop: 4 }} />
                <span className="grow">{spoken(bar, i18n.language)}</span>
                <RuleTag cite={bar.cite} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {gate.unknown.length > 0 && (
        <Panel title={t("gate.unknown")} about={t("gate.unknown_about")}>
          <div className="row between">
            <p>
              {gate.unknown
                .map((name) =>
                  t(`gate.circumstance.${name.replace(/^UNKNOWN:/, "")}`, { defaultValue: name }),
                )
                .join("、")}
            </p>
            <Go to={paths.circumstances(separation.employee.id)}>{t("gate.ask")}</Go>
          </div>
        </Panel>
      )}
      <Panel
        title={t("gate.evidence")}
        about={t(`gate.stage.${gate.stage}`)}
        extra={
          <span className={gate.ready_for_notice ? "good small" : "quiet small"}>
            {separation.ground !== "36" && t(gate.ready_for_notice ? "gate.ready" : "gate.not_ready")}
          </span>
        }
      >
        <GateChecklist gate={gate} separation={separation} />
      </Panel>
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
    </div>
  );
}
