/** What a calculator answers, as far as the client reads it; amounts are decimal strings. */
export interface Outcome {
  steps: { rule?: string; cite?: string; zh: string; en: string; value: string }[];
  flags: string[];
  ruleset?: string;
  /** Everything else it computed, by name. */
  values: Record<string, string | number>;
}

/** Read an answer of `POST /law/{calculator}`, whose shape each calculator decides. */
export function readOutcome(answer: unknown): Outcome | null {
  if (typeof answer !== "object" || answer === null) return null;
  const { steps, flags, ruleset, ...rest } = answer as Record<string, unknown>;
  if (!Array.isArray(steps)) return null;
  const values = Object.entries(rest).filter(
    (pair): pair is [string, string | number] => typeof pair[1] === "string" || typeof pair[1] === "number",
  );
  return {
    steps: steps as Outcome["steps"],
    flags: Array.isArray(flags) ? flags.filter((flag): flag is string => typeof flag === "string") : [],
    ruleset: typeof ruleset === "string" ? ruleset : undefined,
    values: Object.fromEntries(values),
  };
}

/** Fields that were left empty are not sent: a calculator takes them as not known. */
export function filled<V extends object>(said: V): Partial<V> {
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  ) as Partial<V>;
}
