import type { PdfFile } from "./pdf/file";
import { Dict, Name, type PdfValue, Ref, Stream, sameRef } from "./pdf/values";

const LISTS = ["Certs", "CRLs", "OCSPs"];
const ENTRIES = ["Type", "VRI", ...LISTS];

/**
 * Whether the store of validation data (`/DSS`, ISO 32000-2 §12.8.4.3) is one before and after, and has lost nothing.
 * What only claims to be one, say a page, is not.
 */
export function onlyGrows(
  then: PdfFile,
  was: PdfValue | undefined,
  now: PdfFile,
  is: PdfValue | undefined,
): boolean {
  if (was === undefined && is === undefined) return true;
  if (!isStore(now, is)) return false;
  if (was === undefined) return true;
  if (!isStore(then, was)) return false;
  return LISTS.every((list) => {
    const kept = items(now, now.dict(is)?.get(list));
    return items(then, then.dict(was)?.get(list)).every((ref) => kept.some((other) => sameRef(ref, other)));
  });
}

function isStore(file: PdfFile, value: PdfValue | undefined): boolean {
  const store = file.dict(value);
  if (!store || [...store.keys()].some((key) => !ENTRIES.includes(key))) return false;
  const type = store.get("Type");
  const isNamed = type === undefined || (type instanceof Name && type.text === "DSS");
  const related = file.resolve(store.get("VRI"));
  const isRelated = related === null || (related instanceof Dict && isByDigest(related));
  return isNamed && isRelated && LISTS.every((list) => isList(file, store.get(list)));
}

/** Validation data by the digest of the signature they are for. */
function isByDigest(related: Dict): boolean {
  return [...related.keys()].every((key) => key === "Type" || /^[0-9A-Fa-f]{40}$/.test(key));
}

function isList(file: PdfFile, value: PdfValue | undefined): boolean {
  const list = file.resolve(value);
  if (list === null) return true;
  return (
    Array.isArray(list) && list.every((item) => item instanceof Ref && file.resolve(item) instanceof Stream)
  );
}

function items(file: PdfFile, value: PdfValue | undefined): Ref[] {
  const list = file.resolve(value);
  return Array.isArray(list) ? list.filter((item) => item instanceof Ref) : [];
}
