import { useTranslation } from "react-i18next";
import { numberText } from "../ui/format";
import { type GoalDraft, totalWeight } from "./goalWeights";

const SHADES = ["#12626d", "#3f8a8c", "#7fb0aa", "#c98a45", "#8a6d3b", "#5d7487", "#a3b18a", "#94746b"];

/** The weights as parts of one bar of 100; what goes over is red. */
export function WeightBar({ goals, nameOf }: { goals: GoalDraft[]; nameOf: (code?: string) => string }) {
  const { t } = useTranslation("cycles");
  const total = totalWeight(goals);
  const exact = total === 10_000n;
  const text = numberText(`${total / 100n}.${String(total % 100n).padStart(2, "0")}`);
  const scale = Math.max(100, Number(total) / 100);
  return (
    <div className="weight-bar">
      <div className="weight-parts" aria-hidden>
        {goals.map((goal, at) => (
          <span
            key={at}
            title={`${nameOf(goal.kpi_code)} ${goal.weight ?? 0}%`}
            style={{
              width: `${(Math.max(0, Number(goal.weight) || 0) / scale) * 100}%`,
              background: SHADES[at % SHADES.length],
            }}
          />
        ))}
      </div>
      <p className={exact ? "good strong" : "bad strong"} aria-live="polite">
        {t("goals.total", { total: text })}
      </p>
    </div>
  );
}
