import { pointerToName } from "../api/problem";
import type { TemplateVariable } from "../api/types";

/** Fields in which variables are filled in; headings stand as they are. */
const FILLED = ["title", "title_en", "preamble", "preamble_en", "text", "text_en", "when"];

export function isFilled(pointer: string): boolean {
  return FILLED.includes(String(pointerToName(pointer).at(-1)));
}

/**
 * How a variable is written at a place: bare in a condition, else in braces with the filter of its form. The
 * reading version writes dates as `2027-01-01`, the text that binds as people say them.
 */
export function written({ name, form }: Pick<TemplateVariable, "name" | "form">, pointer: string): string {
  const field = String(pointerToName(pointer).at(-1));
  if (field === "when") return name;
  if (form === "date") return `{{ ${name}|${field.endsWith("_en") ? "iso" : "date"} }}`;
  if (form === "money") return `{{ ${name}|money }}`;
  if (form === "list") return `{% for item in ${name} %}\n- {{ item }}\n{% endfor %}`;
  if (form === "changes") {
    return `{% for item in ${name} %}\n- {{ item.item }}: {{ item.before }} → {{ item.after }}\n{% endfor %}`;
  }
  if (form === "clauses") {
    const language = field.endsWith("_en") ? "en" : "zh";
    return `{% for clause in ${name} %}\n{{ clause.${language} }}\n{% endfor %}`;
  }
  if (form === "condition") return `{% if ${name} %}\n\n{% endif %}`;
  if (form === "group") return `{% if ${name} is not none %}\n\n{% endif %}`;
  // A table stands on a line of its own.
  if (form === "table") return `\n{{ ${name} }}\n`;
  return `{{ ${name} }}`;
}

/** A value with something put in place of what is selected, and where the cursor stands after it. */
export function inserted(value: string, selected: [from: number, until: number], what: string) {
  const [from, until] = selected;
  return { value: value.slice(0, from) + what + value.slice(until), cursor: from + what.length };
}
