import type { Goal } from "../api/types";

/**
 * How far a goal was reached, in percent of its target, for drawing only: scores and their steps come
 * from the service. Null where there is no actual yet or the target is zero.
 */
export function achievement(goal: Pick<Goal, "actual" | "target" | "direction">): number | null {
  if (goal.actual === null || goal.actual === undefined) return null;
  const [actual, target] = [Number(goal.actual), Number(goal.target)];
  if (goal.direction === "lower_is_better") return actual > 0 ? (target / actual) * 100 : 100;
  return target === 0 ? null : (actual / target) * 100;
}
