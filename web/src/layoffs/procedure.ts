import type { Layoff, Separation } from "../api/types";
import { addDays, shanghai } from "../ui/format";

/** The four situations of LCL 41(1). */
export const ITEMS = [1, 2, 3, 4] as const;

/** Days between the explanation and the first notice, and before the last day. */
export const EXPLAINED_BEFORE = 30;

/** Days the union has for its answer, before a notice may go out without one. */
const UNION_REPLY_DAYS = 7;

export const STEPS = [
  "explain",
  "thirty_days",
  "report",
  "evidence",
  "union_notice",
  "union_reply",
  "approval_request",
  "approval",
  "notice",
  "service",
  "completion",
] as const;
export type StepKey = (typeof STEPS)[number];

/** What keeps a step from being taken now: a key of the catalogue, and the values it names. */
export interface Why {
  key: string;
  values?: Record<string, string | number>;
  /** The day in it, to be written as people write days. */
  day?: string;
}

export interface ProcedureStep {
  key: StepKey;
  /** `waits`: not its time yet, or not the reader's to take. */
  state: "done" | "next" | "waits";
  /** The latest day or moment it was done on, or the day it waits for. */
  at?: string | null;
  by?: string | null;
  /** In how many of the cases it is done; absent for what is done once for all. */
  done?: number;
  of?: number;
  why: Why | null;
}

export interface Situation {
  layoff: Layoff;
  cases: Separation[];
  today: string;
  hasUnion: boolean;
  /** The files of the ground are accepted, or somebody let them pass; unknown while nobody has looked. */
  evidenceDone: boolean | undefined;
}

/** Cases that were not withdrawn. */
export function liveCases(cases: Separation[]): Separation[] {
  return cases.filter((one) => one.stage !== "withdrawn");
}

/** Cases that a step on all of them reaches. */
export function underWay(cases: Separation[]): Separation[] {
  return liveCases(cases).filter((one) => one.stage !== "completed");
}

interface Mark {
  at?: string | null;
  by?: string | null;
}

/** What a case has of a step; null where it has not. */
const MARKS: Partial<Record<StepKey, (one: Separation) => Mark | null>> = {
  union_notice: ({ union }) => (union ? { at: union.notified_at } : null),
  union_reply: ({ union }) => (union?.reply ? { at: union.reply.at, by: union.reply.by_name } : null),
  approval_request: ({ approval }) =>
    approval && approval.decision !== "rejected"
      ? { at: approval.requested_at, by: approval.requested_by_name }
      : null,
  approval: ({ approval }) =>
    approval?.decision === "approved" ? { at: approval.at, by: approval.by_name } : null,
  notice: ({ notice }) => (notice ? { at: notice.issued_at } : null),
  service: ({ notice }) => (notice?.served_on ? { at: notice.served_on } : null),
  completion: ({ stage, completed_at }) => (stage === "completed" ? { at: completed_at } : null),
};

/** The procedure from the explanation to the end, with what is done, what is next, and what holds up the rest. */
export function procedure(situation: Situation): ProcedureStep[] {
  const { layoff, cases, today, evidenceDone } = situation;
  const live = liveCases(cases);
  const steps = STEPS.map((key): ProcedureStep => {
    const mark = MARKS[key];
    if (mark) {
      const marks = live.flatMap((one) => mark(one) ?? []);
      const last = marks.reduce<Mark | null>((latest, one) => (isLater(one, latest) ? one : latest), null);
      const done = live.length > 0 && marks.length === live.length;
      return {
        key,
        state: done ? "done" : "waits",
        at: last?.at,
        by: last?.by,
        done: marks.length,
        of: live.length,
        why: done ? null : whyNot(key, situation),
      };
    }
    return { ...ofTheWhole(key, layoff, today, evidenceDone), why: whyNot(key, situation) };
  });
  const next = steps.find((step) => step.state !== "done" && !step.why && step.key !== "thirty_days");
  if (next) next.state = "next";
  return steps;
}

