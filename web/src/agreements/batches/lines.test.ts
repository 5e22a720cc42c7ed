import { describe, expect, it } from "vitest";
import type { BatchCandidate } from "../../api/types";
import {
  atLines,
  factsOf,
  type Line,
  lacking,
  ownOf,
  type Rules,
  rulesOf,
  suggested,
  toOrder,
} from "./lines";

const candidate = (more: Partial<BatchCandidate> = {}): BatchCandidate => ({
  employee: { id: "p", number: "SC0001", name: "尹冬" },
  address_known: true,
  contract: { kind: "fixed_term", from: "2024-02-27", until: "2027-02-26", monthly_wage: "8000.00" },
  fixed_terms: 1,
  ...more,
});
const line = (more: Partial<Line> = {}): Line => ({ candidate: candidate(), own: {}, refused: [], ...more });
const rules = (more: Partial<Rules> = {}): Rules => ({ ...rulesOf("contract_renewal"), ...more });

describe("a renewal for many", () => {
  it("follows each contract, for the years chosen once, at the present wage", () => {
    expect(suggested("contract_renewal", rules(), candidate())).toEqual({
      term: "fixed_term",
      from: "2027-02-27",
      until: "2030-02-26",
      monthly_wage: "8000.00",
    });
    const leap = candidate({ contract: { kind: "fixed_term", from: "2025-03-01", until: "2028-02-28" } });
    expect(suggested("contract_renewal", rules({ years: 1 }), leap)).toMatchObject({
      from: "2028-02-29",
      until: "2029-02-27",
    });
  });

  it("is open-ended from two fixed terms on", () => {
    expect(suggested("contract_renewal", rules(), candidate({ fixed_terms: 2 }))).toEqual({
      term: "open_ended",
      from: "2027-02-27",
      monthly_wage: "8000.00",
    });
  });

  it("lacks what is not known of a person", () => {
    const bare = line({ candidate: candidate({ contract: null, address_known: false }) });
    const facts = factsOf("contract_renewal", {}, rules(), bare);
    expect(lacking("contract_renewal", facts, bare)).toEqual(["from", "monthly_wage", "address"]);
    const said = { ...bare, own: { from: "2027-01-01", monthly_wage: "9000" }, address: " 上海 " };
    const whole = factsOf("contract_renewal", {}, rules(), said);
    expect(whole).toMatchObject({ from: "2027-01-01", until: "2029-12-31" });
    expect(lacking("contract_renewal", whole, said)).toEqual([]);
  });

  it("keeps what was said for one person, and no last day of an open-ended term", () => {
    const said = line({ own: { from: "2027-03-01", monthly_wage: "8500.00" } });
    expect(factsOf("contract_renewal", {}, rules({ years: 2 }), said)).toEqual({
      term: "fixed_term",
      from: "2027-03-01",
      until: "2029-02-28",
      monthly_wage: "8500.00",
    });
    const open = line({ own: { term: "open_ended" } });
    expect(factsOf("contract_renewal", {}, rules(), open)).not.toHaveProperty("until");
    const fixed = line({ candidate: candidate({ fixed_terms: 2 }), own: { term: "fixed_term" } });
    expect(factsOf("contract_renewal", {}, rules(), fixed)).toMatchObject({ until: "2030-02-26" });
  });
});

describe("the others", () => {
  it("take the contract that is on record, with a probation where there was none", () => {
    const asked = { ...rulesOf("labour_contract"), probation_months: 6, probation_percent: 80 };
    expect(factsOf("labour_contract", { pay_day: 10, hours: "standard" }, asked, line())).toEqual({
      term: "fixed_term",
      from: "2024-02-27",
      until: "2027-02-26",
      monthly_wage: "8000.00",
      probation_until: "2024-08-26",
      probation_wage: "6400.00",
      pay_day: 10,
      hours: "standard",
    });
    const again = line({ candidate: candidate({ fixed_terms: 2 }) });
    expect(factsOf("labour_contract", {}, asked, again)).not.toHaveProperty("probation_until");
    const without = line({ own: { probation_until: null, probation_wage: null } });
    expect(factsOf("labour_contract", {}, asked, without)).not.toHaveProperty("probation_until");
  });

  it("pay a share of the wage for a duty not to compete", () => {
    const facts = factsOf("non_compete", { months: 12, damages: "" }, rulesOf("non_compete"), line());
    expect(facts).toEqual({ months: 12, monthly: "2400.00" });
  });
});

describe("an edited line", () => {
  it("says only what it would not have had by itself", () => {
    const before = { term: "fixed_term", from: "2027-02-27", until: "2030-02-26", scope: "客户" };
    expect(ownOf(before, {}, { ...before, until: "2029-02-26", duties: undefined })).toEqual({
      until: "2029-02-26",
    });
    expect(ownOf(before, { until: "2029-02-26" }, { ...before, scope: "" })).toEqual({
      until: "2029-02-26",
      scope: "",
    });
  });
});

describe("the order", () => {
  it("leaves out the address that is known", () => {
    const head = { legal_entity_id: "e", template_id: "t", name: " 2026 年续订 " };
    const order = toOrder(head, "confidentiality", [
      { line: line(), facts: { scope: "客户" } },
      { line: line({ address: " 上海 " }), facts: { scope: "报价" } },
    ]);
    expect(order).toEqual({
      legal_entity_id: "e",
      template_id: "t",
      name: "2026 年续订",
      expires_on: null,
      items: [
        {
          employee_id: "p",
          facts: { kind: "confidentiality", scope: "客户" },
          employee_address: null,
        },
        {
          employee_id: "p",
          facts: { kind: "confidentiality", scope: "报价" },
          employee_address: "上海",
        },
      ],
    });
  });

  it("has what the service refuses at its lines", () => {
    const error = (pointer: string) => ({ pointer, code: "x", detail: "y" });
    const { of, rest } = atLines(["/items/10/employee_id", "/name", "/items/10", "/items"].map(error));
    expect([...of]).toEqual([[10, [error("/employee_id"), error("")]]]);
    expect(rest).toEqual([error("/name"), error("/items")]);
  });
});
