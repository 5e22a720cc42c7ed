import { describe, expect, it } from "vitest";
import { daysOf, toFacts } from "./claims";

describe("a claim", () => {
  it("is asked for the days its limitation hangs on and for no others", () => {
    expect(daysOf("wages")).toEqual(["relation_ended_on"]);
    expect(daysOf("double_wage")).toEqual(["from", "to"]);
    expect(daysOf("damages")).toEqual(["known_on"]);
  });

  it("leaves days of another kind behind and writes its sum to the fen", () => {
    const sent = toFacts({ kind: "wages", amount: "1200.5", text: "工资", known_on: "2026-01-01" });
    expect([sent.amount, sent.known_on, sent.suspended]).toEqual(["1200.50", null, ""]);
    expect(toFacts({ kind: "reinstatement", amount: null, text: "继续履行" }).amount).toBeNull();
  });
});
