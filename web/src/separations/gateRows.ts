import type { Gate, GateEvidence } from "../api/types";
import { paths } from "../paths";

export interface GateRow extends Pick<GateEvidence, "code" | "zh" | "en" | "proof" | "next_step"> {
  /**
   * `proved`: a record stands for it. `missing`: holds the case up. `later`: comes about with the notice or
   * the signing. `advised`: missing, but no bar.
   */
  state: "proved" | "missing" | "later" | "advised";
}

/** Proofs that cannot be there before the notice is given or the agreement signed. */
const OF_LATER_STEPS = ["E-NOTICE-WRITTEN", "E-NOTICE-SERVED", "E-AMOUNT-CLEAR", "E-AGREEMENT-SIGNED"];

type Weighed = Pick<Gate, "evidence" | "missing" | "stage">;

/** The checklist of a ground, in the order of the ground's row. */
export function gateRows(gate: Weighed): GateRow[] {
  return gate.evidence.map(({ code, zh, en, proof, next_step, state }) => ({
    code,
    zh,
    en,
    proof,
    next_step,
    state: state === "proved" ? "proved" : stateOfMissing(gate, code),
  }));
}

function stateOfMissing(gate: Weighed, code: string): "missing" | "later" | "advised" {
  if (!gate.missing.includes(code)) return "advised";
  return gate.stage === "before_notice" && OF_LATER_STEPS.includes(code) ? "later" : "missing";
}

export interface Headline {
  tone: "good" | "warn" | "bad";
  key: "all_proved" | "ready_to_go" | "advised" | "held_up";
  proved: number;
  of: number;
  bars: number;
  missing: number;
  unknown: number;
}

/** What the gate says in one line. It counts proofs; it never says that something is lawful. */
export function headline(gate: Weighed & Pick<Gate, "verdict" | "bars" | "unknown">): Headline {
  const rows = gateRows(gate);
  const counted = {
    proved: rows.filter((row) => row.state === "proved").length,
    of: rows.length,
    bars: gate.bars.length,
    missing: rows.filter((row) => row.state === "missing").length,
    unknown: gate.unknown.length,
  };
  if (counted.bars + counted.missing + counted.unknown > 0)
    return { tone: "bad", key: "held_up", ...counted };
  if (rows.some((row) => row.state === "later")) return { tone: "good", key: "ready_to_go", ...counted };
  if (gate.verdict === "pass") return { tone: "good", key: "all_proved", ...counted };
  return { tone: "warn", key: "advised", ...counted };
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
