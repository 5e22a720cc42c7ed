import type { PrintedField, PrintedForm, TemplateText, TemplateVariable } from "../../api/types";

/** Fields are put in steps of half a millimetre. */
export const STEP = 0.5;
const LEAST = 2;

type Sheet = PrintedForm["pages"][number];
type Place = Pick<PrintedField, "x" | "y" | "width" | "height">;

const snapped = (millimetres: number) => Math.round(millimetres / STEP) * STEP;
const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most));

/** A place moved on its page, over whose edge it never goes. */
export function moved(place: Place, page: Sheet, right: number, down: number): Place {
  return {
    ...place,
    x: within(snapped(place.x + right), 0, Math.max(0, page.width - place.width)),
    y: within(snapped(place.y + down), 0, Math.max(0, page.height - place.height)),
  };
}

/** A place made larger or smaller at its lower right corner. */
export function resized(place: Place, page: Sheet, right: number, down: number): Place {
  return {
    ...place,
    width: within(snapped(place.width + right), LEAST, Math.max(LEAST, page.width - place.x)),
    height: within(snapped(place.height + down), LEAST, Math.max(LEAST, page.height - place.y)),
  };
}

function withForm(text: TemplateText, change: (form: PrintedForm) => PrintedForm): TemplateText {
  return text.form ? { ...text, form: change(text.form) } : text;
}

export function withField(text: TemplateText, key: string, change: Partial<PrintedField>): TemplateText {
  return withForm(text, (form) => ({
    ...form,
    fields: form.fields.map((field) => (field.key === key ? { ...field, ...change } : field)),
  }));
}

export function withNewField(text: TemplateText, field: PrintedField): TemplateText {
  return withForm(text, (form) => ({ ...form, fields: [...form.fields, field] }));
}

export function withoutField(text: TemplateText, key: string): TemplateText {
  return withForm(text, (form) => ({ ...form, fields: form.fields.filter((field) => field.key !== key) }));
}

/** That a term is printed on a page; null takes the statement back. */
export function withStated(text: TemplateText, term: string, page: number | null): TemplateText {
  return withForm(text, (form) => {
    const others = (form.stated ?? []).filter((one) => one.term !== term);
    return { ...form, stated: page ? [...others, { term, page }] : others };
  });
}

const SIZES: Record<PrintedField["holds"], [number, number]> = {
  text: [40, 6],
  employee_signature: [45, 18],
  employer_signature: [40, 40],
  employee_signed_on: [38, 6],
  employer_signed_on: [38, 6],
};

/** A new field, clear of those that stand on the page already as far as there is room. */
export function freshField(
  form: PrintedForm,
  page: number,
  holds: PrintedField["holds"],
  named: Pick<PrintedField, "key" | "label">,
): PrintedField {
  const [width, height] = SIZES[holds];
  const sheet = form.pages[page - 1] ?? { width: 210, height: 297 };
  const here = form.fields.filter((field) => field.page === page);
  const free = (y: number) => here.every((one) => one.y >= y + height || one.y + one.height <= y);
  let y = 20;
  while (!free(y) && y + height < sheet.height) y += 5;
  const place = moved({ x: 20, y, width, height }, sheet, 0, 0);
  return { ...named, ...place, page, holds, text: "", size: 10.5, align: "left" };
}

/** What can be ticked on a form: facts that are one of a few. */
export const CHOICES: Record<string, string[]> = {
  "contract.kind": ["fixed_term", "open_ended", "task"],
  "hours.system": ["standard", "comprehensive", "flexible"],
};

const FILTERS: Partial<Record<TemplateVariable["form"], string[]>> = {
  date: ["date", "year", "month", "day"],
  money: ["money", "words"],
};

/** In which ways a fact can be written into a field. */
export function waysOf(variable: Pick<TemplateVariable, "name" | "form">): string[] {
  const ticks = (CHOICES[variable.name] ?? []).map((choice) => `tick:${choice}`);
  return [...ticks, ...(FILTERS[variable.form] ?? ["plain"])];
}

/** The words of a field that holds one fact in one way. */
export function written(name: string, way: string): string {
  if (way.startsWith("tick:")) return `{% if ${name} == '${way.slice("tick:".length)}' %}√{% endif %}`;
  return way === "plain" ? `{{ ${name} }}` : `{{ ${name}|${way} }}`;
}

/** The fact and the way of a field that says no more than that; null of words of one's own. */
export function read(text: string): { name: string; way: string } | null {
  const tick = /^{% if ([a-z_.]+) == '([a-z_]+)' %}√{% endif %}$/.exec(text.trim());
  if (tick) return { name: tick[1] ?? "", way: `tick:${tick[2]}` };
  const fact = /^{{ ([a-z_.]+)(?:\|([a-z]+))? }}$/.exec(text.trim());
  return fact ? { name: fact[1] ?? "", way: fact[2] ?? "plain" } : null;
}

/** The text that a template begins with on a form. */
export function textOn(
  uploaded: { id: string; sha256: string; pages: PrintedForm["pages"] },
  title: string,
): TemplateText {
  const { id, sha256, pages } = uploaded;
  const form: PrintedForm = { file: id, sha256, pages, fields: [], stated: [] };
  return { title, title_en: "", preamble: "", preamble_en: "", clauses: [], form };
}
