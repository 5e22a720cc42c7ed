import { describe, expect, it } from "vitest";
import { earliestAfterResignation, inProbation } from "./noticeDates";

const contract = (from: string, probation_until: string | null) => ({ from, until: null, probation_until });

describe("when a resignation takes effect", () => {
  it("is thirty days on, three in probation", () => {
    const tried = [contract("2026-09-01", "2026-11-30")];
    expect(earliestAfterResignation("2026-10-20", [contract("2020-01-01", null)])).toBe("2026-11-19");
    expect(earliestAfterResignation("2026-10-20", tried)).toBe("2026-10-23");
    expect(earliestAfterResignation("2026-12-01", tried)).toBe("2026-12-31");
  });

  it("goes by the contract of the day", () => {
    const both = [contract("2026-09-01", "2026-11-30"), contract("2020-01-01", "2020-06-30")];
    expect(inProbation(both, "2026-10-20")).toBe(true);
    expect(inProbation(both, "2026-08-01")).toBe(false);
  });
});
