import { type Field, signatureFields } from "./pdf/fields";
import { endsAsRevision, PdfFile, type Placed } from "./pdf/file";
import { fromHex, latin1 } from "./pdf/syntax";
import { Dict, Name, same, sameBytes, sameRef, Text } from "./pdf/values";
import { Refused, type SignatureReport } from "./report";

/** One signature with what it covers. */
export interface Found {
  field: string;
  kind: SignatureReport["kind"];
  /** The signature's dictionary. */
  dict: Dict;
  signedAt: Date | null;
  /** The bytes of `/Contents`, with their padding. */
  contents: Uint8Array<ArrayBuffer>;
  /** SHA-256 over the covered bytes. */
  digest: Uint8Array<ArrayBuffer>;
  /** The file as it was signed: up to the end of what is covered. */
  covered: PdfFile;
}

const KINDS: Record<string, SignatureReport["kind"]> = {
  "ETSI.CAdES.detached": "signature",
  "adbe.pkcs7.detached": "signature",
  "ETSI.RFC3161": "document_timestamp",
};
/** Each signature costs a reading of the file. */
const MOST_SIGNATURES = 32;

/** Every signature, earliest first. Of one that does not cover a whole revision except itself, nothing can be said. */
export async function signaturesOf(file: PdfFile): Promise<Found[]> {
  const signed = signatureFields(file).filter((field) => field.value);
  if (signed.length > MOST_SIGNATURES) throw new Refused("too_large");
  const found: Found[] = [];
  for (const field of signed) found.push(await one(file, field));
  found.sort((a, b) => a.covered.bytes.length - b.covered.bytes.length);
  const ends = new Set(found.map((signature) => signature.covered.bytes.length));
  if (ends.size < found.length) throw new Refused("same_revision");
  return found;
}

async function one(file: PdfFile, field: Field): Promise<Found> {
  const placed = field.value && file.placed(field.value);
  if (!placed || !(placed.value instanceof Dict)) throw new Refused("signature_form", { field: field.name });
  const dict = placed.value;
  const subFilter = dict.get("SubFilter");
  const kind = subFilter instanceof Name ? KINDS[subFilter.text] : undefined;
  const contents = dict.get("Contents");
  if (!kind || !(contents instanceof Text)) throw new Refused("signature_form", { field: field.name });
  const [gap, resume, end] = byteRange(file, dict, placed, field.name);
  const hidden = latin1(file.bytes.subarray(gap, resume));
  // The gap must hold the signature and nothing else, or something could hide in it.
  if (!/^<([0-9A-Fa-f]{2})+>$/.test(hidden) || !sameBytes(fromHex(hidden.slice(1, -1)), contents.bytes))
    throw new Refused("gap", { field: field.name });
  const covered = file.bytes.subarray(0, end);
  if (!endsAsRevision(covered)) throw new Refused("inside_revision", { field: field.name });
  const then = end === file.bytes.length ? file : new PdfFile(covered);
  standsIn(then, placed, field);
  const message = new Uint8Array(end - (resume - gap));
  message.set(file.bytes.subarray(0, gap));
  message.set(file.bytes.subarray(resume, end), gap);
  return {
    field: field.name,
    kind,
    dict,
    signedAt: timeOf(dict),
    contents: contents.bytes.slice(),
    digest: new Uint8Array(await crypto.subtle.digest("SHA-256", message)),
    covered: then,
  };
}

/** Where the gap begins and ends, and where what is covered ends. */
function byteRange(file: PdfFile, dict: Dict, placed: Placed, field: string): [number, number, number] {
  const range = dict.get("ByteRange");
  const [start, gap, resume, rest, ...more] = Array.isArray(range) ? range : [];
  const whole = [gap, resume, rest].every((number) => Number.isSafeInteger(number) && Number(number) >= 0);
  const [from, until, end] = [Number(gap), Number(resume), Number(resume) + Number(rest)];
  // The gap lies in the signature's own object: one that was copied from elsewhere points elsewhere.
  const own = placed.start < from && from < until && until < placed.end;
  if (start !== 0 || more.length > 0 || !whole || !own || end > file.bytes.length)
    throw new Refused("byte_range", { field });
  return [from, until, end];
}

/** The signature must stand, as it is now, already in the revision it covers, and be what that revision added. */
function standsIn(then: PdfFile, placed: Placed, field: Field): void {
  const wasThere = signatureFields(then).some(
    (was) => sameRef(was.ref, field.ref) && was.value && field.value && sameRef(was.value, field.value),
  );
  const was = field.value && then.placed(field.value);
  const isNew = placed.start >= (then.tables[1]?.end ?? 0);
  if (!wasThere || !was || !isNew || !same(was.value, placed.value))
    throw new Refused("not_covered", { field: field.name });
}

/** `D:YYYYMMDDHHmmSS` with `Z`, `+HH'mm'` or `-HH'mm'`; the last apostrophe may be missing. */
function timeOf(dict: Dict): Date | null {
  const value = dict.get("M");
  const text = value instanceof Text ? latin1(value.bytes) : "";
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?'?)?$/.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, sign = "+", hours = "00", minutes = "00"] = found;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${hours}:${minutes}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
