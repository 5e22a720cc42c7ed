import type { Dispute, DisputeExhibit, DisputeExhibitChoice } from "../api/types";

export type Stage = Dispute["stage"];
export type StepKind = Dispute["steps"][number]["kind"];

/** Steps that may come at a stage, the likeliest first. The service decides; this only orders the choice. */
const NEXT: Record<Stage, StepKind[]> = {
  opened: ["notice_received", "accepted", "closed"],
  accepted: ["answered", "notice_received", "hearing", "evidence_submitted", "mediated", "awarded", "closed"],
  hearing: ["awarded", "mediated", "hearing", "answered", "evidence_submitted", "closed"],
  mediated: ["closed"],
  awarded: ["sued", "set_aside_applied", "resumed", "closed"],
  first_instance: ["judged", "hearing", "evidence_submitted", "mediated", "appealed", "resumed", "closed"],
  appeal: ["judged", "hearing", "evidence_submitted", "mediated", "resumed", "closed"],
  closed: ["resumed"],
};

export function nextSteps(stage: Stage): StepKind[] {
  return stage === "closed" ? [...NEXT.closed, "note"] : [...NEXT[stage], "exhibit", "note"];
}

export const decides = (kind: StepKind | undefined) => kind === "awarded" || kind === "judged";

/** The list as counsel left it, to be sent: what is not changed keeps its words. */
export function choicesOf(items: DisputeExhibit[]): DisputeExhibitChoice[] {
  return items.map(({ key, number, purpose, source, pages }) => ({
    key,
    included: number !== null,
    purpose,
    source,
    pages: pages ?? null,
  }));
}

/** One exhibit moved by one place among those that are included. */
export function moved<T>(items: T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  if (to < 0 || to >= items.length) return items;
  const next = [...items];
  const [one] = next.splice(from, 1);
  if (one) next.splice(to, 0, one);
  return next;
}
