import { describe, expect, it } from "vitest";
import type { TemplateClause, TemplateText } from "../api/types";
import { freshKey, textAt, withMovedClause, withNewClause, withoutClause, withTextAt } from "./text";

const clause = (key: string): TemplateClause => ({
  key,
  heading: key.toUpperCase(),
  heading_en: "",
  covers: [],
  text: `${key}.`,
  text_en: "",
});
const text: TemplateText = {
  title: "劳动合同书",
  title_en: "Labour contract",
  preamble: "甲方和乙方",
  preamble_en: "",
  clauses: [clause("a"), clause("b"), clause("c")],
};
const keys = (of: TemplateText) => of.clauses.map((one) => one.key).join("");

describe("a text that is edited", () => {
  it("is read and changed by the pointers that findings use", () => {
    expect(textAt(text, "/title")).toBe("劳动合同书");
    expect(textAt(text, "/clauses/1/text")).toBe("b.");
    expect(textAt(text, "/clauses/9/text")).toBe("");
    expect(textAt(withTextAt(text, "/preamble", "甲方"), "/preamble")).toBe("甲方");
    const changed = withTextAt(text, "/clauses/1/text", "新");
    expect(changed.clauses.map((one) => one.text)).toEqual(["a.", "新", "c."]);
    expect(text.clauses[1]?.text).toBe("b.");
  });

  it("has no condition once its words are gone", () => {
    const with_ = withTextAt(text, "/clauses/0/when", "job.hazards");
    expect(with_.clauses[0]?.when).toBe("job.hazards");
    expect(withTextAt(with_, "/clauses/0/when", " ").clauses[0]?.when).toBeNull();
  });

  it("gains, loses and moves clauses", () => {
    expect(keys(withNewClause(text, 0, "n"))).toBe("anbc");
    expect(keys(withNewClause(text, -1, "n"))).toBe("nabc");
    expect(keys(withoutClause(text, 1))).toBe("ac");
    expect(keys(withMovedClause(text, 0, 1))).toBe("bac");
    expect(keys(withMovedClause(text, 2, -1))).toBe("acb");
    expect(withMovedClause(text, 0, -1)).toBe(text);
    expect(withMovedClause(text, 2, 1)).toBe(text);
  });

  it("names new clauses as the service takes it, and no two alike", () => {
    expect(freshKey()).toMatch(/^clause_[0-9a-f]{8}$/);
    expect(freshKey()).not.toBe(freshKey());
  });
});
