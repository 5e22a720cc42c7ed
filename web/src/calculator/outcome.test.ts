import { describe, expect, it } from "vitest";
import { filled, readOutcome } from "./outcome";

describe("a calculator's answer", () => {
  it("keeps its figures apart from its working", () => {
    const step = { zh: "a", en: "b", value: "1.00" };
    const said = readOutcome({
      amount: "1.00",
      units: "5.5",
      flags: ["CAP_3X"],
      steps: [step],
      ruleset: "CN",
    });
    expect(said).toEqual({
      values: { amount: "1.00", units: "5.5" },
      flags: ["CAP_3X"],
      steps: [step],
      ruleset: "CN",
    });
    expect(readOutcome({ status: 422 })).toBeNull();
    expect(readOutcome(null)).toBeNull();
  });

  it("is not asked about what was left empty", () => {
    expect(filled({ a: "", b: undefined, c: "0", d: false })).toEqual({ c: "0", d: false });
  });
});
