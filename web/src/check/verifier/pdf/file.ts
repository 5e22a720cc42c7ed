import { Refused } from "../report";
import { latin1, Syntax } from "./syntax";
import { Dict, type PdfValue, Ref } from "./values";

/** An object and the bytes it takes up. */
export interface Placed {
  number: number;
  generation: number;
  start: number;
  end: number;
  value: PdfValue;
}

/** One cross-reference table with its trailer: what a single saving of the file wrote. */
interface Table {
  /** Where `xref` stands. */
  at: number;
  /** End of the revision: after `%%EOF` and its end of line. */
  end: number;
  entries: Map<number, { offset: number; generation: number }>;
  trailer: Dict;
}

const MOST_REVISIONS = 64;
const MOST_OBJECTS = 200_000;
/** Entries of a table are of one length, ISO 32000-2 §7.5.4. */
const ENTRY = /^(\d{10}) (\d{5}) ([nf])( \r| \n|\r\n)$/;

/**
 * A PDF up to the end of one of its revisions, read as written: classic cross-reference tables, each of which
 * continues the one before it, and every object where its table says.
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly trailer: Dict;
  readonly objects = new Map<number, Placed>();
  /** Newest first. */
  readonly tables: Table[];

  constructor(bytes: Uint8Array) {
    if (latin1(bytes.subarray(0, 5)) !== "%PDF-") throw new Refused("no_pdf");
    this.bytes = bytes;
    this.tables = tables(bytes);
    const newest = this.tables[0];
    if (!newest) throw new Refused("no_end");
    this.trailer = newest.trailer;
    this.tables.forEach((table, index) => {
      this.read(table, this.tables[index + 1]);
    });
  }

  /** The value behind a reference, or the value itself. */
  resolve(value: PdfValue | undefined): PdfValue {
    if (!(value instanceof Ref)) return value ?? null;
    const placed = this.placed(value);
    if (placed?.value instanceof Ref) throw new Refused("syntax", { at: placed.start });
    return placed?.value ?? null;
  }

  placed(ref: Ref): Placed | undefined {
    const placed = this.objects.get(ref.number);
    return placed?.generation === ref.generation ? placed : undefined;
  }

  dict(value: PdfValue | undefined): Dict | null {
    const found = this.resolve(value);
    return found instanceof Dict ? found : null;
  }

  get root(): Ref {
    const root = this.trailer.get("Root");
    if (!(root instanceof Ref)) throw new Refused("no_catalog");
    return root;
  }

  get catalog(): Dict {
    const catalog = this.dict(this.root);
    if (!catalog) throw new Refused("no_catalog");
    return catalog;
  }

  /** Reads the objects of a table that no newer table has replaced. */
  private read(table: Table, earlier: Table | undefined): void {
    const extents: [number, number][] = [];
    const lengthOf = (ref: Ref) => this.lengthAt(ref);
    for (const [number, { offset, generation }] of table.entries) {
      const inside = offset >= (earlier?.end ?? 0) && offset < table.at;
      if (!inside) throw new Refused("outside_itself", { number });
      const syntax = new Syntax(this.bytes.subarray(0, table.at), offset);
      const value = syntax.indirect(number, generation, lengthOf);
      extents.push([offset, syntax.at]);
      if (!this.objects.has(number))
        this.objects.set(number, { number, generation, start: offset, end: syntax.at, value });
      if (this.objects.size > MOST_OBJECTS) throw new Refused("too_large");
    }
    if (earlier) this.nothingBetween(extents, earlier.end, table.at);
  }

  /** An update consists of its objects and its table: what stands between would be read by some and not by others. */
  private nothingBetween(extents: [number, number][], start: number, end: number): void {
    extents.sort((one, other) => one[0] - other[0]);
    let at = start;
    for (const [from, until] of [...extents, [end, end] as const]) {
      const gap = new Syntax(this.bytes.subarray(0, from), at);
      if (from < at) throw new Refused("overlapping");
      gap.blanks();
      if (gap.at !== from) throw new Refused("between_objects", { at: gap.at });
      at = until;
    }
  }

  /** A stream's length that is an object of its own: a whole number. */
  private lengthAt(ref: Ref): number {
    const entry = this.tables.map((table) => table.entries.get(ref.number)).find((found) => found);
    if (!entry || entry.generation !== ref.generation) throw new Refused("syntax", { at: 0 });
    const syntax = new Syntax(this.bytes, entry.offset);
    const value = syntax.indirect(ref.number, ref.generation, () => -1);
    return typeof value === "number" ? value : -1;
  }
}

