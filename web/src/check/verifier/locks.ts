import type { Change } from "./changes";
import type { Found } from "./coverage";
import { textOf } from "./pdf/fields";
import { Dict, Name, type PdfValue } from "./pdf/values";
import { type Statement, say } from "./report";

/** What a signature forbids to happen after it. */
interface Lock {
  /** Not even another signature (DocMDP with `P 1`, ISO 32000-2 §12.8.2.2). */
  everything: boolean;
  isFieldLocked: (name: string) => boolean;
}

/** What was done after a signature although that signature forbids it. */
export function forbidden(found: Found[], steps: Change[][]): Statement[] {
  return found.flatMap((signature, index) => {
    const lock = lockOf(signature);
    if (lock === "unclear" || (lock?.everything !== undefined && certifies(signature) && index > 0))
      return [say("lock_unclear", { field: signature.field })];
    const later = steps.slice(index).flat();
    const broken = later.filter(
      ({ signed }) => signed !== undefined && lock && (lock.everything || lock.isFieldLocked(signed)),
    );
    return broken.map((change) => say("locked", { field: change.signed ?? "" }));
  });
}

function transforms(signature: Found): { method: string; parameters: Dict }[] | "unclear" {
  const references = signature.covered.resolve(signature.dict.get("Reference"));
  if (references === null) return [];
  if (!Array.isArray(references)) return "unclear";
  const read = references.map((reference) => {
    const dict = signature.covered.dict(reference);
    const method = dict?.get("TransformMethod");
    const parameters = signature.covered.dict(dict?.get("TransformParams"));
    return { method: method instanceof Name ? method.text : "", parameters: parameters ?? new Dict() };
  });
  const known = read.every(({ method }) => method === "DocMDP" || method === "FieldMDP");
  return known ? read : "unclear";
}

function certifies(signature: Found): boolean {
  const found = transforms(signature);
  return found !== "unclear" && found.some(({ method }) => method === "DocMDP");
}

function lockOf(signature: Found): Lock | "unclear" {
  const lock: Lock = { everything: false, isFieldLocked: () => false };
  const found = transforms(signature);
  if (found === "unclear") return found;
  for (const { method, parameters } of found) {
    if (method === "DocMDP") {
      const permission = parameters.get("P") ?? 2;
      if (typeof permission !== "number" || ![1, 2, 3].includes(permission)) return "unclear";
      lock.everything ||= permission === 1;
    } else {
      const isLocked = fieldLock(signature, parameters);
      if (!isLocked) return "unclear";
      const above = lock.isFieldLocked;
      lock.isFieldLocked = (name) => above(name) || isLocked(name);
    }
  }
  return lock;
}

/** FieldMDP, ISO 32000-2 §12.8.2.4: all fields, those named, or those not named. */
function fieldLock(signature: Found, parameters: Dict): ((name: string) => boolean) | null {
  const action = parameters.get("Action");
  const fields = signature.covered.resolve(parameters.get("Fields"));
  const names = Array.isArray(fields) ? fields.map((value: PdfValue) => textOf(value)) : [];
  const isNamed = (name: string) => names.some((known) => name === known || name.startsWith(`${known}.`));
  switch (action instanceof Name ? action.text : "") {
    case "All":
      return () => true;
    case "Include":
      return isNamed;
    case "Exclude":
      return (name) => !isNamed(name);
    default:
      return null;
  }
}
