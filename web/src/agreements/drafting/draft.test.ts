import { describe, expect, it } from "vitest";
import type { Contract } from "../../api/types";
import { begun, lastDayToSign, latest, serviceUntil, toDraft, toVariedClauses } from "./draft";

const contract = (more: Partial<Contract>): Contract => ({
  id: "c",
  version: 1,
  kind: "fixed_term",
  from: "2024-01-01",
  until: "2026-12-31",
  monthly_wage: "12000.00",
  signed_on: "2024-01-01",
  ...more,
});
const known = (...contracts: Contract[]) => ({ today: "2026-11-26", hired_on: "2024-01-01", contracts });

describe("a contract that is drafted", () => {
  it("follows the one on record, with its wage", () => {
    const old = contract({ id: "old", from: "2021-01-01", until: "2023-12-31", monthly_wage: "9000.00" });
    expect(latest([contract({}), old])?.id).toBe("c");
    expect(begun("labour_contract", known(old, contract({})))).toEqual({
      term: "fixed_term",
      from: "2027-01-01",
      until: "2029-12-31",
      monthly_wage: "12000.00",
      pay_day: 10,
      hours: "standard",
    });
    expect(begun("contract_renewal", known(contract({})))).toMatchObject({ from: "2027-01-01" });
  });

  it("begins on the day of hire when there is none, and today after an open one", () => {
    expect(begun("labour_contract", known())).toMatchObject({
      term: "fixed_term",
      from: "2024-01-01",
      until: "2026-12-31",
      monthly_wage: undefined,
    });
    const open = contract({ kind: "open_ended", until: null });
    expect(begun("labour_contract", known(open))).toMatchObject({
      term: "open_ended",
      from: "2026-11-26",
      until: undefined,
    });
  });

  it("is the one that was entered at the hiring and not signed yet", () => {
    const entered = contract({ signed_on: null, probation_until: "2024-06-30" });
    expect(begun("labour_contract", known(entered))).toMatchObject({
      term: "fixed_term",
      from: "2024-01-01",
      until: "2026-12-31",
      probation_until: "2024-06-30",
      monthly_wage: "12000.00",
    });
  });

  it("offers three tenths of the wage for a duty not to compete, where the wage is seen", () => {
    expect(begun("non_compete", known(contract({})))).toEqual({ months: 12, monthly: "3600.00" });
    expect(begun("non_compete", known(contract({ monthly_wage: null })))).toMatchObject({
      monthly: undefined,
    });
  });

  it("counts a service period from the end of the training", () => {
    expect(serviceUntil({ training_until: "2026-11-30", service_months: 36 })).toBe("2029-11-30");
    expect(serviceUntil({ training_until: "2026-11-30" })).toBeUndefined();
  });

  it("leaves two weeks to sign", () => {
    expect(lastDayToSign("2026-11-26")).toBe("2026-12-10");
  });

  it("is sent without what was left empty", () => {
    const form = {
      template_id: "t",
      facts: { scope: "客户名单", duties: "", hazards: undefined },
      employee_address: "上海",
    };
    expect(toDraft(form, "confidentiality")).toEqual({
      template_id: "t",
      facts: { kind: "confidentiality", scope: "客户名单" },
      employee_address: "上海",
      expires_on: null,
    });
  });
});

describe("the clauses that a variation changes", () => {
  it("are left out without the contract that they stand in", () => {
    expect(toVariedClauses(undefined)).toBeUndefined();
    expect(toVariedClauses({ changes: { removed: ["rules"] } })).toBeUndefined();
  });

  it("are sent without what was left empty", () => {
    const said = {
      agreement_id: "a",
      changes: {
        reworded: { rules: { text: "从略。", text_en: "" } },
        added: [{ heading: "补贴", text: "从略。" }],
      },
    };
    expect(toVariedClauses(said)).toEqual({
      agreement_id: "a",
      changes: {
        reworded: { rules: { text: "从略。" } },
        added: [{ heading: "补贴", text: "从略。" }],
        removed: [],
      },
    });
  });
});
