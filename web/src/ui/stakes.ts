import type { Stake } from "../api/types";

/** How a case may end, from the cheapest to the dearest as a rule. */
export const OUTCOMES = ["statutory", "severance", "with_notice_pay", "damages", "back_pay_a_month"] as const;

export type Outcome = (typeof OUTCOMES)[number] & keyof Stake;
