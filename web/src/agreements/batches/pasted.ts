import type { BatchCandidate } from "../../api/types";
import { fromHundredths, hundredths } from "../../ui/format";
import HEADINGS from "./headings.json";
import { type Facts, hasTerm, type Kind } from "./lines";

/** The columns a table may have, in the order in which they stand when it has no heading and a term is agreed. */
export const COLUMNS = ["number", "monthly_wage", "from", "until", "address"] as const;
export type Column = (typeof COLUMNS)[number];

/** Why a line of the table does not fit. */
export type Misfit =
  | "no_number"
  | "unknown"
  | "twice"
  | "wage"
  | "from"
  | "until"
  | "ends_before"
  | "address"
  | "too_many";

export interface PastedLine {
  candidate: BatchCandidate;
  own: Facts;
  address?: string;
}

export interface Pasted {
  lines: PastedLine[];
  /** By the row of the table, counted from 1, with what stands there. */
  misfits: { row: number; number: string; why: Misfit; value: string }[];
  /** Columns with something in them that this kind of contract does not have. */
  unused: Column[];
}

/** What a column may be called, in either language, and what stands for no last day. */
const CALLED = new Map(COLUMNS.flatMap((column) => HEADINGS[column].map((name) => [plain(name), column])));
const OPEN_ENDED = new Set(HEADINGS.open_ended.map(plain));
const LONGEST_ADDRESS = 200;
/** An amount or a date in the column of the addresses. */
const NO_PLACE = /^[\d\s.,:/¥-]+$/;

/** A table pasted from a spreadsheet, or the text of a .csv file, read against the people that may be chosen. */
export function readPasted(text: string, kind: Kind, candidates: BatchCandidate[]): Pasted {
  const rows = cellsOf(text.replace(/^\uFEFF/, ""));
  const first = rows.findIndex(filled);
  const heading = headingOf(rows[first] ?? []);
  const columns: (Column | undefined)[] = heading ?? (hasTerm(kind) ? [...COLUMNS] : ["number", "address"]);
  const byNumber = new Map(candidates.map((one) => [one.employee.number.toUpperCase(), one]));
  const read: Pasted = { lines: [], misfits: [], unused: [] };
  const unused = new Set<Column>();
  rows.forEach((cells, at) => {
    if (at < first + (heading ? 1 : 0) || !filled(cells)) return;
    const row = rowOf(cells, columns);
    for (const column of ["monthly_wage", "from", "until"] as const) {
      if (!hasTerm(kind) && row[column]) unused.add(column);
    }
    const known = byNumber.get(row.number.toUpperCase());
    const line = known && lineOf(row, kind, known);
    const again = known && read.lines.some((one) => one.candidate === known);
    const misfit = (why: Misfit, value: string) =>
      read.misfits.push({ row: at + 1, number: row.number, why, value });
    if (filled(cells.slice(columns.length))) misfit("too_many", said(cells));
    else if (!row.number) misfit("no_number", said(cells));
    else if (!line) misfit("unknown", row.number);
    else if (again) misfit("twice", row.number);
    else if ("why" in line) misfit(line.why, line.value);
    else read.lines.push(line);
  });
  read.unused = [...unused];
  return read;
}

/** A heading without case, spaces and what stands in brackets. */
function plain(heading: string): string {
  return heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\(.*?\)|[\s_*-]/g, "");
}

function filled(cells: string[]): boolean {
  return cells.some(Boolean);
}

function said(cells: string[]): string {
  return cells.filter(Boolean).join(" ");
}

function headingOf(cells: string[]): (Column | undefined)[] | null {
  const named = cells.map((cell) => CALLED.get(plain(cell)));
  return named.includes("number") ? named : null;
}

function rowOf(cells: string[], columns: (Column | undefined)[]): Record<Column, string> {
  const row: Record<Column, string> = { number: "", monthly_wage: "", from: "", until: "", address: "" };
  columns.forEach((column, at) => {
    if (column) row[column] = cells[at] ?? "";
  });
  return row;
}

function lineOf(
  row: Record<Column, string>,
  kind: Kind,
  candidate: BatchCandidate,
): PastedLine | { why: Misfit; value: string } {
  if (row.address.length > LONGEST_ADDRESS || NO_PLACE.test(row.address))
    return { why: "address", value: row.address };
  const line: PastedLine = { candidate, own: {}, address: row.address || undefined };
  if (!hasTerm(kind)) return line;
  const { own } = line;
  if (row.monthly_wage) {
    const wage = wageOf(row.monthly_wage);
    if (!wage) return { why: "wage", value: row.monthly_wage };
    own.monthly_wage = wage;
  }
  if (row.from) {
    const from = dateOf(row.from);
    if (!from) return { why: "from", value: row.from };
    own.from = from;
  }
  if (OPEN_ENDED.has(plain(row.until))) Object.assign(own, { term: "open_ended", until: null });
  else if (row.until) {
    const until = dateOf(row.until);
    if (!until) return { why: "until", value: row.until };
    if (typeof own.from === "string" && until < own.from) return { why: "ends_before", value: row.until };
    Object.assign(own, { term: "fixed_term", until });
  }
  return line;
}

/** `¥12,000`, `12000元`, `12 000.5` as an amount; null for what is none, or nothing. */
export function wageOf(text: string): string | null {
  const digits = text
    .normalize("NFKC")
    .replace(/[¥,\s]/g, "")
    .replace(/\u5143(\/\u6708)?$/, "");
  const amount = hundredths(digits);
  return amount !== null && amount > 0n ? fromHundredths(amount) : null;
}

/** `2027-3-1`, `2027/03/01`, `2027.3.1`, `2027年3月1日`, `20270301` as a civil date; null for no day of the calendar. */
export function dateOf(text: string): string | null {
  const digits = text
    .normalize("NFKC")
    .trim()
    .replace(/[/.\u5e74\u6708]/g, "-")
    .replace(/\u65e5$/, "");
  const found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(digits) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(digits);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Cells by row: parted by tabs when there are any, by commas otherwise; quotes hold what parts cells and rows. */
function cellsOf(text: string): string[][] {
  const parting = text.includes("\t") ? "\t" : ",;";
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const end = () => {
    rows.at(-1)?.push(cell.replace(/\s+/g, " ").trim());
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (parting.includes(sign)) end();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[at + 1] === "\n") at++;
      end();
      rows.push([]);
    } else cell += sign;
  }
  end();
  return rows;
}

/** The text of a .csv file: spreadsheets in Chinese write it in GBK unless they are told otherwise. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
