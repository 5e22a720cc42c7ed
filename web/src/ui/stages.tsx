import { useTranslation } from "react-i18next";
import type { Review } from "../api/types";
import { scoreText } from "./format";
import { Tag, type Tone } from "./Tag";

/** Words and tones for the states that several nouns show. The words stand in `common.json`. */
const REVIEW: Record<string, Tone> = {
  goals_delivered: "warn",
  goals_confirmed: "info",
  goals_objected: "bad",
  self_assessed: "info",
  manager_assessed: "info",
  result_delivered: "warn",
  result_confirmed: "good",
  result_objected: "bad",
};
const PLAN: Record<string, Tone> = { draft: "plain", published: "warn", active: "info", closed: "good" };
const ALERT: Record<string, Tone> = { open: "bad", acknowledged: "warn", resolved: "good" };
const SEPARATION: Record<string, Tone> = {
  open: "info",
  union_notified: "info",
  approved: "info",
  noticed: "warn",
  given: "warn",
  negotiating: "warn",
  agreed: "info",
  signed: "good",
  completed: "good",
  withdrawn: "plain",
};
const AGREEMENT: Record<string, Tone> = {
  draft: "plain",
  reviewed: "info",
  sent: "warn",
  partly_signed: "warn",
  signed: "good",
  declined: "bad",
  voided: "plain",
  expired: "plain",
};
const TEMPLATE: Record<string, Tone> = {
  draft: "plain",
  in_review: "warn",
  released: "good",
  superseded: "plain",
};

const WARNING: Record<string, Tone> = {
  draft: "plain",
  statement_asked: "warn",
  awaiting_approval: "info",
  issued: "warn",
  acknowledged: "good",
  withdrawn: "plain",
};
const LEVEL: Record<string, Tone> = { reminder: "info", written: "warn", final: "bad" };

function StateTag({ noun, state, tones }: { noun: string; state: string; tones: Record<string, Tone> }) {
  const { t } = useTranslation();
  return <Tag tone={tones[state] ?? "plain"}>{t(`stage.${noun}.${state}`)}</Tag>;
}

export const ReviewStageTag = ({ stage }: { stage: string }) => (
  <StateTag noun="review" state={stage} tones={REVIEW} />
);
export const PlanStageTag = ({ stage }: { stage: string }) => (
  <StateTag noun="plan" state={stage} tones={PLAN} />
);
export const AlertStateTag = ({ state }: { state: string }) => (
  <StateTag noun="alert" state={state} tones={ALERT} />
);
/** Under 37 and 38 it is the employee who gave the notice. */
export const SeparationStageTag = ({ stage, ground }: { stage: string; ground?: string }) => (
  <StateTag
    noun="separation"
    state={stage === "noticed" && /^3[78]/.test(ground ?? "") ? "given" : stage}
    tones={SEPARATION}
  />
);
export const AgreementStageTag = ({ stage }: { stage: string }) => (
  <StateTag noun="agreement" state={stage} tones={AGREEMENT} />
);
export const TemplateStageTag = ({ stage }: { stage: string }) => (
  <StateTag noun="template" state={stage} tones={TEMPLATE} />
);

export const WarningStageTag = ({ stage }: { stage: string }) => (
  <StateTag noun="warning" state={stage} tones={WARNING} />
);

/** How grave a warning is. */
export function WarningLevelTag({ level }: { level: string }) {
  const { t } = useTranslation();
  return <Tag tone={LEVEL[level] ?? "plain"}>{t(`warning.level.${level}`)}</Tag>;
}

/** The result of a review; red below the line of its cycle. */
export function ScoreTag({ review }: { review: Pick<Review, "result"> }) {
  const { t } = useTranslation();
  if (!review.result) return <span className="quiet">—</span>;
  const { score, below_baseline } = review.result;
  return (
    <span className={below_baseline ? "number strong bad" : "number strong"}>
      {scoreText(score)}
      {below_baseline && <span className="small"> {t("below_baseline")}</span>}
    </span>
  );
}
