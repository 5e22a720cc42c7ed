import { describe, expect, it } from "vitest";
import { inserted, isFilled, written } from "./insertion";

const variable = (name: string, form: string) => ({ name, form });

describe("a variable that is put in", () => {
  it("has the filter of its form", () => {
    expect(written(variable("job.city", "text"), "/clauses/0/text")).toBe("{{ job.city }}");
    expect(written(variable("pay.day", "number"), "/clauses/0/text")).toBe("{{ pay.day }}");
    expect(written(variable("contract.from", "date"), "/clauses/0/text")).toBe("{{ contract.from|date }}");
    expect(written(variable("contract.from", "date"), "/preamble_en")).toBe("{{ contract.from|iso }}");
    expect(written(variable("pay.monthly", "money"), "/clauses/0/text")).toBe("{{ pay.monthly|money }}");
  });

  it("stands bare in a condition, and in a loop when it is a list", () => {
    expect(written(variable("contract.from", "date"), "/clauses/2/when")).toBe("contract.from");
    expect(written(variable("variation.items", "changes"), "/clauses/2/text")).toMatch(
      /^{% for item in variation\.items %}\n.+\n{% endfor %}$/,
    );
    expect(written(variable("variation.clauses", "clauses"), "/clauses/2/text_en")).toBe(
      "{% for clause in variation.clauses %}\n{{ clause.en }}\n{% endfor %}",
    );
    expect(written(variable("rules", "list"), "/clauses/2/text")).toBe(
      "{% for item in rules %}\n- {{ item }}\n{% endfor %}",
    );
  });

  it("is a condition where it only says whether something is there, and a table on a line of its own", () => {
    expect(written(variable("has_sums", "condition"), "/clauses/2/text")).toBe(
      "{% if has_sums %}\n\n{% endif %}",
    );
    expect(written(variable("union", "group"), "/clauses/2/text")).toBe(
      "{% if union is not none %}\n\n{% endif %}",
    );
    expect(written(variable("union", "group"), "/clauses/2/when")).toBe("union");
    expect(written(variable("tables.sums", "table"), "/clauses/2/text")).toBe("\n{{ tables.sums }}\n");
  });

  it("takes the place of what is selected, and the cursor stands after it", () => {
    expect(inserted("自起。", [1, 1], "{{ x }}")).toEqual({ value: "自{{ x }}起。", cursor: 8 });
    expect(inserted("自某日起。", [1, 3], "{{ x }}")).toEqual({ value: "自{{ x }}起。", cursor: 8 });
    expect(inserted("", [0, 0], "x")).toEqual({ value: "x", cursor: 1 });
  });

  it("goes only where variables are filled in", () => {
    expect(["/title", "/preamble", "/clauses/0/text", "/clauses/0/when"].every(isFilled)).toBe(true);
    expect(isFilled("/clauses/0/heading")).toBe(false);
  });
});