/** The end of a revision stands where a file ends: `%%EOF` and at most one end of line. */
export function endsAsRevision(bytes: Uint8Array): boolean {
  return /%%EOF\r?\n?$/.test(latin1(bytes.subarray(-7)));
}

function tables(bytes: Uint8Array): Table[] {
  const found: Table[] = [];
  const tail = latin1(bytes.subarray(-64));
  const stated = /startxref[\r\n ]+(\d{1,15})[\r\n ]+%%EOF\r?\n?$/.exec(tail);
  if (!stated) throw new Refused(latin1(bytes.subarray(-1024)).includes("%%EOF") ? "after_end" : "no_end");
  let next: number | null = Number(stated[1]);
  while (next !== null) {
    const later: Table | undefined = found.at(-1);
    if (later && next >= later.at) throw new Refused("circle");
    if (found.length === MOST_REVISIONS) throw new Refused("too_large");
    const read: Table = table(bytes, next);
    if (later && read.end > later.at) throw new Refused("circle");
    found.push(read);
    next = previous(read.trailer);
  }
  if (found[0]?.end !== bytes.length) throw new Refused("after_end");
  return found;
}

function previous(trailer: Dict): number | null {
  if (trailer.has("Encrypt")) throw new Refused("encrypted");
  if (trailer.has("XRefStm")) throw new Refused("hybrid");
  if (!trailer.has("Prev")) return null;
  const at = trailer.get("Prev");
  if (typeof at !== "number" || !Number.isInteger(at) || at < 0) throw new Refused("circle");
  return at;
}

function table(bytes: Uint8Array, at: number): Table {
  const syntax = new Syntax(bytes, at);
  if (!syntax.take("xref")) throw new Refused("no_table");
  const entries = new Map<number, { offset: number; generation: number }>();
  syntax.blanks();
  while (!syntax.take("trailer")) {
    const first = syntax.whole();
    syntax.blanks();
    const count = syntax.whole();
    syntax.blanks();
    for (let number = first; number < first + count; number++) {
      const entry = ENTRY.exec(latin1(bytes.subarray(syntax.at, syntax.at + 20)));
      if (!entry) throw new Refused("no_table");
      syntax.at += 20;
      if (entries.has(number)) throw new Refused("listed_twice", { number });
      if (entry[3] === "n") entries.set(number, { offset: Number(entry[1]), generation: Number(entry[2]) });
      else if (number !== 0) entries.set(number, { offset: -1, generation: -1 });
    }
    syntax.blanks();
  }
  const trailer = syntax.value();
  if (!(trailer instanceof Dict)) throw new Refused("no_table");
  const size = trailer.get("Size");
  // Objects from `Size` on are there for some readers and missing for others.
  if (typeof size !== "number" || [...entries.keys()].some((number) => number >= size || number === 0))
    throw new Refused("no_table");
  return { at, end: endOfRevision(syntax, at), entries: inUse(entries, trailer), trailer };
}

/** Entries of a first revision may be free; an update that frees an object removes it. */
function inUse(entries: Table["entries"], trailer: Dict): Table["entries"] {
  const used = new Map([...entries].filter(([, entry]) => entry.offset >= 0));
  if (used.size !== entries.size && trailer.has("Prev")) throw new Refused("removes_object");
  return used;
}

/** `startxref`, this table's own place and `%%EOF`, right after the trailer. */
function endOfRevision(syntax: Syntax, at: number): number {
  syntax.blanks();
  syntax.expect("startxref");
  syntax.blanks();
  if (syntax.whole() !== at) throw new Refused("circle");
  while (syntax.take("\r") || syntax.take("\n") || syntax.take(" "));
  syntax.expect("%%EOF");
  if (!syntax.take("\r\n") && !syntax.take("\n")) syntax.take("\r");
  return syntax.at;
}
