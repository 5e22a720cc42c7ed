import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Gate } from "../api/types";
import "./gate.css";
import { headline } from "./gateRows";

const MARKS = {
  good: <CheckCircleFilled aria-hidden />,
  warn: <ExclamationCircleFilled aria-hidden />,
  bad: <CloseCircleFilled aria-hidden />,
};

/** What the gate says in one line, with the count of what is proved. */
export function GateHead({ gate }: { gate: Gate }) {
  const { t } = useTranslation("separations");
  const said = headline(gate);
  const held = (["bars", "unknown", "missing"] as const)
    .filter((what) => said[what] > 0)
    .map((what) => t(`gate.held.${what}`, { count: said[what] }))
    .join(t("list_comma"));
  return (
    <section className={`gate-head ${said.tone}`}>
      {MARKS[said.tone]}
      <div className="grow">
        <p className="gate-says">{t(`gate.${said.key}`, { ...said, held })}</p>
        <p className="small">{t("gate.never_lawful")}</p>
      </div>
      <div className="gate-count">
        <b className="number">
          {said.proved}/{said.of}
        </b>
        <span className="small">{t("gate.proved_count")}</span>
      </div>
    </section>
  );
}
