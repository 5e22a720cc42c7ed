import { describe, expect, it } from "vitest";
import type { TemplateText, TemplateVariable } from "../api/types";
import { blanksOf, withFilled } from "./blanks";

const VARIABLES: TemplateVariable[] = [
  { name: "contract.from", zh: "合同起始日", en: "First day", form: "date" },
  { name: "pay.monthly", zh: "月工资", en: "Monthly wage", form: "money" },
];

function textOf(...clauses: string[]): TemplateText {
  return {
    title: "劳动合同书",
    title_en: "",
    preamble: "",
    preamble_en: "",
    clauses: clauses.map((text, at) => ({
      key: `clause_${at}`,
      heading: "",
      heading_en: "",
      covers: [],
      text,
      text_en: "",
    })),
  };
}

describe("the blanks of an imported form", () => {
  const text = textOf("合同自【空：合同起始日】起，奖金【空】元。", "月工资【空：月工资】元。");

  it("are found with the words before them and the fact they ask for", () => {
    const found = blanksOf(text, VARIABLES).map(({ pointer, before, variable }) => [
      pointer,
      before,
      variable?.name,
    ]);
    expect(found).toEqual([
      ["/clauses/0/text", "合同自", "contract.from"],
      ["/clauses/0/text", "起，奖金", undefined],
      ["/clauses/1/text", "月工资", "pay.monthly"],
    ]);
  });

  it("are filled together, and those without a fact stay", () => {
    const filled = withFilled(text, blanksOf(text, VARIABLES));
    expect(filled.clauses.map((clause) => clause.text)).toEqual([
      "合同自{{ contract.from|date }}起，奖金【空】元。",
      "月工资{{ pay.monthly|money }}元。",
    ]);
  });
});
