import type { NonCompete } from "../../api/types";

interface Step {
  zh: string;
  en: string;
  value: string;
  rule?: string;
  cite?: string;
}

/** What a calculator said, as far as it is shown. */
export interface Outcome {
  steps: Step[];
  flags: string[];
}

/** The outcome of a computed sum; its shape is the calculator's and not in the contract. */
export function computedOf(computed: { outcome: unknown } | null | undefined): Outcome | null {
  const outcome = computed?.outcome as { steps?: Step[]; flags?: string[] } | undefined;
  if (!outcome?.steps) return null;
  const steps = outcome.steps.map((step) => ({ ...step, value: String(step.value) }));
  return { steps, flags: outcome.flags ?? [] };
}

/** Months that the employee may state as unpaid: past their day and not paid in full. */
export function unpaidOf(duty: NonCompete): NonCompete["instalments"] {
  return duty.instalments.filter((one) => one.state === "missed" || one.state === "short");
}

/** What payroll has to record next: the first month that is not paid, or the pay for the early release. */
export function nextToPay(duty: NonCompete): { instalment: number | null; amount: string } | null {
  const month = duty.instalments.find((one) => one.state !== "paid");
  if (month) return { instalment: month.number, amount: rest(month.due, month.paid) };
  const { ending } = duty;
  if (ending && Number(ending.extra_paid) < Number(ending.extra)) {
    return { instalment: null, amount: rest(ending.extra, ending.extra_paid) };
  }
  return null;
}

/** What is left of a sum, counted in fen. */
export function rest(due: string, paid: string): string {
  const fen = (amount: string) => Math.round(Number(amount) * 100);
  return ((fen(due) - fen(paid)) / 100).toFixed(2);
}
