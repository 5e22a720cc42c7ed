import type { FieldProblem } from "../../api/problem";
import type { AgreementBatchOrder, AgreementFacts, BatchCandidate, ContractFacts } from "../../api/types";
import type { ContractKind } from "../../templates/kinds";
import { addDays, addMonths } from "../../ui/format";
import { shareOf } from "../drafting/draft";

export type Kind = ContractKind;
export type Facts = Record<string, unknown>;

/** How what differs from person to person follows from what is known about each; chosen once for all. */
export interface Rules {
  /** From the contract as it is on record, or from the day after it ends. */
  begins: "as_recorded" | "following";
  term: Exclude<ContractFacts["kind"], "task">;
  years: number;
  probation_months?: number;
  /** Of the monthly wage, during probation. */
  probation_percent: number;
  /** Of the monthly wage, for a duty not to compete. */
  share_percent: number;
}

/** One person of a batch that is being put together. */
export interface Line {
  candidate: BatchCandidate;
  /** What was said for this person alone; `null` where they have none of what the others have. */
  own: Facts;
  address?: string;
  /** What the service said about this line the last time. */
  refused: FieldProblem[];
}

/** Two fixed terms in a row, and the next contract is open-ended unless the person wants otherwise (LCL 14(2)(3)). */
export const MOST_FIXED_TERMS = 2;
/** Most people in one batch. */
export const MOST = 1_000;

export function rulesOf(kind: Kind): Rules {
  return {
    begins: kind === "labour_contract" ? "as_recorded" : "following",
    term: "fixed_term",
    years: 3,
    probation_percent: 100,
    share_percent: 30,
  };
}

export function hasTerm(kind: Kind): boolean {
  return kind === "labour_contract" || kind === "contract_renewal";
}

/** By law the next contract is open-ended. */
export function openEndedIsDue({ fixed_terms }: BatchCandidate): boolean {
  return fixed_terms >= MOST_FIXED_TERMS;
}

/** The last day of a term of whole years. */
export function lastDay(from: string, years: number): string {
  return addDays(addMonths(from, years * 12), -1);
}

/** What follows for a person from the rules. */
export function suggested(kind: Kind, rules: Rules, candidate: BatchCandidate): Facts {
  const wage = candidate.contract?.monthly_wage ?? undefined;
  if (kind === "non_compete") return { monthly: shareOf(wage, BigInt(Math.round(rules.share_percent))) };
  if (!hasTerm(kind)) return {};
  return { ...termOf(rules, candidate), monthly_wage: wage };
}

function termOf(rules: Rules, { contract, ...candidate }: BatchCandidate): Facts {
  if (rules.begins === "as_recorded" && contract && contract.kind !== "task") {
    return { term: contract.kind, from: contract.from, until: contract.until ?? undefined };
  }
  const from = contract?.until ? addDays(contract.until, 1) : undefined;
  if (rules.term === "open_ended" || openEndedIsDue(candidate)) return { term: "open_ended", from };
  return { term: "fixed_term", from, until: from && lastDay(from, rules.years) };
}

/** What is said for each person alone, by its name. */
const EACH = ["term", "from", "until", "monthly_wage", "monthly", "probation_until", "probation_wage"];

/** Of what one contract says, what holds for everybody. */
export function sharedOf(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => !EACH.includes(name) && value != null),
  );
}

/** What is to be agreed with a person: what holds for all, what follows for them, what was said for them alone. */
export function factsOf(kind: Kind, common: Facts, rules: Rules, line: Line): Facts {
  const facts: Facts = { ...common, ...suggested(kind, rules, line.candidate), ...line.own };
  if (hasTerm(kind)) {
    if (facts.term !== "fixed_term") facts.until = undefined;
    else if (!("until" in line.own) && ("from" in line.own || !facts.until)) {
      facts.until = typeof facts.from === "string" ? lastDay(facts.from, rules.years) : undefined;
    }
  }
  if (kind === "labour_contract") Object.assign(facts, { ...probationOf(rules, facts, line), ...line.own });
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== "" && value != null));
}

/** The two may agree one probation only, ever: none for whom an earlier term is on record (LCL 19). */
function probationOf(rules: Rules, { from, term, monthly_wage }: Facts, { candidate }: Line): Facts {
  if (!rules.probation_months || typeof from !== "string" || term === "task" || openEndedIsDue(candidate)) {
    return {};
  }
  return {
    probation_until: addDays(addMonths(from, rules.probation_months), -1),
    probation_wage:
      typeof monthly_wage === "string" ? shareOf(monthly_wage, BigInt(rules.probation_percent)) : undefined,
  };
}

/** What an edited line says that it would not have had by itself. */
export function ownOf(before: Facts, own: Facts, edited: Facts): Facts {
  const names = new Set([...Object.keys(before), ...Object.keys(edited)]);
  const changed = [...names].filter((name) => !same(before[name], edited[name]));
  return { ...own, ...Object.fromEntries(changed.map((name) => [name, edited[name] ?? null])) };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one || null) === JSON.stringify(other || null);
}

/** What must be said for each person, by kind. */
const NEEDED: Partial<Record<Kind, string[]>> = {
  labour_contract: ["from", "monthly_wage"],
  contract_renewal: ["from", "monthly_wage"],
  non_compete: ["monthly"],
};

/** The names of what a line lacks still; `address` for where the person lives. */
export function lacking(kind: Kind, facts: Facts, line: Line): string[] {
  const needed = [...(NEEDED[kind] ?? [])];
  if (hasTerm(kind) && facts.term === "fixed_term" && facts.from) needed.push("until");
  if (facts.term === "task") needed.push("task");
  const names = needed.filter((name) => !facts[name]);
  return line.candidate.address_known || line.address?.trim() ? names : [...names, "address"];
}

export interface Head {
  legal_entity_id: string;
  template_id: string;
  name: string;
  expires_on?: string | null;
}

/** As the service takes it. */
export function toOrder(head: Head, kind: Kind, lines: { line: Line; facts: Facts }[]): AgreementBatchOrder {
  return {
    legal_entity_id: head.legal_entity_id,
    template_id: head.template_id,
    name: head.name.trim(),
    expires_on: head.expires_on ?? null,
    items: lines.map(({ line, facts }) => ({
      employee_id: line.candidate.employee.id,
      // The service checks which facts a kind has; the form knows them by name only.
      facts: { ...facts, kind } as AgreementFacts,
      employee_address: line.address?.trim() || null,
    })),
  };
}

/** Messages at `/items/N/…` go to their lines, with the rest of the pointer; the others stay. */
export function atLines(errors: FieldProblem[]): { of: Map<number, FieldProblem[]>; rest: FieldProblem[] } {
  const of = new Map<number, FieldProblem[]>();
  const rest: FieldProblem[] = [];
  for (const error of errors) {
    const found = /^#?\/items\/(\d+)(\/.*)?$/.exec(error.pointer);
    if (!found) {
      rest.push(error);
      continue;
    }
    const at = Number(found[1]);
    of.set(at, [...(of.get(at) ?? []), { ...error, pointer: found[2] ?? "" }]);
  }
  return { of, rest };
}
