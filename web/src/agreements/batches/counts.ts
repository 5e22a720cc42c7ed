import type { AgreementBatch } from "../../api/types";
import type { Tone } from "../../ui/Tag";

/** How often a page looks again while the service works through a batch. */
export const LOOK_EVERY = 1500;

type Progress = AgreementBatch["progress"];

/** How many people have come as far as this, or further; those whose agreement has ended are not among them. */
export function reached(progress: Progress) {
  const { reviewed, sent, partly_signed, signed, to_seal } = progress;
  return {
    drafted: progress.drafted + reviewed + sent + partly_signed + signed,
    reviewed: reviewed + sent + partly_signed + signed,
    sent: sent + partly_signed + signed,
    // Of those open without the seal, all but the ones that nobody has signed bear the person's signature.
    by_employee: signed + Math.max(to_seal - sent, 0),
    sealed: signed + Math.max(sent + partly_signed - to_seal, 0),
    signed,
  };
}

/** The people parted by where they stand, the furthest first. Together they are all of them. */
export function parts(progress: Progress): { at: Part; count: number }[] {
  const { total, signed, partly_signed, sent, reviewed, drafted, ended } = progress;
  const undrafted = total - signed - partly_signed - sent - reviewed - drafted - ended;
  const counted: Record<Part, number> = { signed, partly_signed, sent, reviewed, drafted, undrafted, ended };
  return PARTS.map((at) => ({ at, count: counted[at] })).filter(({ count }) => count > 0);
}

const PARTS = ["signed", "partly_signed", "sent", "reviewed", "drafted", "undrafted", "ended"] as const;
export type Part = (typeof PARTS)[number];

/** What a batch waits for, in a word. */
export type State =
  | "drafting"
  | "undrafted"
  | "to_review"
  | "to_send"
  | "sending"
  | "signing"
  | "done"
  | "cancelled";

export function stateOf({ stage, progress }: Pick<AgreementBatch, "stage" | "progress">): State {
  const { waiting, drafted, signed, ended, total } = progress;
  if (stage === "cancelled") return "cancelled";
  if (stage === "reviewed") return "to_send";
  if (stage === "drafting") return waiting > 0 ? "drafting" : drafted > 0 ? "to_review" : "undrafted";
  if (signed + ended >= total) return "done";
  return waiting > 0 ? "sending" : "signing";
}

export const TONES: Record<State, Tone> = {
  drafting: "info",
  undrafted: "bad",
  to_review: "warn",
  to_send: "warn",
  sending: "info",
  signing: "warn",
  done: "good",
  cancelled: "plain",
};
