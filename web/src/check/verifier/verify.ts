import { certificateOf } from "./certificates";
import { type Change, changesBetween } from "./changes";
import { type Found, signaturesOf } from "./coverage";
import { forbidden } from "./locks";
import { signatureFields } from "./pdf/fields";
import { PdfFile } from "./pdf/file";
import { Dict } from "./pdf/values";
import { Refused, type Report, type SignatureReport, type Statement, say } from "./report";
import { type Judged, judge } from "./signature";

/** No file beyond this is read. */
const LARGEST = 50 * 1024 * 1024;

/**
 * Whether a PDF still is what was signed, by whom and when; `roots` are the DER certificates that are trusted.
 *
 * A valid signature alone does not say so: whoever appends to a file leaves every signature in it valid. So each
 * revision after a signature is compared with what was signed. Whether the signer of a field is the person it was
 * meant for is the reader's to compare; a field still empty is listed, not a fault. Revocation is not looked at.
 */
export async function verify(bytes: Uint8Array, roots: Uint8Array[]): Promise<Report> {
  const report: Report = { verdict: "invalid", signatures: [], unsigned: [], problems: [] };
  try {
    await examine(bytes, roots, report);
  } catch (error) {
    // What a library stumbles over is a file that cannot be understood, and so not valid.
    report.problems.push(error instanceof Refused ? error.why : say("not_understood"));
    report.signatures = [];
  }
  if (report.signatures.length === 0 && report.problems.length === 0)
    report.problems.push(say("no_signatures"));
  if (report.signatures.length > 0 && report.problems.length === 0) report.verdict = "valid";
  return report;
}

async function examine(bytes: Uint8Array, roots: Uint8Array[], report: Report): Promise<void> {
  // Browsers give it to pages that came over a secure connection only.
  if (!globalThis.crypto?.subtle) throw new Refused("no_webcrypto");
  if (bytes.length > LARGEST) throw new Refused("too_large");
  const trusted = roots.map((der) => certificateOf(der.slice()));
  const readable = trusted.filter((root) => root !== null);
  if (readable.length < trusted.length) report.problems.push(say("root_unreadable"));
  const file = new PdfFile(bytes);
  report.unsigned = signatureFields(file)
    .filter((field) => !field.value)
    .map((field) => field.name);
  const found = await signaturesOf(file);
  const steps = found.map((signature, index) => {
    const next = found[index + 1]?.covered ?? file;
    return next.bytes.length === signature.covered.bytes.length
      ? []
      : changesBetween(signature.covered, next);
  });
  for (const change of steps.flat()) if (!change.allowed) report.problems.push(change.said);
  report.problems.push(...forbidden(found, steps), ...strays(file, found));
  for (const [index, signature] of found.entries()) {
    const judged = await judge(signature, readable);
    for (const problem of judged.problems)
      report.problems.push(say("of_field", { field: signature.field, problem }));
    if (judged.problems.length === 0 && !(judged.intact && judged.trusted))
      report.problems.push(say("of_field", { field: signature.field, problem: say("not_understood") }));
    report.signatures.push(reportOn(signature, judged, steps.slice(index).flat(), bytes.length));
  }
}

/** Signatures that stand in the file, but in no field: somebody took them out of sight. */
function strays(file: PdfFile, found: Found[]): Statement[] {
  const known = new Set(found.map((signature) => signature.dict));
  const isStray = [...file.objects.values()].some(
    ({ value }) =>
      value instanceof Dict && value.has("ByteRange") && value.has("Contents") && !known.has(value),
  );
  return isStray ? [say("stray_signature")] : [];
}

function reportOn(signature: Found, judged: Judged, later: Change[], size: number): SignatureReport {
  const text = (at: Date | null) => at?.toISOString().replace(".000Z", "Z") ?? null;
  const covered = signature.covered.bytes.length;
  return {
    field: signature.field,
    kind: signature.kind,
    signer: judged.signer,
    issuer: judged.issuer,
    signed_at: text(signature.signedAt),
    timestamped_at: text(judged.stampedAt),
    timestamped_by: judged.stampedBy,
    intact: judged.intact,
    trusted: judged.trusted,
    covers_whole_file: covered === size,
    covered_bytes: covered,
    changes: [...new Map(later.map(({ said }) => [said.zh, said])).values()],
  };
}
