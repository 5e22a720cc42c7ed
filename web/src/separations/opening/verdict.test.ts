import { describe, expect, it } from "vitest";
import { barsOf, questionsOf, standingOf, togglePick } from "./verdict";

const bar = (code: string) => ({ code, rule: "", cite: "", zh: "", en: "" });
const lacking = { code: "E-FACT", zh: "", en: "" };

describe("how a ground stands", () => {
  it("says the gravest thing first", () => {
    const ground = { bars: [bar("UNKNOWN:pregnant"), bar("ART42_PROTECTED")], missing: [lacking], asked: 8 };
    expect(standingOf({ ...ground, verdict: "block" }).key).toBe("barred");
    expect(standingOf({ ...ground, bars: [bar("UNKNOWN:pregnant")], verdict: "block" }).key).toBe("asking");
    expect(standingOf({ ...ground, bars: [], verdict: "block" }).key).toBe("lacking");
    expect(standingOf({ bars: [], missing: [], asked: 8, verdict: "block" }).key).toBe("on_record");
    expect(standingOf({ bars: [], missing: [], asked: 0, verdict: "pass" }).key).toBe("none_asked");
    expect(barsOf(ground)).toHaveLength(1);
  });

  it("names an open question once, whichever grounds ask it", () => {
    const asks = { bars: [bar("UNKNOWN:pregnant"), bar("ART42_PROTECTED")] };
    expect(questionsOf([asks, asks]).map(({ code }) => code)).toEqual(["UNKNOWN:pregnant"]);
  });

  it("shows three side by side at most", () => {
    expect(togglePick(["36", "37", "40(2)"], "44(1)")).toEqual(["37", "40(2)", "44(1)"]);
    expect(togglePick(["36", "37"], "36")).toEqual(["37"]);
  });
});
