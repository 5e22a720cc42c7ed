import { describe, expect, it } from "vitest";
import { questionsOf } from "./caseFacts";

const names = (ground: string, gender = "male") => questionsOf(ground, gender).map(({ name }) => name);

describe("what only the case knows", () => {
  it("is asked by the ground", () => {
    expect(names("39(2)")).toEqual([
      "facts_on",
      "no_express_rule",
      "progressive_rule",
      "hearing_promised",
      "policy_before_2008",
      "rule_clauses",
      "other_protection",
      "address_confirmed",
    ]);
    expect(names("44(1)")).toEqual([
      "renewal_offer",
      "employee_refused",
      "declined_open_ended",
      "other_protection",
      "address_confirmed",
    ]);
    expect(names("37")).toEqual([]);
  });

  it("asks for the retirement category of women only", () => {
    expect(names("44(2)")).not.toContain("retirement_category");
    expect(names("44(2)", "female")).toContain("retirement_category");
  });
});
