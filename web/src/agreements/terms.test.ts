import { describe, expect, it } from "vitest";
import { readTerms } from "./terms";

describe("the terms of an agreement", () => {
  it("are read as far as they are there", () => {
    const terms = readTerms({
      lines: [{ code: "severance", label: "经济补偿", amount: "84630.00" }],
      total: "94221.72",
      pay_on: "2026-12-31",
    });
    expect(terms.lines).toEqual([{ label: "经济补偿", amount: "84630.00" }]);
    expect(terms).toMatchObject({ total: "94221.72", payOn: "2026-12-31", lastDay: null });
  });

  it("may be none", () => {
    expect(readTerms(null)).toMatchObject({ lines: [], total: null });
    expect(readTerms({ lines: "x" }).lines).toEqual([]);
  });
});
