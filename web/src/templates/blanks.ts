import type { TemplateText, TemplateVariable } from "../api/types";
import { written } from "./insertion";
import { textAt, withTextAt } from "./text";

/** A place of an imported form that is still to be filled: `【空】`, or `【空：月工资】` with a fact that may belong. */
export interface Blank {
  /** JSON pointer of its field. */
  pointer: string;
  /** Where it begins in the field. */
  from: number;
  until: number;
  /** The words before it, since the last blank. */
  before: string;
  /** The fact that its words ask for. */
  variable?: TemplateVariable;
}

const BLANK = /【空(?:：([^】]*))?】/g;
/** How many characters before a blank tell where it is. */
const SHOWN = 16;

export function blanksOf(text: TemplateText, variables: TemplateVariable[]): Blank[] {
  const pointers = ["/preamble", ...text.clauses.map((_, at) => `/clauses/${at}/text`)];
  return pointers.flatMap((pointer) => {
    const value = textAt(text, pointer);
    return [...value.matchAll(BLANK)].map((found) => ({
      pointer,
      from: found.index,
      until: found.index + found[0].length,
      before:
        value
          .slice(Math.max(0, found.index - SHOWN), found.index)
          .split(/[\n】]/)
          .at(-1)
          ?.replace(/^- /, "") ?? "",
      variable: variables.find((one) => one.zh === found[1]),
    }));
  });
}

/** The text with blanks filled by the facts they ask for; those that ask for none stay. */
export function withFilled(text: TemplateText, blanks: Blank[]): TemplateText {
  // From the last to the first, so that the places of the others hold.
  return blanks.toReversed().reduce((now, { pointer, from, until, variable }) => {
    if (!variable) return now;
    const value = textAt(now, pointer);
    return withTextAt(now, pointer, value.slice(0, from) + written(variable, pointer) + value.slice(until));
  }, text);
}
