import type { Review } from "../api/types";

export interface StagePoint {
  key: "goals" | "answer" | "self" | "manager" | "result" | "result_answer";
  at: string | null;
  state: "done" | "now" | "later";
  objected: boolean;
}

/** Where a review stands: what has been done and when, and what comes next. */
export function stageLine(review: Review): StagePoint[] {
  const points: [StagePoint["key"], string | null | undefined, boolean][] = [
    ["goals", review.goals_delivered_at, false],
    ["answer", review.goals_answer?.at, review.goals_answer?.answer === "objected"],
    ["self", review.self_assessment?.at, false],
    ["manager", review.manager_assessment?.at, false],
    ["result", review.result?.delivered_at, false],
    ["result_answer", review.result?.answer?.at, review.result?.answer?.answer === "objected"],
  ];
  const last = points.findLastIndex(([, at]) => !!at);
  return points.map(([key, at, objected], index) => ({
    key,
    at: at ?? null,
    state: at ? "done" : index === last + 1 ? "now" : "later",
    objected,
  }));
}
