import type { DisputeClaimFacts } from "../api/types";

type Kind = DisputeClaimFacts["kind"];

export const CLAIM_KINDS: readonly Kind[] = [
  "damages",
  "severance",
  "notice_pay",
  "reinstatement",
  "back_pay",
  "wages",
  "overtime",
  "double_wage",
  "leave_pay",
  "non_compete",
  "service_period",
  "loss",
  "other",
];

export type DayField = "known_on" | "relation_ended_on" | "from" | "to" | "leave_year";

/** The days that the limitation of a kind of claim hangs on; others would be refused. */
export function daysOf(kind: Kind | undefined): DayField[] {
  switch (kind) {
    case "wages":
    case "overtime":
      return ["relation_ended_on"];
    case "double_wage":
      return ["from", "to"];
    case "leave_pay":
      return ["leave_year"];
    default:
      return ["known_on"];
  }
}

/** A claim as it is sent: to the fen, and without days of another kind that were filled in before. */
export function toFacts(claim: DisputeClaimFacts): DisputeClaimFacts {
  const days = daysOf(claim.kind);
  const kept = <K extends DayField>(field: K) => (days.includes(field) ? (claim[field] ?? null) : null);
  const [yuan = "", fen = ""] = (claim.amount ?? "").split(".");
  return {
    kind: claim.kind,
    amount: yuan ? `${yuan}.${fen.padEnd(2, "0")}` : null,
    text: claim.text,
    known_on: kept("known_on"),
    relation_ended_on: kept("relation_ended_on"),
    from: kept("from"),
    to: kept("to"),
    leave_year: kept("leave_year"),
    interrupted_on: claim.interrupted_on ?? null,
    suspended: claim.suspended ?? "",
  };
}
