import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FlagTags } from "../ui/FlagTags";
import { Panel } from "../ui/Panel";
import { Steps } from "../ui/Steps";
import type { Outcome } from "./outcome";

interface AnswerProps {
  outcome: Outcome | null;
  /** The figures that matter, the first one large. */
  figures: (values: Outcome["values"]) => [label: string, value: ReactNode][];
}

/** The answer of a calculator: its figures, what shaped them, and each step to redo by hand. */
export function Answer({ outcome, figures }: AnswerProps) {
  const { t } = useTranslation("calculator");
  if (!outcome) {
    return (
      <Panel tinted>
        <p className="quiet">{t("nothing_yet")}</p>
      </Panel>
    );
  }
  return (
    <div className="stack" role="status">
      <Panel title={t("result")}>
        <dl className="answer-figures">
          {figures(outcome.values).map(([label, value], at) => (
            <div key={label} className={at === 0 ? "main" : ""}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <FlagTags flags={outcome.flags} />
      </Panel>
      <Panel title={t("how")} about={t("how_about", { ruleset: outcome.ruleset ?? "" })}>
        <Steps steps={outcome.steps} />
      </Panel>
      <p className="quiet small">{t("not_advice")}</p>
    </div>
  );
}
