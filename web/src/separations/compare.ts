import type { Proposal, ProposalFacts, Settlement } from "../api/types";
import { fromHundredths, hundredths } from "../ui/format";

export interface ComparedLine {
  code: string;
  label: string;
  statutory: string | null;
  employer: string | null;
  employee: string | null;
}

export type Side = Proposal["by"];

/** The last word of a side; withdrawn proposals do not count. */
export function latestOf(proposals: Proposal[], side: Side): Proposal | null {
  const own = proposals.filter((one) => one.by === side && one.state !== "withdrawn");
  return own.sort((a, b) => a.round - b.round).at(-1) ?? null;
}

/** Both sides over the same figures: every line that the law, the employer or the employee names. */
export function compare(
  statutory: { code: string; label: string; amount: string }[],
  employer: Proposal | null,
  employee: Proposal | null,
): ComparedLine[] {
  const lines = new Map<string, ComparedLine>();
  const line = (code: string, label: string) => {
    const known = lines.get(code) ?? { code, label, statutory: null, employer: null, employee: null };
    lines.set(code, known);
    return known;
  };
  for (const one of statutory) line(one.code, one.label).statutory = one.amount;
  for (const one of employer?.lines ?? []) line(one.code, one.label).employer = one.amount;
  for (const one of employee?.lines ?? []) line(one.code, one.label).employee = one.amount;
  return [...lines.values()];
}

export function sumOf(amounts: (string | null | undefined)[]): string {
  return fromHundredths(amounts.reduce((sum, amount) => sum + (hundredths(amount) ?? 0n), 0n));
}

/** What the law gives on the ground, and an offer is compared with. After an accepted offer its own figure stands beside. */
export function statutoryLines(settlement: Pick<Settlement, "lines">): Settlement["lines"] {
  return settlement.lines
    .filter((line) => line.kind === "statutory")
    .map((line) => ({ ...line, amount: line.statutory ?? line.amount }));
}

/** What a first proposal starts from: the other side's last word, or else what the law computes. */
export function startingLines(
  settlement: Pick<Settlement, "lines">,
  other: Proposal | null,
  own: Proposal | null,
  language: string,
): ProposalFacts["lines"] {
  const last = own ?? other;
  if (last) return last.lines.map(({ code, label, amount }) => ({ code, label, amount }));
  return statutoryLines(settlement).map((line) => ({
    code: line.code,
    label: language === "en" ? line.en : line.zh,
    amount: line.amount,
  }));
}
