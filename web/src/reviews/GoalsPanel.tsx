import { useTranslation } from "react-i18next";
import type { Goal, Review } from "../api/types";
import { numberText } from "../ui/format";
import { Panel } from "../ui/Panel";
import { Steps } from "../ui/Steps";
import { NumberText, ScoreText } from "../ui/Text";
import { Unfold } from "../ui/Unfold";
import { achievement } from "./achievement";

/** Each goal: weight, target, actual and score, and how the score came about, step by step. */
export function GoalsPanel({ review }: { review: Review }) {
  const { t } = useTranslation("reviews");
  if (review.goals.length === 0) return null;
  return (
    <Panel title={t("goals")} about={t("goals_about")}>
      <ol className="goals">
        {(review.goals as Goal[]).map((goal) => (
          <GoalItem key={goal.kpi_code} goal={goal} />
        ))}
      </ol>
    </Panel>
  );
}

function GoalItem({ goal }: { goal: Goal }) {
  const { t } = useTranslation("reviews");
  const share = achievement(goal);
  const missed = share !== null && share < 100;
  return (
    <li className="goal">
      <div className="goal-head">
        <div className="grow">
          <p className="strong">
            {goal.name} <span className="quiet small">{goal.kpi_code}</span>
          </p>
          <p className="quiet small">
            {t(`direction.${goal.direction}`)} · {ruleText(goal, t)}
          </p>
        </div>
        <dl className="goal-figures">
          <div>
            <dt>{t("weight")}</dt>
            <dd>
              <NumberText value={goal.weight} unit="%" />
            </dd>
          </div>
          <div>
            <dt>{t("target")}</dt>
            <dd>
              <NumberText value={goal.target} unit={goal.unit} />
            </dd>
          </div>
          <div>
            <dt>{t("actual")}</dt>
            <dd className={missed ? "warn" : ""}>
              <NumberText value={goal.actual} unit={goal.unit} />
            </dd>
          </div>
          <div>
            <dt>{t("score")}</dt>
            <dd className="strong">
              <ScoreText score={goal.score} />
            </dd>
          </div>
        </dl>
      </div>
      {share !== null && (
        <div
          className="goal-bar"
          role="img"
          aria-label={t("achieved", { share: numberText(share.toFixed(1)) })}
        >
          <span className={missed ? "missed" : ""} style={{ width: `${Math.min(100, share)}%` }} />
          <em>{t("achieved", { share: numberText(share.toFixed(1)) })}</em>
        </div>
      )}
      {goal.steps.length > 0 && (
        <Unfold look="link" title={t("how_scored")}>
          <Steps steps={goal.steps} />
        </Unfold>
      )}
    </li>
  );
}

type Rule = {
  kind: string;
  floor?: string;
  cap?: string;
  worst?: string;
  tiers?: { at_least: string; score: string }[];
};

function ruleText(goal: Goal, t: ReturnType<typeof useTranslation>["t"]): string {
  const rule = goal.rule as Rule;
  const tiers = (rule.tiers ?? []).map((tier) => t("rule.tier", { ...tier })).join("，");
  return t(`rule.${rule.kind}`, { floor: rule.floor, cap: rule.cap, worst: rule.worst, tiers });
}
