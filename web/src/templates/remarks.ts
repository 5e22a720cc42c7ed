import { type FieldProblem, pointerToName } from "../api/problem";
import type { TemplateFinding } from "../api/types";
import { spoken } from "../i18n/i18n";

/** Something that stands against a text, in the reader's language, with the place it is about. */
export interface Remark {
  /** JSON pointer into the text. */
  pointer: string;
  words: string;
}

export function ofFindings(findings: TemplateFinding[], language: string): Remark[] {
  return findings.map((finding) => ({ pointer: finding.pointer, words: spoken(finding, language) }));
}

/** A refusal of a preview points into its body, where the text stands under `/text`. */
export function ofRefusal(errors: FieldProblem[]): Remark[] {
  return errors.map(({ pointer, detail }) => ({
    pointer: pointer.replace(/^\/text(?=\/)/, ""),
    words: detail,
  }));
}

/** Each remark once, however many found it. */
export function together(...lists: Remark[][]): Remark[] {
  const all = new Map(lists.flat().map((remark) => [`${remark.pointer} ${remark.words}`, remark]));
  return [...all.values()];
}

/** The clause a remark is about, from 0; null when it is about the text as a whole. */
export function clauseOf({ pointer }: Remark): number | null {
  const [first, at] = pointerToName(pointer);
  return first === "clauses" && typeof at === "number" ? at : null;
}

/** The field of a printed form that a remark is about, from 0. */
export function fieldOf({ pointer }: Remark): number | null {
  const [form, fields, at] = pointerToName(pointer);
  return form === "form" && fields === "fields" && typeof at === "number" ? at : null;
}

/** Remarks about each clause, by its place. */
export function byClause(remarks: Remark[]): Map<number, Remark[]> {
  const found = new Map<number, Remark[]>();
  for (const remark of remarks) {
    const at = clauseOf(remark);
    if (at !== null) found.set(at, [...(found.get(at) ?? []), remark]);
  }
  return found;
}

/** Remarks at one field. */
export function remarksAt(remarks: Remark[], pointer: string): Remark[] {
  return remarks.filter((remark) => remark.pointer === pointer);
}
