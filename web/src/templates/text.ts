import { pointerToName } from "../api/problem";
import type { TemplateClause, TemplateLibraryClause, TemplateText } from "../api/types";

/** What stands at a JSON pointer into a text, when it is text: `/clauses/3/text`. */
export function textAt(text: TemplateText, pointer: string): string {
  let found: unknown = text;
  for (const part of pointerToName(pointer)) found = (found as Record<string, unknown> | undefined)?.[part];
  return typeof found === "string" ? found : "";
}

/** The text with another value at a pointer; a condition that was emptied is none. */
export function withTextAt(text: TemplateText, pointer: string, value: string): TemplateText {
  const [first, at, field] = pointerToName(pointer);
  if (first !== "clauses") return { ...text, [String(first)]: value };
  const change = field === "when" ? { when: value.trim() ? value : null } : { [String(field)]: value };
  return withClause(text, Number(at), change);
}

export function withClause(text: TemplateText, at: number, change: Partial<TemplateClause>): TemplateText {
  const clauses = text.clauses.map((clause, here) => (here === at ? { ...clause, ...change } : clause));
  return { ...text, clauses };
}

/** An empty clause below the one at `at`; below -1 is the first place. */
export function withNewClause(text: TemplateText, at: number, key: string): TemplateText {
  const clause: TemplateClause = { key, heading: "", heading_en: "", covers: [], text: "", text_en: "" };
  return withClauseBelow(text, at, clause);
}

/** A clause below the one at `at`. */
export function withClauseBelow(text: TemplateText, at: number, clause: TemplateClause): TemplateText {
  return { ...text, clauses: text.clauses.toSpliced(at + 1, 0, clause) };
}

/** A clause of the library as one of the text, under a name of its own. */
export function asClause(one: TemplateLibraryClause, key: string): TemplateClause {
  const { heading, heading_en, when, text, text_en } = one;
  return { key, heading, heading_en, when, covers: [], text: text.trim(), text_en: text_en.trim() };
}

export function withoutClause(text: TemplateText, at: number): TemplateText {
  return { ...text, clauses: text.clauses.toSpliced(at, 1) };
}

/** The clause at `at` one place up or down; at an end it stays. */
export function withMovedClause(text: TemplateText, at: number, by: -1 | 1): TemplateText {
  const clause = text.clauses[at];
  const to = at + by;
  if (!clause || to < 0 || to >= text.clauses.length) return text;
  return { ...text, clauses: text.clauses.toSpliced(at, 1).toSpliced(to, 0, clause) };
}

/**
 * A name for a new clause. It tells clauses apart across versions, so it is never one that a clause of an
 * earlier version may have had: drawn by lot, not counted.
 */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return `clause_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
