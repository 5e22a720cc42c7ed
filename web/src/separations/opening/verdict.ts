import type { ComparedGround } from "../../api/types";
import type { Tone } from "../../ui/Tag";

export interface Standing {
  /** `barred`: a statute forbids it; `asking`: something must be asked first; `lacking`: proofs are missing. */
  key: "barred" | "asking" | "lacking" | "warned" | "on_record" | "none_asked";
  tone: Tone;
}

/** How a ground stands for a person, in one word. It counts what is there; it never says that it is lawful. */
export function standingOf(ground: Pick<ComparedGround, "bars" | "missing" | "verdict" | "asked">): Standing {
  if (barsOf(ground).length > 0) return { key: "barred", tone: "bad" };
  if (openQuestions(ground).length > 0) return { key: "asking", tone: "warn" };
  if (ground.missing.length > 0) return { key: "lacking", tone: "warn" };
  if (ground.asked === 0) return { key: "none_asked", tone: "plain" };
  if (ground.verdict === "warn") return { key: "warned", tone: "info" };
  return { key: "on_record", tone: "good" };
}

const isQuestion = (bar: { code: string }) => bar.code.startsWith("UNKNOWN:");

/** What forbids the ending, without the questions that nobody has answered yet. */
export function barsOf<B extends { code: string }>({ bars }: { bars: B[] }): B[] {
  return bars.filter((bar) => !isQuestion(bar));
}

export function openQuestions<B extends { code: string }>({ bars }: { bars: B[] }): B[] {
  return bars.filter(isQuestion);
}

/** Every open question about the person, once: the grounds share most of them. */
export function questionsOf(grounds: Pick<ComparedGround, "bars">[]): ComparedGround["bars"] {
  const all = grounds.flatMap((ground) => openQuestions(ground));
  return all.filter((one, at) => all.findIndex(({ code }) => code === one.code) === at);
}

/** Grounds picked to be seen side by side, at most three: the oldest pick makes room. */
export function togglePick(picked: string[], code: string): string[] {
  if (picked.includes(code)) return picked.filter((one) => one !== code);
  return [...picked, code].slice(-3);
}