function isLater(one: Mark, other: Mark | null): boolean {
  return !other || (one.at ?? "") > (other.at ?? "");
}

function ofTheWhole(
  key: StepKey,
  { explanation, report, notices_from }: Layoff,
  today: string,
  evidenceDone: boolean | undefined,
): Pick<ProcedureStep, "key" | "state" | "at" | "by"> {
  switch (key) {
    case "explain":
      return {
        key,
        state: explanation ? "done" : "waits",
        at: explanation?.explained_on,
        by: explanation?.recorded_by_name,
      };
    case "thirty_days":
      return { key, state: notices_from && notices_from <= today ? "done" : "waits", at: notices_from };
    case "report":
      return {
        key,
        state: report ? "done" : "waits",
        at: report?.reported_on,
        by: report?.recorded_by_name,
      };
    default:
      return { key, state: evidenceDone ? "done" : "waits" };
  }
}

/** Why a step cannot be taken now, in the order in which it would be put right. */
export function whyNot(key: StepKey, situation: Situation): Why | null {
  const { layoff, cases, today, hasUnion, evidenceDone } = situation;
  const open = underWay(cases);
  const every = (step: StepKey) => open.every((one) => MARKS[step]?.(one));
  const some = (step: StepKey) => open.some((one) => MARKS[step]?.(one));
  if (key === "explain" || key === "thirty_days") return null;
  if (key === "report") return layoff.explanation ? null : { key: "why.not_explained" };
  if (open.length === 0) return { key: "why.over" };
  const issued = some("notice");
  if (key === "evidence") return issued ? { key: "why.locked" } : null;
  // A step on all is taken on all or on none: where some have it, the others go on one by one.
  const taken = open.filter((one) => MARKS[key]?.(one)).length;
  if (key !== "completion" && taken > 0) {
    return taken === open.length
      ? { key: "why.taken" }
      : { key: "why.mixed", values: { done: taken, of: open.length } };
  }
  switch (key) {
    case "union_notice":
      return issued ? { key: "why.notices_are_out" } : null;
    case "union_reply":
      return every("union_notice") ? null : { key: "why.union_not_told" };
    case "approval_request":
      return hasUnion && !every("union_notice") ? { key: "why.union_not_told" } : null;
    case "approval":
      return every("approval_request") ? null : { key: "why.not_requested" };
    case "notice":
      return whyNoNotice(layoff, open, today, evidenceDone);
    case "service":
      return every("notice") ? null : { key: "why.no_notice" };
    default: {
      if (!every("service")) return { key: "why.not_served" };
      const last = open.map((one) => one.last_day ?? layoff.last_day).sort();
      const day = last.at(-1) ?? layoff.last_day;
      return day > today ? { key: "why.last_day_ahead", day } : null;
    }
  }
}

function whyNoNotice(
  { explanation, report, notices_from }: Layoff,
  open: Separation[],
  today: string,
  evidenceDone: boolean | undefined,
): Why | null {
  if (!explanation || !notices_from) return { key: "why.not_explained" };
  if (!report) return { key: "why.not_reported" };
  if (evidenceDone === false) return { key: "why.evidence_lacking" };
  if (!open.every((one) => one.approval?.decision === "approved")) return { key: "why.not_approved" };
  if (notices_from > today) return { key: "why.thirty_days", day: notices_from };
  // The union is told before the notices: not on the same day.
  const told = open.some(({ union }) => union && (shanghai(union.notified_at)?.date ?? "") >= today);
  if (told) return { key: "why.union_told_today", day: addDays(today, 1) };
  const due = open.flatMap((one) => unionReplyDue(one) ?? []).sort();
  const last = due.at(-1);
  return last && last >= today ? { key: "why.union_may_answer", day: last } : null;
}

/** The last day on which the union may still answer in a case; none where it has, or was not told. */
function unionReplyDue({ union }: Separation): string | null {
  const told = union && !union.reply ? shanghai(union.notified_at)?.date : null;
  return told ? addDays(told, UNION_REPLY_DAYS) : null;
}
