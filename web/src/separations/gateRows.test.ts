import { describe, expect, it } from "vitest";
import type { GateEvidence } from "../api/types";
import { gateRows, headline, placeOf } from "./gateRows";

const evidence = (code: string, state: "proved" | "missing") =>
  ({ code, zh: code, en: code, state }) as GateEvidence;

describe("the gate's checklist", () => {
  it("tells what holds the case up from what is only advised", () => {
    const rows = gateRows({
      evidence: [
        evidence("E-KPI-KNOWN", "proved"),
        evidence("E-APPR2-FAIL", "missing"),
        evidence("E-UNION-REPLY", "missing"),
        evidence("E-NOTICE-SERVED", "missing"),
      ],
      missing: ["E-APPR2-FAIL", "E-NOTICE-SERVED"],
      stage: "before_notice",
    });
    expect(rows.map((row) => [row.code, row.state])).toEqual([
      ["E-KPI-KNOWN", "proved"],
      ["E-APPR2-FAIL", "missing"],
      ["E-UNION-REPLY", "advised"],
      ["E-NOTICE-SERVED", "later"],
    ]);
  });

  it("counts proofs and never claims that something is lawful", () => {
    const gate = {
      evidence: [evidence("A", "proved"), evidence("B", "missing")],
      missing: ["B"],
      bars: [],
      unknown: ["pregnant"],
      stage: "before_notice" as const,
    };
    expect(headline({ ...gate, verdict: "block" })).toEqual({
      tone: "bad",
      key: "held_up",
      proved: 1,
      of: 2,
      bars: 0,
      missing: 1,
      unknown: 1,
    });
    expect(headline({ ...gate, missing: [], unknown: [], verdict: "warn" }).key).toBe("advised");
    expect(headline({ ...gate, missing: [], unknown: [], verdict: "pass" }).key).toBe("all_proved");
  });

  it("does not hold the notice up for want of the notice itself", () => {
    const gate = {
      evidence: [evidence("E-APPR1-FAIL", "proved"), evidence("E-NOTICE-WRITTEN", "missing")],
      missing: ["E-NOTICE-WRITTEN"],
      bars: [],
      unknown: [],
      verdict: "block" as const,
    };
    expect(headline({ ...gate, stage: "before_notice" }).key).toBe("ready_to_go");
    expect(headline({ ...gate, stage: "complete" }).key).toBe("held_up");
  });

  it("knows where the next step is taken", () => {
    const at = { separation: "s1", employee: "e1" };
    expect(placeOf("E-UNION-NOTICE", at)).toBe("/separations/s1?tab=union");
    expect(placeOf("E-WAGE12", at)).toBe("/employees/e1?tab=pay");
    expect(placeOf("E-NO-SUCH-CODE", at)).toBeNull();
  });
});
