import { describe, expect, it } from "vitest";
import type { GateEvidence } from "../api/types";
import { actOf, codesToBring, codesToLetPass, gateRows, headline } from "./gateRows";

const evidence = (code: string, state: "proved" | "missing", overridden = false) =>
  ({ code, zh: code, en: code, state, overridden }) as GateEvidence;

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
      let_pass: 0,
    });
    expect(headline({ ...gate, missing: [], unknown: [], verdict: "warn" }).key).toBe("advised");
    expect(headline({ ...gate, missing: [], unknown: [], verdict: "pass" }).key).toBe("all_proved");
  });

  it("counts an open question once, though the service names it among the bars too", () => {
    const bar = { code: "UNKNOWN:pregnant", rule: "R-050", cite: "", zh: "", en: "" };
    const said = headline({
      evidence: [],
      missing: [],
      bars: [bar],
      unknown: ["pregnant"],
      stage: "before_notice",
      verdict: "block",
    });
    expect([said.bars, said.unknown]).toEqual([0, 1]);
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

  it("lets what was let pass go on, but never as proved", () => {
    const gate = {
      evidence: [
        evidence("E-POL-DEM", "missing", true),
        evidence("E-FACT", "missing"),
        evidence("E-NOTICE-WRITTEN", "missing"),
      ],
      missing: ["E-POL-DEM", "E-FACT", "E-NOTICE-WRITTEN"],
      bars: [],
      unknown: [],
      stage: "before_notice" as const,
      verdict: "block" as const,
    };
    expect(codesToLetPass(gate).map((row) => row.code)).toEqual(["E-FACT"]);
    const said = headline({ ...gate, evidence: gate.evidence.slice(0, 1), missing: ["E-POL-DEM"] });
    expect([said.key, said.proved, said.let_pass]).toEqual(["let_pass", 0, 1]);
    expect(codesToBring(gate).map(({ code }) => code)).toEqual(["E-POL-DEM", "E-FACT"]);
  });

  it("knows how the next step is done", () => {
    const at = { separation: "s1", employee: "e1" };
    expect(actOf("notify_union", at)).toEqual({ kind: "go", to: "/separations/s1?tab=union" });
    expect(actOf("record_wages", at)).toEqual({ kind: "go", to: "/employees/e1?tab=pay" });
    expect(actOf("add_evidence", at)).toEqual({ kind: "bring" });
    expect(actOf("no_such_step", at)).toBeNull();
  });
});
