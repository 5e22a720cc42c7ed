import type { Contract } from "../api/types";
import { addDays } from "../ui/format";

/** Written notice of a resignation (LCL 37), and the same in probation. */
export const RESIGNATION_DAYS = 30;
export const RESIGNATION_DAYS_IN_PROBATION = 3;

type Term = Pick<Contract, "from" | "until" | "probation_until">;

/** Whether probation runs on a day, by the contract of that day. */
export function inProbation(contracts: Term[], on: string): boolean {
  const current = contracts
    .filter(({ from }) => from <= on)
    .sort((a, b) => a.from.localeCompare(b.from))
    .at(-1);
  return !!current?.probation_until && on <= current.probation_until;
}

/** The first day on which a resignation received on a day takes effect. */
export function earliestAfterResignation(receivedOn: string, contracts: Term[]): string {
  const days = inProbation(contracts, receivedOn) ? RESIGNATION_DAYS_IN_PROBATION : RESIGNATION_DAYS;
  return addDays(receivedOn, days);
}
