import type { Separation } from "../api/types";

/** Which way a case goes, by its ground: who acts, and what comes before the end. */
export type Road = "agreement" | "dismissal" | "ending" | "employee_notice" | "by_law";

export function roadOf(ground: string): Road {
  if (ground === "36") return "agreement";
  if (/^3[78]/.test(ground)) return "employee_notice";
  if (/^(39|40|41)/.test(ground)) return "dismissal";
  return ground === "44(3)" ? "by_law" : "ending";
}

/** Families of grounds, in the order of the law. */
export const FAMILIES = ["agreed", "employee", "fault", "no_fault", "layoff", "expiry", "other"] as const;
export type Family = (typeof FAMILIES)[number];

export function familyOf(ground: string): Family {
  const article = ground.slice(0, 2);
  const families: Record<string, Family> = {
    "36": "agreed",
    "37": "employee",
    "38": "employee",
    "39": "fault",
    "40": "no_fault",
    "41": "layoff",
    "44": "expiry",
  };
  return families[article] ?? "other";
}

/** Facts and evidence may still be added: neither notice nor agreement stands. */
export function isUnlocked({ stage }: Pick<Separation, "stage">): boolean {
  return ["open", "union_notified", "approved", "negotiating"].includes(stage);
}

export function isOver({ stage }: Pick<Separation, "stage">): boolean {
  return stage === "completed" || stage === "withdrawn";
}

export interface RoadStep {
  key: string;
  done: boolean;
  /** When it was done, as a date or an instant. */
  at?: string | null;
}

type Progress = Pick<
  Separation,
  "ground" | "stage" | "opened_at" | "union" | "approval" | "notice" | "receipt" | "last_day" | "completed_at"
>;

/** The steps of a case from its opening to its end, with what has been done. */
export function roadSteps(one: Progress, today: string): RoadStep[] {
  const { union, approval, notice, receipt, stage } = one;
  const opened: RoadStep = { key: "opened", done: true, at: one.opened_at };
  const approved = approval?.decision === "approved";
  const approve: RoadStep = { key: "approved", done: approved, at: approved ? approval?.at : null };
  const end: RoadStep = { key: "completed", done: stage === "completed", at: one.completed_at };
  const given = [
    { key: "noticed", done: !!notice, at: notice?.issued_at },
    { key: "served", done: !!notice?.served_on, at: notice?.served_on },
  ];
  switch (roadOf(one.ground)) {
    case "agreement": {
      const order = ["negotiating", "agreed", "signed"];
      const reached = stage === "completed" ? order.length : order.indexOf(stage) + 1;
      return [opened, ...order.map((key, at) => ({ key, done: at < reached })), end];
    }
    case "dismissal":
      return [opened, { key: "union_told", done: !!union, at: union?.notified_at }, approve, ...given, end];
    case "ending":
      return [opened, approve, ...given, end];
    case "employee_notice": {
      const reached = !!one.last_day && one.last_day <= today;
      return [
        { key: "given", done: true, at: notice?.issued_at ?? one.opened_at },
        { key: "received", done: !!receipt, at: receipt?.at },
        { key: "last_day", done: reached && !!notice, at: one.last_day },
        end,
      ];
    }
    case "by_law":
      return [opened, approve, end];
  }
}
