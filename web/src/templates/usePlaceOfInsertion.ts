import { type FocusEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { TemplateText, TemplateVariable } from "../api/types";
import { inserted, isFilled, written } from "./insertion";
import { clauseOf } from "./remarks";
import { textAt, withTextAt } from "./text";
import type { Edit } from "./useDraft";

type TextField = HTMLTextAreaElement | HTMLInputElement;

/** Where the cursor was last, if variables are filled in there, and how one is put in its place. */
export function usePlaceOfInsertion(text: TemplateText, edit: Edit) {
  const field = useRef<TextField | null>(null);
  const [ready, setReady] = useState(false);

  const remember = ({ target }: FocusEvent) => {
    const { pointer: at } = (target as HTMLElement).dataset;
    if (!at) return;
    field.current = target as TextField;
    setReady(isFilled(at));
  };

  const insert = (variable: TemplateVariable) => {
    const into = field.current;
    // A clause that was moved has taken its fields along, one that was removed is gone.
    const pointer = into?.dataset.pointer;
    if (!into?.isConnected || !pointer) return;
    const selected: [number, number] = [into.selectionStart ?? 0, into.selectionEnd ?? 0];
    const { value, cursor } = inserted(textAt(text, pointer), selected, written(variable, pointer));
    // The cursor can be put behind it only once it stands there.
    flushSync(() => edit((now) => withTextAt(now, pointer, value)));
    into.focus();
    into.setSelectionRange(cursor, cursor);
  };

  /** The clause in which the cursor was last, from 0; null when it was in none. */
  const clause = (): number | null => {
    const { pointer } = field.current?.isConnected ? field.current.dataset : {};
    return pointer ? clauseOf({ pointer, words: "" }) : null;
  };

  return { ready, remember, insert, clause };
}

export type PlaceOfInsertion = ReturnType<typeof usePlaceOfInsertion>;
