import { describe, expect, it } from "vitest";
import type { Separation } from "../api/types";
import { familyOf, roadOf, roadSteps } from "./road";

const open = { stage: "open", opened_at: "2026-10-08T02:00:00Z" };
const steps = (one: object) =>
  roadSteps({ ...open, ...one } as Separation, "2026-11-01").map(({ key, done }) => [key, done]);

describe("the road of a case", () => {
  it("follows from its ground", () => {
    expect(
      ["36", "37", "38(1)(2)", "39(2)", "40(2)", "41(1)(3)", "44(1)", "44(3)", "PT"].map(roadOf),
    ).toEqual([
      "agreement",
      "employee_notice",
      "employee_notice",
      "dismissal",
      "dismissal",
      "dismissal",
      "ending",
      "by_law",
      "ending",
    ]);
    expect(familyOf("44(2)")).toBe("expiry");
    expect(familyOf("TASK")).toBe("other");
  });

  it("tells the union only of a dismissal", () => {
    expect(steps({ ground: "39(2)" }).map(([key]) => key)).toContain("union_told");
    expect(steps({ ground: "44(1)" }).map(([key]) => key)).not.toContain("union_told");
  });

  it("knows what an employee's notice still waits for", () => {
    const given = { ground: "37", notice: { issued_at: "2026-10-08T02:00:00Z" }, last_day: "2026-11-07" };
    expect(steps({ ...given, stage: "noticed" })).toEqual([
      ["given", true],
      ["received", false],
      ["last_day", false],
      ["completed", false],
    ]);
  });

  it("counts an agreement by its stage", () => {
    expect(steps({ ground: "36", stage: "agreed" })).toEqual([
      ["opened", true],
      ["negotiating", true],
      ["agreed", true],
      ["signed", false],
      ["completed", false],
    ]);
  });
});
