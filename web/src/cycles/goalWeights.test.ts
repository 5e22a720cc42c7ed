import { describe, expect, it } from "vitest";
import { type GoalDraft, judge, settleOn } from "./goalWeights";

const goals = (...weights: (string | undefined)[]): GoalDraft[] =>
  weights.map((weight, at) => ({ kpi_code: `K${at}`, target: "100", weight }));

describe("goal weights", () => {
  it("may be saved when they make exactly 100", () => {
    expect(judge(goals("40", "35", "25"))).toEqual({ ok: true });
    expect(judge(goals("33.33", "33.33", "33.34"))).toEqual({ ok: true });
  });

  it("say how much is missing or too much", () => {
    expect(judge(goals("40", "35", "20"))).toEqual({ ok: false, reason: "short", by: "5" });
    expect(judge(goals("40", "35", "37.5"))).toEqual({ ok: false, reason: "over", by: "12.5" });
    expect(judge(goals("33.33", "33.33", "33.33"))).toEqual({ ok: false, reason: "short", by: "0.01" });
  });

  it("name the goal that is incomplete, repeated or empty", () => {
    expect(judge(goals("60", undefined))).toEqual({ ok: false, reason: "incomplete", at: 1 });
    expect(judge(goals("60", "x"))).toEqual({ ok: false, reason: "incomplete", at: 1 });
    expect(judge(goals("100", "0"))).toEqual({ ok: false, reason: "not_positive", at: 1 });
    const twice = goals("50", "50").map((goal) => ({ ...goal, kpi_code: "SAME" }));
    expect(judge(twice)).toEqual({ ok: false, reason: "repeated", at: 1 });
    expect(judge([])).toEqual({ ok: false, reason: "none" });
  });

  it("are settled on one goal", () => {
    expect(settleOn(goals("40", "35", "20"), 2)[2]?.weight).toBe("25");
    expect(settleOn(goals("40", "35", "37.5"), 0)[0]?.weight).toBe("27.5");
    expect(settleOn(goals("60", "60", "5"), 2)[2]?.weight).toBe("5");
  });
});
