import { useTranslation } from "react-i18next";
import type { Review } from "../api/types";
import { AnswerText } from "../ui/AnswerText";
import { numberText, scoreText } from "../ui/format";
import { Panel } from "../ui/Panel";
import { Steps } from "../ui/Steps";
import { InstantText } from "../ui/Text";
import { Unfold } from "../ui/Unfold";

/** The result against the line of the cycle, how it was worked out, and what the employee answered. */
export function ResultPanel({ review, self }: { review: Review; self: boolean }) {
  const { t } = useTranslation("reviews");
  const { result, cycle } = review;
  if (!result) return null;
  const baseline = Number(cycle.baseline);
  const score = Number(result.score);
  const scale = Math.max(120, score);
  return (
    <Panel title={t("result")} about={result.delivered_at ? undefined : t("result_undelivered")}>
      <div className="result">
        <div className={result.below_baseline ? "result-score below" : "result-score"}>
          <b className="number">{scoreText(result.score)}</b>
          <span>{result.grade_text}</span>
        </div>
        <div className="grow">
          <div
            className="result-scale"
            role="img"
            aria-label={t("result_said", { score: result.score, baseline: cycle.baseline })}
          >
            <span
              className={result.below_baseline ? "result-fill below" : "result-fill"}
              style={{ width: `${(score / scale) * 100}%` }}
            />
            <span className="result-line" style={{ left: `${(baseline / scale) * 100}%` }}>
              <em>{t("baseline", { baseline: numberText(cycle.baseline) })}</em>
            </span>
          </div>
          {result.below_baseline && <p className="bad">{t(self ? "below_self" : "below")}</p>}
          {result.delivered_at && (
            <p className="quiet small">
              {t("delivered_at")} <InstantText at={result.delivered_at} />
            </p>
          )}
        </div>
      </div>
      <Unfold look="link" title={t("how_result")} open>
        <Steps steps={result.steps} />
      </Unfold>
      {result.delivered_at && (
        <div style={{ marginTop: 16 }}>
          <h3 style={{ marginBottom: 4 }}>{t("line.result_answer")}</h3>
          <AnswerText answer={result.answer} />
        </div>
      )}
    </Panel>
  );
}
