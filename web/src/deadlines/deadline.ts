import type { Deadline } from "../api/types";
import { addDays } from "../ui/format";
import type { Tone } from "../ui/Tag";

export type State = Deadline["state"];
export type Owner = Deadline["owner"];

export const STATES: readonly State[] = ["overdue", "due_soon", "upcoming", "done"];
export const OWNERS: readonly Owner[] = ["hr", "manager", "payroll"];

export const TONES: Record<State, Tone> = {
  overdue: "bad",
  due_soon: "warn",
  upcoming: "plain",
  done: "good",
};

/** What the address asks for. */
export interface Asked {
  state?: State;
  owner?: Owner;
  employee_id?: string;
  /** Only what is wrong in the records, or everything but that. */
  records: boolean;
}

export const VIEWS = ["list", "month", "records"] as const;
export type View = (typeof VIEWS)[number];

/** Tells a deadline from all others, as the service does. */
export function keyOf(one: Deadline): string {
  return [one.employee.id, one.kind, one.code ?? "", one.due_on].join(" ");
}

/** By the day they fall due, in the order given. */
export function byDay(items: Deadline[]): Map<string, Deadline[]> {
  const days = new Map<string, Deadline[]>();
  for (const one of items) days.set(one.due_on, [...(days.get(one.due_on) ?? []), one]);
  return days;
}

/** The days a calendar shows around a month (`YYYY-MM`): `[from, until)`, six weeks at most. */
export function spanOf(month: string): { from: string; until: string } {
  return { from: addDays(`${month}-01`, -7), until: addDays(`${month}-01`, 45) };
}

/** The month some months on, or back. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const count = year * 12 + number - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}

/** The gravest state among some. */
export function gravest(items: Deadline[]): State {
  return STATES.find((state) => items.some((one) => one.state === state)) ?? "done";
}
