import type { Attribute, Certificate } from "pkijs";
import { distrust, keyUsage, nameOf, purposes } from "./certificates";
import { ID_DATA, isSha256, type SignedMessage, sha256, signedMessage, unfit } from "./cms";
import type { Found } from "./coverage";
import { withoutPadding } from "./der";
import { type Blanks, type Sentence, type Statement, say } from "./report";
import { believe, type Disbelief } from "./timestamp";

const SIGNATURE_TIME_STAMP = "1.2.840.113549.1.9.16.2.14";
const DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";
const EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
const ANY_PURPOSE = "2.5.29.37.0";

/** How far the claimed time may lie from the timestamp. More is back-dating or a wrong clock. */
const CLOCK_TOLERANCE = 10 * 60 * 1000;

/** The judgement on one signature or document timestamp: who, when, over these bytes, trusted by whom. */
export class Judged {
  signer = "";
  issuer = "";
  stampedAt: Date | null = null;
  stampedBy = "";
  intact = false;
  trusted = false;
  readonly problems: Statement[] = [];

  problem(sentence: Sentence, blanks?: Blanks): false {
    this.problems.push(say(sentence, blanks));
    return false;
  }

  disbelieve({ reason }: Disbelief): false {
    return this.problem("stamp_disbelieved", { why: say(reason) });
  }
}

export function judge(found: Found, roots: Certificate[]): Promise<Judged> {
  return found.kind === "signature" ? judgeSignature(found, roots) : judgeTimestamp(found, roots);
}

/**
 * The chain is judged at the time of the signature's timestamp; without one it is not trusted, since nobody vouches
 * for when it was made.
 */
async function judgeSignature(found: Found, roots: Certificate[]): Promise<Judged> {
  const judged = new Judged();
  const der = withoutPadding(found.contents);
  const message = der ? signedMessage(der) : "signature_unreadable";
  if (typeof message === "string" || !isDetached(message)) {
    judged.problem(typeof message === "string" ? message : "signature_unreadable");
    return judged;
  }
  judged.signer = nameOf(message.signer.subject);
  judged.issuer = nameOf(message.signer.issuer);
  const reason = await unfit(message, ID_DATA, found.digest);
  if (reason) judged.problem(reason);
  else judged.intact = true;
  const stamped = await stamp(judged, message, roots);
  const chained = await chain(judged, message, roots, found.signedAt);
  judged.trusted = judged.intact && stamped && chained;
  const claimed = found.signedAt?.getTime();
  const vouched = judged.stampedAt?.getTime();
  if (claimed !== undefined && vouched !== undefined && Math.abs(vouched - claimed) > CLOCK_TOLERANCE)
    judged.problem("time_claimed");
  return judged;
}

async function judgeTimestamp(found: Found, roots: Certificate[]): Promise<Judged> {
  const judged = new Judged();
  const token = withoutPadding(found.contents);
  const believed = token ? await believe(token, found.digest, roots) : null;
  if (!believed) judged.problem("stamp_unreadable");
  else if ("reason" in believed) {
    judged.intact = believed.fits;
    judged.disbelieve(believed);
  } else {
    judged.signer = judged.stampedBy = believed.authority;
    judged.issuer = believed.issuer;
    judged.stampedAt = believed.at;
    judged.intact = judged.trusted = true;
  }
  return judged;
}

/** The signed content is the file around the signature, and SHA-256 is all that is announced. */
function isDetached({ signed }: SignedMessage): boolean {
  const { eContentType, eContent } = signed.encapContentInfo;
  const digests = signed.digestAlgorithms;
  return eContentType === ID_DATA && !eContent && signed.version === 1 && digests.every(isSha256);
}

/** Believes the timestamp over the signature's value, or says why not. */
async function stamp(judged: Judged, { info }: SignedMessage, roots: Certificate[]): Promise<boolean> {
  const [only, ...more] = (info.unsignedAttrs?.attributes ?? []) as Attribute[];
  const isStamp = only?.type === SIGNATURE_TIME_STAMP && only.values.length === 1 && more.length === 0;
  if (!isStamp) return judged.problem("no_stamp");
  const token = new Uint8Array((only.values[0] as { toBER(): ArrayBuffer }).toBER());
  const imprint = await sha256(info.signature.valueBlock.valueHexView.slice());
  const believed = await believe(token, imprint, roots);
  if ("reason" in believed) return judged.disbelieve(believed);
  judged.stampedAt = believed.at;
  judged.stampedBy = believed.authority;
  return true;
}

/**
 * The signer's certificate leads to a trusted root and is meant for documents. Every other certificate sent along
 * must lead there too: a stray one would be unchecked bytes.
 */
async function chain(
  judged: Judged,
  { signer, sentAlong }: SignedMessage,
  roots: Certificate[],
  signedAt: Date | null,
): Promise<boolean> {
  const at = judged.stampedAt ?? signedAt;
  if (!at) return judged.problem("no_time");
  const reason = await distrust(signer, sentAlong, roots, at);
  if (reason) return judged.problem("signer_distrusted", { why: say(reason) });
  if (!isForDocuments(signer)) return judged.problem("not_for_documents");
  for (const certificate of sentAlong) {
    if (await distrust(certificate, sentAlong, roots, at)) return judged.problem("stray_certificate");
  }
  return true;
}

/** Key usage is to be bound by what is signed; extended key usage, if any, is for documents, mail or anything. */
function isForDocuments(signer: Certificate): boolean {
  const usage = keyUsage(signer);
  const meant = purposes(signer);
  const isMeant = [DOCUMENT_SIGNING, EMAIL_PROTECTION, ANY_PURPOSE].some((oid) => meant?.oids.includes(oid));
  return (usage === null || usage.nonRepudiation) && (meant === null || isMeant);
}
