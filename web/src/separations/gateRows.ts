import type { Gate, GateEvidence } from "../api/types";
import { paths } from "../paths";

export interface GateRow extends Pick<GateEvidence, "code" | "zh" | "en" | "proof" | "next_step"> {
  /**
   * `proved`: a record stands for it. `missing`: holds the case up. `let_pass`: missing, and somebody let that
   * pass. `later`: comes about with the notice or the signing. `advised`: missing, but no bar.
   */
  state: "proved" | "missing" | "let_pass" | "later" | "advised";
}

/** Proofs that cannot be there before the notice is given or the agreement signed. */
const OF_LATER_STEPS = ["E-NOTICE-WRITTEN", "E-NOTICE-SERVED", "E-AMOUNT-CLEAR", "E-AGREEMENT-SIGNED"];

/** Proofs that come into being with an act in the service; nobody brings them in as a file. */
const MADE_HERE = [...OF_LATER_STEPS, "E-UNION-NOTICE", "E-INITIATOR", "E-WAGE12"];

type Weighed = Pick<Gate, "evidence" | "missing" | "stage">;

/** The checklist of a ground, in the order of the ground's row. */
export function gateRows(gate: Weighed): GateRow[] {
  return gate.evidence.map(({ code, zh, en, proof, next_step, state, overridden }) => ({
    code,
    zh,
    en,
    proof,
    next_step,
    state: state === "proved" ? "proved" : overridden ? "let_pass" : stateOfMissing(gate, code),
  }));
}

function stateOfMissing(gate: Weighed, code: string): "missing" | "later" | "advised" {
  if (!gate.missing.includes(code)) return "advised";
  return gate.stage === "before_notice" && OF_LATER_STEPS.includes(code) ? "later" : "missing";
}

/** What forbids the ending; questions that nobody has answered stand under `unknown`. */
export function barsOf({ bars }: Pick<Gate, "bars">): Gate["bars"] {
  return bars.filter((bar) => !bar.code.startsWith("UNKNOWN:"));
}

/** Codes for which a file can be brought in. */
export function codesToBring(gate: Pick<Gate, "evidence">): GateEvidence[] {
  return gate.evidence.filter(({ code }) => !MADE_HERE.includes(code));
}

/** Codes that somebody may let pass: missing, and not what the notice itself brings into being. */
export function codesToLetPass(gate: Weighed): GateRow[] {
  return gateRows(gate).filter(({ state }) => state === "missing");
}

export interface Headline {
  tone: "good" | "warn" | "bad";
  key: "all_proved" | "ready_to_go" | "advised" | "let_pass" | "held_up";
  proved: number;
  of: number;
  bars: number;
  missing: number;
  unknown: number;
  let_pass: number;
}

/** What the gate says in one line. It counts proofs; it never says that something is lawful. */
export function headline(gate: Weighed & Pick<Gate, "verdict" | "bars" | "unknown">): Headline {
  const rows = gateRows(gate);
  const count = (state: GateRow["state"]) => rows.filter((row) => row.state === state).length;
  const counted = {
    proved: count("proved"),
    of: rows.length,
    bars: barsOf(gate).length,
    missing: count("missing"),
    unknown: gate.unknown.length,
    let_pass: count("let_pass"),
  };
  if (counted.bars + counted.missing + counted.unknown > 0)
    return { tone: "bad", key: "held_up", ...counted };
  if (counted.let_pass > 0) return { tone: "warn", key: "let_pass", ...counted };
  if (count("later") > 0) return { tone: "good", key: "ready_to_go", ...counted };
  if (gate.verdict === "pass") return { tone: "good", key: "all_proved", ...counted };
  return { tone: "warn", key: "advised", ...counted };
}

/** What a step of the gate is done with: a form on the gate itself, or the page where it is done. */
export type Act = { kind: "bring" } | { kind: "judge" } | { kind: "go"; to: string };

/** How the step is done that would prove something, by the name the service gives it. */
export function actOf(action: string, at: { separation: string; employee: string }): Act | null {
  if (action === "add_evidence") return { kind: "bring" };
  if (action === "review_evidence") return { kind: "judge" };
  const tab = (name: string) => paths.separation(at.separation, name);
  const person = (name: string) => paths.employee(at.employee, name);
  const places: Record<string, string> = {
    deliver_goals: person("reviews"),
    deliver_result: person("reviews"),
    deliver_second_result: person("reviews"),
    plan_training: paths.newPlan({ employee_id: at.employee }),
    notify_union: tab("union"),
    await_union_reply: tab("union"),
    issue_notice: tab("notice"),
    serve_notice: tab("notice"),
    record_wages: person("pay"),
    check_contract: person("contracts"),
    agree_terms: tab("negotiation"),
    sign_agreement: tab("agreement"),
    arrange_health_check: paths.circumstances(at.employee),
  };
  const to = places[action];
  return to ? { kind: "go", to } : null;
}
