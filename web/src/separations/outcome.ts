export interface LawStep {
  rule?: string;
  cite?: string;
  zh: string;
  en: string;
  value: string;
}

/** The steps of a calculator's outcome, which may stand by itself or under `outcome`. */
export function outcomeSteps(sum: unknown): LawStep[] {
  if (typeof sum !== "object" || sum === null) return [];
  if ("outcome" in sum) return outcomeSteps(sum.outcome);
  return "steps" in sum && Array.isArray(sum.steps) ? (sum.steps as LawStep[]) : [];
}
