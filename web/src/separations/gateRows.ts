import type { Gate, GateEvidence } from "../api/types";
import { paths } from "../paths";

export interface GateRow extends Pick<GateEvidence, "code" | "zh" | "en" | "proof" | "next_step"> {
  /** `proved`: a record stands for it. `missing`: holds the case up. `advised`: missing, but no bar. */
  state: "proved" | "missing" | "advised";
}

/** The checklist of a ground, in the order of the ground's row. */
export function gateRows(gate: Pick<Gate, "evidence" | "missing">): GateRow[] {
  return gate.evidence.map(({ code, zh, en, proof, next_step, state }) => ({
    code,
    zh,
    en,
    proof,
    next_step,
    state: state === "proved" ? "proved" : gate.missing.includes(code) ? "missing" : "advised",
  }));
}

export interface Headline {
  tone: "good" | "warn" | "bad";
  key: "all_proved" | "advised" | "held_up";
  proved: number;
  of: number;
  bars: number;
  missing: number;
  unknown: number;
}

/** What the gate says in one line. It counts proofs; it never says that something is lawful. */
export function headline(gate: Pick<Gate, "evidence" | "missing" | "verdict" | "bars" | "unknown">): Headline {
  const counted = {
    proved: gate.evidence.filter((one) => one.state === "proved").length,
    of: gate.evidence.length,
    bars: gate.bars.length,
    missing: gate.missing.length,
    unknown: gate.unknown.length,
  };
  if (gate.verdict === "block") return { tone: "bad", key: "held_up", ...counted };
  if (gate.verdict === "warn") return { tone: "warn", key: "advised", ...counted };
  return { tone: "good", key: "all_proved", ...counted };
}

/** Where the step that would prove a code is taken. */
export function placeOf(code: string, at: { separation: string; employee: string }): string | null {
  const tab = (name: string) => paths.separation(at.separation, name);
  const places: Record<string, string> = {
    "E-KPI-KNOWN": paths.employee(at.employee, "reviews"),
    "E-APPR1-FAIL": paths.employee(at.employee, "reviews"),
    "E-APPR2-FAIL": paths.employee(at.employee, "reviews"),
    "E-TRAIN-OR-TRANSFER": paths.newPlan({ employee_id: at.employee }),
    "E-UNION-NOTICE": tab("union"),
    "E-UNION-REPLY": tab("union"),
    "E-NOTICE-WRITTEN": tab("notice"),
    "E-NOTICE-SERVED": tab("notice"),
    "E-WAGE12": paths.employee(at.employee, "pay"),
    "E-AMOUNT-CLEAR": tab("negotiation"),
    "E-AGREEMENT-SIGNED": tab("agreement"),
    "E-EXIT-HEALTH-CHECK": paths.circumstances(at.employee),
  };
  return places[code] ?? null;
}
