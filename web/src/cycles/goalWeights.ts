import type { PositionGoal } from "../api/types";
import { fromHundredths, hundredths } from "../ui/format";

const WHOLE = 10_000n;

/** What stands in the way of saving goals, with the figure to put right. */
export type Verdict =
  | { ok: true }
  | { ok: false; reason: "none" }
  | { ok: false; reason: "incomplete" | "repeated" | "not_positive"; at: number }
  | { ok: false; reason: "short" | "over"; by: string };

/** A goal on its way: any part may still be missing. */
export type GoalDraft = Partial<PositionGoal>;

/** Weights in hundredths of a percent point; what cannot be read counts as nothing. */
export function totalWeight(goals: GoalDraft[]): bigint {
  return goals.reduce((sum, goal) => sum + (hundredths(goal.weight) ?? 0n), 0n);
}

/** Every goal names another KPI, has a target and a weight above zero, and the weights make 100. */
export function judge(goals: GoalDraft[]): Verdict {
  if (goals.length === 0) return { ok: false, reason: "none" };
  const incomplete = goals.findIndex(
    (goal) => !goal.kpi_code || !goal.target || hundredths(goal.weight) === null,
  );
  if (incomplete >= 0) return { ok: false, reason: "incomplete", at: incomplete };
  const repeated = goals.findIndex(
    (goal, at) => goals.findIndex((one) => one.kpi_code === goal.kpi_code) < at,
  );
  if (repeated >= 0) return { ok: false, reason: "repeated", at: repeated };
  const empty = goals.findIndex((goal) => (hundredths(goal.weight) ?? 0n) <= 0n);
  if (empty >= 0) return { ok: false, reason: "not_positive", at: empty };
  const total = totalWeight(goals);
  if (total < WHOLE) return { ok: false, reason: "short", by: plain(WHOLE - total) };
  if (total > WHOLE) return { ok: false, reason: "over", by: plain(total - WHOLE) };
  return { ok: true };
}

/** `"12.50"` as `12.5`, `"5.00"` as `5`. */
function plain(amount: bigint): string {
  return fromHundredths(amount).replace(/\.?0+$/, "");
}

/** Give what is missing to 100 to one goal, or take what is too much from it. */
export function settleOn(goals: GoalDraft[], at: number): GoalDraft[] {
  const rest = WHOLE - totalWeight(goals.filter((_, index) => index !== at));
  if (rest <= 0n) return goals;
  return goals.map((goal, index) => (index === at ? { ...goal, weight: plain(rest) } : goal));
}
