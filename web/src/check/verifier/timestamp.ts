import * as asn1js from "asn1js";
import { type Certificate, type SignedData, TSTInfo } from "pkijs";
import { distrust, keyUsage, nameOf, purposes } from "./certificates";
import { ID_TST_INFO, isSha256, sha256, signedMessage, unfit } from "./cms";
import { isDer } from "./der";
import { sameBytes } from "./pdf/values";
import type { Sentence } from "./report";

const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

/** What a token that was believed says. */
export interface Stamp {
  at: Date;
  authority: string;
  issuer: string;
}

/** Why a token is not believed. */
export interface Disbelief {
  reason: Sentence;
  /** Only its certificate is not trusted; the token itself fits. */
  fits: boolean;
}

/**
 * Believes a `TimeStampToken` (RFC 3161) over content with this digest, or says why not. The chain of its signer is
 * judged at the token's own time.
 */
export async function believe(
  token: Uint8Array<ArrayBuffer>,
  digest: Uint8Array,
  roots: Certificate[],
): Promise<Stamp | Disbelief> {
  const not = (reason: Sentence, fits = false): Disbelief => ({ reason, fits });
  const message = signedMessage(token);
  if (typeof message === "string") return not(message === "no_signer" ? message : "stamp_unreadable");
  const content = contentOf(message.signed);
  const said = content && tstInfo(content);
  if (!content || !said) return not("stamp_unreadable");
  const { hashAlgorithm, hashedMessage } = said.messageImprint;
  if (!isSha256(hashAlgorithm) || !sameBytes(hashedMessage.valueBlock.valueHexView, digest))
    return not("stamp_of_other");
  const reason = await unfit(message, ID_TST_INFO, await sha256(content));
  if (reason) return not(reason === "other_content" ? "attributes_unfit" : reason);
  if (!mayStamp(message.signer)) return not("no_stamping");
  for (const certificate of [message.signer, ...message.sentAlong]) {
    const distrusted = await distrust(certificate, message.sentAlong, roots, said.genTime);
    if (distrusted) return not(certificate === message.signer ? distrusted : "stray_certificate", true);
  }
  const { subject, issuer } = message.signer;
  return { at: said.genTime, authority: nameOf(subject), issuer: nameOf(issuer) };
}

/** The DER `TSTInfo` that was signed; to its content type belongs version 3 (RFC 5652 §5.1). */
function contentOf(signed: SignedData): Uint8Array<ArrayBuffer> | null {
  const { eContentType, eContent } = signed.encapContentInfo;
  const announced = signed.version === 3 && signed.digestAlgorithms.some(isSha256);
  if (!announced || eContentType !== ID_TST_INFO || !eContent) return null;
  return new Uint8Array(eContent.getValue());
}

/** `TSTInfo`, RFC 3161 §2.4.2, with its time in the one form that DER has. */
function tstInfo(content: Uint8Array<ArrayBuffer>): TSTInfo | null {
  try {
    const { result } = asn1js.fromBER(content);
    const time = result instanceof asn1js.Sequence ? result.valueBlock.value[4] : undefined;
    if (!isDer(content) || !(time instanceof asn1js.GeneralizedTime)) return null;
    const text = String.fromCharCode(...time.valueBlock.valueHexView);
    if (!/^\d{14}(\.\d{0,8}[1-9])?Z$/.test(text)) return null;
    const said = TSTInfo.fromBER(content);
    const again = new Uint8Array(said.toSchema().toBER());
    return said.version === 1 && sameBytes(again, content) ? said : null;
  } catch {
    return null;
  }
}

/** Extended key usage is `timeStamping`, critical and alone (RFC 3161 §2.3); key usage, if given, is to sign. */
function mayStamp(signer: Certificate): boolean {
  const meant = purposes(signer);
  const usage = keyUsage(signer);
  const signs = usage === null || usage.digitalSignature || usage.nonRepudiation;
  return meant?.critical === true && meant.oids.join() === TIME_STAMPING && signs;
}
