import { describe } from "./described";
import { type Field, signatureFields } from "./pdf/fields";
import type { PdfFile, Placed } from "./pdf/file";
import { changedKeys, Dict, Name, type PdfValue, Ref, references, Stream, same, sameRef } from "./pdf/values";
import { type Blanks, Refused, type Sentence, type Statement, say } from "./report";
import { onlyGrows } from "./validationData";

/** One change. */
export interface Change {
  /** Whether it may be made after a signature. */
  allowed: boolean;
  said: Statement;
  /** The field that was signed, if that was the change. */
  signed?: string;
}

/** More changes than this are not told one by one. */
const MOST_CHANGES = 32;

/**
 * What a later revision changed in an earlier one. Allowed are: filling an empty signature field (its value
 * and appearance, nothing else of it), validation data (`/DSS`), and document timestamps, which are fields without
 * area.
 */
export function changesBetween(earlier: PdfFile, later: PdfFile): Change[] {
  const changes = new Comparison(earlier, later).all();
  return changes.filter(
    (change, index) => changes.findIndex((one) => one.said.zh === change.said.zh) === index,
  );
}

class Comparison {
  private readonly changes: Change[] = [];
  private readonly fields: Field[];
  /** Fields of document timestamps that the update added. */
  private readonly stamps: Ref[];
  /** Who refers to an object of the earlier revision; the trailer is object 0. */
  private readonly referrers = new Map<number, Set<number>>();
  private readonly earlier: PdfFile;
  private readonly later: PdfFile;

  constructor(earlier: PdfFile, later: PdfFile) {
    this.earlier = earlier;
    this.later = later;
    this.fields = signatureFields(earlier);
    this.stamps = newTimestampFields(earlier, later);
    for (const { number, value } of earlier.objects.values()) this.refers(number, value);
    this.refers(0, earlier.trailer);
  }

  all(): Change[] {
    this.continues();
    this.trailer();
    for (const was of this.earlier.objects.values()) {
      if (this.changes.length > MOST_CHANGES) throw new Refused("too_many_changes");
      const is = this.later.objects.get(was.number);
      if (!is || is.generation !== was.generation) this.deny("removed");
      else if (is.start !== was.start && !same(was.value, is.value)) this.changed(was, is);
    }
    this.additions();
    return this.changes;
  }

  private allow(sentence: Sentence, blanks?: Blanks, signed?: string): void {
    this.changes.push({
      allowed: true,
      said: say(sentence, blanks),
      ...(signed !== undefined && { signed }),
    });
  }

  private deny(sentence: Sentence, blanks?: Blanks): void {
    this.changes.push({ allowed: false, said: say(sentence, blanks) });
  }

  private refers(from: number, value: PdfValue): void {
    for (const { number } of references(value)) {
      const known = this.referrers.get(number) ?? new Set();
      this.referrers.set(number, known.add(from));
    }
  }

  /** Nothing but these objects refers to this one. */
  private onlyFrom(number: number, allowed: number[]): boolean {
    return [...(this.referrers.get(number) ?? [])].every((from) => allowed.includes(from));
  }

  /** The tables of the earlier revision are the oldest tables of the later one. */
  private continues(): void {
    const added = this.later.tables.length - this.earlier.tables.length;
    const base = added >= 0 ? this.later.tables[added]?.at : undefined;
    if (base !== this.earlier.tables[0]?.at) throw new Refused("not_continued");
  }

  private trailer(): void {
    const [was, is] = [this.earlier.trailer, this.later.trailer];
    const firstId = (trailer: Dict) => {
      const id = this.earlier.resolve(trailer.get("ID"));
      return Array.isArray(id) ? (id[0] ?? null) : null;
    };
    const keys = changedKeys(was, is).filter((key) => !["Size", "Prev", "ID"].includes(key));
    if (keys.length > 0 || !same(firstId(was), firstId(is))) this.deny("root_replaced");
  }

  private changed(was: Placed, is: Placed): void {
    const field = this.fields.find((one) => one.ref.number === was.number);
    if (field) this.field(field, was, is);
    else if (this.isValidationData(was, is)) this.allow("validation_data");
    else if (this.isTimestamp(was, is)) this.allow("timestamp_added");
    else this.changes.push({ allowed: false, said: describe(this.earlier, this.later, was, is) });
  }

  /** A field may be signed once, by a signature that is new and with a picture that is new. */
  private field(field: Field, was: Placed, is: Placed): void {
    const isFresh = (value: PdfValue | undefined) =>
      value instanceof Ref && !this.earlier.objects.has(value.number);
    const filled =
      was.value instanceof Dict &&
      is.value instanceof Dict &&
      field.value === null &&
      changedKeys(was.value, is.value).every((key) => key === "V" || key === "AP") &&
      isFresh(is.value.get("V")) &&
      isSignature(this.later.resolve(is.value.get("V"))) &&
      (same(was.value.get("AP"), is.value.get("AP")) || this.isPicture(is.value.get("AP"), isFresh));
    if (filled) this.allow("field_signed", { field: field.name }, field.name);
    else this.deny("field_changed", { field: field.name });
  }

