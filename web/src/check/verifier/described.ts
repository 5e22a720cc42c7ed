import type { PdfFile, Placed } from "./pdf/file";
import { changedKeys, Dict, Name, type PdfValue, Ref, Stream } from "./pdf/values";
import { type Sentence, type Statement, say } from "./report";

/** What of a page changed, as far as its own entries say. */
const OF_PAGE: [string, Sentence][] = [
  ["MediaBox", "page_size"],
  ["CropBox", "page_size"],
  ["Rotate", "page_size"],
  ["Annots", "page_annotations"],
];

/** Which part of the document a changed object is, as a reader would call it. */
export function describe(then: PdfFile, now: PdfFile, was: Placed, is: Placed): Statement {
  const keys = was.value instanceof Dict && is.value instanceof Dict ? changedKeys(was.value, is.value) : [];
  const [pages, pagesNow] = [pagesOf(then), pagesOf(now)];
  if (was.number === then.root.number) return say("catalog_changed");
  if (typeOf(was.value) === "Pages" && (keys.includes("Kids") || keys.includes("Count")))
    return pagesNow.length === pages.length
      ? say("pages_exchanged")
      : say("pages_counted", { was: pages.length, is: pagesNow.length });
  const page = pages.indexOf(was.number) + 1;
  if (page > 0) {
    const named = OF_PAGE.find(([key]) => keys.includes(key) && keys.length === 1);
    return say(named ? named[1] : "page_changed", { page });
  }
  const form = then.catalog.get("AcroForm");
  if (form instanceof Ref && form.number === was.number) return say("form_changed");
  const shown = pages.findIndex((number) => reaches(then, number, was.number));
  if (shown >= 0) return say("page_changed", { page: shown + 1 });
  return say("object_changed", { number: was.number });
}

/** The objects of the pages, first page first. */
function pagesOf(file: PdfFile): number[] {
  const found: number[] = [];
  const seen = new Set<number>();
  const walk = (value: PdfValue | undefined) => {
    const node = file.dict(value);
    if (!(value instanceof Ref) || !node || seen.has(value.number)) return;
    seen.add(value.number);
    const kids = file.resolve(node.get("Kids"));
    if (Array.isArray(kids)) kids.forEach(walk);
    else found.push(value.number);
  };
  walk(file.catalog.get("Pages"));
  return found;
}

/** Whether something that a page shows is this object. */
function reaches(file: PdfFile, page: number, sought: number): boolean {
  const seen = new Set<number>();
  const waiting: PdfValue[] = [file.objects.get(page)?.value ?? null];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value instanceof Ref) {
      if (value.number === sought) return true;
      if (seen.has(value.number)) continue;
      seen.add(value.number);
      waiting.push(file.resolve(value));
    } else if (Array.isArray(value)) waiting.push(...value);
    else if (value instanceof Stream) waiting.push(value.dict);
    else if (value instanceof Dict)
      for (const [key, item] of value)
        if (!["Parent", "P", "StructParents"].includes(key)) waiting.push(item);
  }
  return false;
}

function typeOf(value: PdfValue): string {
  const type = value instanceof Dict ? value.get("Type") : null;
  return type instanceof Name ? type.text : "";
}
