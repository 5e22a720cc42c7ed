import { Refused } from "../report";
import type { PdfFile } from "./file";
import { latin1 } from "./syntax";
import { Dict, Name, type PdfValue, Ref, Text } from "./values";

/** A signature field: a terminal field of the form, merged with its widget. */
export interface Field {
  ref: Ref;
  /** Its full name. */
  name: string;
  /** The object of its signature, once signed. */
  value: Ref | null;
}

const DEEPEST = 16;
const MOST_FIELDS = 1000;

/** The signature fields of a file in the order of the form. */
export function signatureFields(file: PdfFile): Field[] {
  const form = file.resolve(file.catalog.get("AcroForm"));
  if (form === null) return [];
  const fields = form instanceof Dict ? file.resolve(form.get("Fields")) : undefined;
  if (!Array.isArray(fields)) throw new Refused("form");
  const found: Field[] = [];
  for (const field of fields) collect(file, field, "", false, 0, found);
  const places = new Set(found.map((field) => field.ref.number));
  const names = new Set(found.map((field) => field.name));
  if (places.size < found.length || names.size < found.length) throw new Refused("form");
  return found;
}

function collect(
  file: PdfFile,
  field: PdfValue,
  above: string,
  isSignatureAbove: boolean,
  depth: number,
  found: Field[],
): void {
  const dict = field instanceof Ref ? file.dict(field) : null;
  if (!(field instanceof Ref) || !dict || depth > DEEPEST || found.length > MOST_FIELDS)
    throw new Refused("form");
  const name = [above, textOf(file.resolve(dict.get("T")))].filter(Boolean).join(".");
  const kind = dict.get("FT");
  const isSignature = kind instanceof Name ? kind.text === "Sig" : isSignatureAbove;
  const kids = file.resolve(dict.get("Kids"));
  if (Array.isArray(kids)) {
    // A signature whose widget is another object: none of ours, and other readers see it differently.
    if (isSignature && file.resolve(dict.get("V")) !== null) throw new Refused("form");
    for (const kid of kids) collect(file, kid, name, isSignature, depth + 1, found);
  } else if (isSignature) {
    const value = dict.get("V") ?? null;
    if (value !== null && !(value instanceof Ref)) throw new Refused("form");
    found.push({ ref: field, name, value });
  }
}

/** A text string: UTF-16 with its mark, UTF-8 with its mark, or bytes of which only ASCII is told apart. */
export function textOf(value: PdfValue): string {
  if (!(value instanceof Text)) return "";
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb) return new TextDecoder().decode(bytes);
  return latin1(bytes);
}
