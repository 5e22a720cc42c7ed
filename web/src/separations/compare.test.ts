import { describe, expect, it } from "vitest";
import type { Proposal } from "../api/types";
import { compare, latestOf, startingLines, sumOf } from "./compare";

const proposal = (by: "employer" | "employee", round: number, amount: string, state = "countered") =>
  ({
    id: `${by}${round}`,
    by,
    round,
    state,
    lines: [{ code: "severance", label: "经济补偿", amount }],
  }) as Proposal;

describe("negotiation", () => {
  it("sets both sides beside the law, line by line", () => {
    const employee = {
      ...proposal("employee", 2, "91140.00"),
      lines: [{ code: "bonus", label: "年终奖", amount: "8000.00" }],
    } as Proposal;
    expect(
      compare(
        [{ code: "severance", label: "经济补偿", amount: "78120.00" }],
        proposal("employer", 1, "84630.00"),
        employee,
      ),
    ).toEqual([
      { code: "severance", label: "经济补偿", statutory: "78120.00", employer: "84630.00", employee: null },
      { code: "bonus", label: "年终奖", statutory: null, employer: null, employee: "8000.00" },
    ]);
  });

  it("goes by the last word of each side that was not withdrawn", () => {
    const rounds = [
      proposal("employer", 1, "1"),
      proposal("employer", 3, "3", "withdrawn"),
      proposal("employee", 2, "2"),
    ];
    expect(latestOf(rounds, "employer")?.round).toBe(1);
    expect(latestOf(rounds, "employee")?.round).toBe(2);
  });

  it("starts a first proposal from what the law computes", () => {
    const line = (code: string, zh: string, kind: "statutory" | "wages" | "deduction", amount: string) => ({
      ...{ code, zh, en: code, kind, amount },
      ...{ rules: [], statutory: null, basis: null, item_id: null },
    });
    const lines = [
      line("severance", "经济补偿", "statutory", "78120.00"),
      line("wages", "工资", "wages", "8000.00"),
      line("loss_deduction", "赔偿", "deduction", "-100.00"),
    ];
    expect(startingLines({ lines }, null, null, "zh-CN")).toEqual([
      { code: "severance", label: "经济补偿", amount: "78120.00" },
    ]);
    expect(sumOf(["78120.00", "0.10", undefined, "0.20"])).toBe("78120.30");
  });
});
