import type { CaseFacts } from "../api/types";
import { roadOf } from "./road";

export type Kind = "yes_no" | "date" | "clauses" | "offer" | "category";

export interface Question {
  name: keyof CaseFacts;
  kind: Kind;
  /** Grounds it is asked on. */
  on: (ground: string) => boolean;
  /** Asked of women only: a man's retirement category follows from the record. */
  women?: boolean;
}

const fault = (ground: string) => ground.startsWith("39");
const one =
  (...grounds: string[]) =>
  (ground: string) =>
    grounds.includes(ground);
const byEmployer = (ground: string) => ["dismissal", "ending"].includes(roadOf(ground));
const protectedByAge = (ground: string) => /^(40|41)/.test(ground) || one("44(1)", "44(2)", "TASK")(ground);

/** What no record says and only the case knows, in the order in which it is asked. */
const QUESTIONS: Question[] = [
  { name: "facts_on", kind: "date", on: fault },
  { name: "no_express_rule", kind: "yes_no", on: one("39(2)") },
  { name: "progressive_rule", kind: "yes_no", on: one("39(2)") },
  { name: "hearing_promised", kind: "yes_no", on: fault },
  { name: "conditions_in_policy", kind: "yes_no", on: one("39(1)") },
  { name: "kpi_in_policy", kind: "yes_no", on: one("40(2)") },
  { name: "policy_before_2008", kind: "yes_no", on: one("39(1)", "39(2)", "40(2)") },
  { name: "rule_clauses", kind: "clauses", on: (ground) => roadOf(ground) === "dismissal" },
  { name: "serious_illness", kind: "yes_no", on: one("40(1)") },
  { name: "renewal_offer", kind: "offer", on: one("44(1)") },
  { name: "employee_refused", kind: "yes_no", on: one("44(1)") },
  { name: "declined_open_ended", kind: "yes_no", on: one("44(1)") },
  { name: "retirement_category", kind: "category", on: protectedByAge, women: true },
  { name: "other_protection", kind: "yes_no", on: byEmployer },
  { name: "address_confirmed", kind: "yes_no", on: byEmployer },
];

/** The questions that this ground asks of this person's case. */
export function questionsOf(ground: string, gender: string | undefined): Question[] {
  return QUESTIONS.filter((question) => question.on(ground) && (!question.women || gender !== "male"));
}

/** Open questions of the gate that the case itself answers, rather than the person's circumstances. */
export const ANSWERED_BY_CASE = ["years_to_retirement", "retirement_on"];