  private isPicture(value: PdfValue | undefined, isFresh: (value: PdfValue | undefined) => boolean): boolean {
    if (!(value instanceof Dict) || [...value.keys()].join() !== "N") return false;
    return isFresh(value.get("N")) && this.later.resolve(value.get("N")) instanceof Stream;
  }

  /** The catalog's entry of validation data, its dictionary, or a list directly in that, and they only grow. */
  private isValidationData(was: Placed, is: Placed): boolean {
    const catalog = this.earlier.root.number;
    const store = this.earlier.catalog.get("DSS");
    const grows = () => onlyGrows(this.earlier, store, this.later, this.later.catalog.get("DSS"));
    if (was.number === catalog && was.value instanceof Dict && is.value instanceof Dict) {
      const keys = changedKeys(was.value, is.value);
      return keys.every((key) => key === "DSS" || key === "Extensions") && grows();
    }
    if (store instanceof Ref && was.number === store.number)
      return this.onlyFrom(was.number, [catalog]) && grows();
    const holder = store instanceof Ref ? store.number : catalog;
    const lists = [...(this.earlier.dict(store)?.values() ?? [])];
    const isList = lists.some((list) => list instanceof Ref && list.number === was.number);
    return isList && this.onlyFrom(was.number, [holder]) && grows();
  }

  /** The form's list of fields or a page's list of annotations goes on with document timestamps. */
  private isTimestamp(was: Placed, is: Placed): boolean {
    const owners: [number, string][] = this.pages().map((page) => [page, "Annots"]);
    const form = this.earlier.catalog.get("AcroForm");
    if (form instanceof Ref) owners.push([form.number, "Fields"]);
    if (was.value instanceof Dict && is.value instanceof Dict) {
      const [key, ...more] = changedKeys(was.value, is.value);
      const owns = owners.some(([number, list]) => number === was.number && list === key);
      return owns && more.length === 0 && this.extends(was.value.get(key ?? ""), is.value.get(key ?? ""));
    }
    const holders = owners.filter(([owner, key]) => {
      const list = this.earlier.dict(new Ref(owner, 0))?.get(key);
      return list instanceof Ref && list.number === was.number;
    });
    const only =
      holders.length > 0 &&
      this.onlyFrom(
        was.number,
        holders.map(([owner]) => owner),
      );
    return only && this.extends(was.value, is.value);
  }

  private pages(): number[] {
    const isPage = (value: PdfValue) => {
      const type = value instanceof Dict ? value.get("Type") : null;
      return type instanceof Name && type.text === "Page";
    };
    return [...this.earlier.objects.values()]
      .filter(({ value }) => isPage(value))
      .map(({ number }) => number);
  }

  /** The list goes on as it was, and only fields of document timestamps were added. */
  private extends(was: PdfValue | undefined, is: PdfValue | undefined): boolean {
    const before = was === undefined ? [] : was;
    if (!Array.isArray(before) || !Array.isArray(is) || is.length <= before.length) return false;
    const added = is.slice(before.length);
    return (
      before.every((item, index) => same(item, is[index])) &&
      added.every((item) => this.stamps.some((stamp) => sameRef(stamp, item)))
    );
  }

  /**
   * New objects are reached only through what changed, unless the earlier revision already points at their number:
   * then they appear where there was nothing.
   */
  private additions(): void {
    for (const { number } of this.later.objects.values()) {
      if (!this.earlier.objects.has(number) && this.referrers.has(number)) this.deny("filled_in");
    }
  }
}

function isSignature(value: PdfValue): boolean {
  return value instanceof Dict && value.has("ByteRange") && value.has("Contents");
}

/** What the field of a document timestamp may consist of; above all, no actions. */
const STAMP_KEYS = ["Type", "Subtype", "FT", "T", "TU", "F", "Ff", "P", "Rect", "V", "AP", "MK"];

/** Fields that the update added and that hold a document timestamp without taking up room. */
function newTimestampFields(earlier: PdfFile, later: PdfFile): Ref[] {
  const isStamp = ({ ref, value }: Field) => {
    const dict = later.dict(ref);
    if (!dict || !value || earlier.objects.has(ref.number) || earlier.objects.has(value.number)) return false;
    const kind = later.dict(value)?.get("SubFilter");
    const rect = later.resolve(dict.get("Rect"));
    const noArea = Array.isArray(rect) && rect.length === 4 && rect.every((edge) => edge === 0);
    const isPlain = [...dict.keys()].every((key) => STAMP_KEYS.includes(key));
    return isPlain && noArea && kind instanceof Name && kind.text === "ETSI.RFC3161";
  };
  return signatureFields(later)
    .filter(isStamp)
    .map((field) => field.ref);
}
