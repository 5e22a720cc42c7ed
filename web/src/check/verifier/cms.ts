import * as asn1js from "asn1js";
import {
  type AlgorithmIdentifier,
  type Attribute,
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
} from "pkijs";
import { derOf, isNullOrNothing, sameName, signatureScheme, signedBy } from "./certificates";
import { isDer } from "./der";
import { sameBytes } from "./pdf/values";
import type { Sentence } from "./report";

export const ID_DATA = "1.2.840.113549.1.7.1";
export const ID_TST_INFO = "1.2.840.113549.1.9.16.1.4";
const ID_SIGNED_DATA = "1.2.840.113549.1.7.2";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
const ALGORITHM_PROTECTION = "1.2.840.113549.1.9.52";
const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
const SHA256 = "2.16.840.1.101.3.4.2.1";
const RSA_KEY = "1.2.840.113549.1.1.1";
const RSA_SHA256 = "1.2.840.113549.1.1.11";
/** SM2 and SM3 (GM/T 0006), which WebCrypto does not know. */
const CHINESE = "1.2.156.10197.";

/** A CMS message (RFC 5652) with its one signer. */
export interface SignedMessage {
  signed: SignedData;
  info: SignerInfo;
  signer: Certificate;
  sentAlong: Certificate[];
}

/** Reads a message, or says why it cannot be read. */
export function signedMessage(der: Uint8Array<ArrayBuffer>): SignedMessage | Sentence {
  const signed = signedData(der);
  if (!signed) return "signature_unreadable";
  const sentAlong = (signed.certificates ?? []).filter((one) => one instanceof Certificate);
  const [info, ...more] = signed.signerInfos;
  const signer = info && sentAlong.find((certificate) => isNamed(info, certificate));
  if (!info || more.length > 0 || !signer || info.version !== versionFor(info)) return "no_signer";
  return { signed, info, signer, sentAlong };
}

function signedData(der: Uint8Array<ArrayBuffer>): SignedData | null {
  if (!isDer(der)) return null;
  try {
    const content = ContentInfo.fromBER(der);
    if (content.contentType !== ID_SIGNED_DATA) return null;
    const signed = new SignedData({ schema: content.content });
    // The library reads past elements that it does not expect; written anew they would be missing.
    const again = new ContentInfo({ contentType: ID_SIGNED_DATA, content: signed.toSchema(true) });
    return sameBytes(new Uint8Array(again.toSchema().toBER()), der) ? signed : null;
  } catch {
    return null;
  }
}

function versionFor(info: SignerInfo): number {
  return info.sid instanceof IssuerAndSerialNumber ? 1 : 3;
}

function isNamed(info: SignerInfo, certificate: Certificate): boolean {
  const { sid } = info;
  if (sid instanceof IssuerAndSerialNumber)
    return sameName(sid.issuer, certificate.issuer) && sid.serialNumber.isEqual(certificate.serialNumber);
  const own = certificate.extensions?.find((extension) => extension.extnID === SUBJECT_KEY_IDENTIFIER);
  const identifier = own?.parsedValue;
  return (
    sid instanceof asn1js.Primitive &&
    identifier instanceof asn1js.OctetString &&
    sameBytes(sid.valueBlock.valueHexView, identifier.valueBlock.valueHexView)
  );
}

/** SHA-256 with its parameters absent or `NULL`; RFC 5754 §2 wants both accepted. */
export function isSha256(algorithm: AlgorithmIdentifier): boolean {
  return algorithm.algorithmId === SHA256 && isNullOrNothing(algorithm);
}

export async function sha256(bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/**
 * Why a message is not its signer's word on content with this digest, if it is not: the attributes name the type
 * of the content, its digest and the signer's certificate, and the signature is over the attributes.
 */
export async function unfit(
  { info, signer }: SignedMessage,
  contentType: string,
  digest: Uint8Array,
): Promise<Sentence | null> {
  if (info.signatureAlgorithm.algorithmId.startsWith(CHINESE)) return "chinese_algorithm";
  const type = attribute(info, CONTENT_TYPE);
  const stated = attribute(info, MESSAGE_DIGEST);
  const fits =
    type instanceof asn1js.ObjectIdentifier &&
    type.valueBlock.toString() === contentType &&
    stated instanceof asn1js.OctetString &&
    isSha256(info.digestAlgorithm) &&
    (await namesSigner(info, signer)) &&
    protectsAlgorithms(info);
  if (!fits) return "attributes_unfit";
  if (!sameBytes(stated.valueBlock.valueHexView, digest)) return "other_content";
  const algorithm = signatureAlgorithm(info);
  if (!signatureScheme(algorithm, signer.subjectPublicKeyInfo)) return "unknown_algorithm";
  // As a SET, not as the attributes are tagged in the message (RFC 5652 §5.4).
  const attributes = new Uint8Array(info.signedAttrs?.encodedValue ?? new ArrayBuffer(0)).slice();
  const value = info.signature.valueBlock.valueHexView.slice();
  const verifies = isDer(attributes) && (await signedBy(signer, algorithm, attributes, value));
  return verifies ? null : "signature_fails";
}

/** In CMS the signature of an RSA key may be named by the key's algorithm alone (RFC 3370 §3.2). */
function signatureAlgorithm(info: SignerInfo): AlgorithmIdentifier {
  const named = info.signatureAlgorithm;
  if (named.algorithmId !== RSA_KEY || !isNullOrNothing(named)) return named;
  const whole = Object.assign(Object.create(Object.getPrototypeOf(named)), named) as AlgorithmIdentifier;
  whole.algorithmId = RSA_SHA256;
  return whole;
}

/** The single value of a signed attribute that stands exactly once. */
function attribute(info: SignerInfo, oid: string): unknown {
  const found = info.signedAttrs?.attributes.filter((one: Attribute) => one.type === oid) ?? [];
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
}

/** `SigningCertificateV2`, RFC 5035 §3: the first hash in it is that of the signer's certificate. */
async function namesSigner(info: SignerInfo, signer: Certificate): Promise<boolean> {
  const named = attribute(info, SIGNING_CERTIFICATE_V2);
  const [certificates] = named instanceof asn1js.Sequence ? named.valueBlock.value : [];
  const [first] = certificates instanceof asn1js.Sequence ? certificates.valueBlock.value : [];
  const parts = first instanceof asn1js.Sequence ? first.valueBlock.value : [];
  // SHA-256 is the default and then left out; another algorithm, or this one spelt out, comes first.
  const hash = isSha256Spelt(parts[0]) ? parts[1] : parts[0];
  return (
    hash instanceof asn1js.OctetString && sameBytes(hash.valueBlock.valueHexView, await sha256(derOf(signer)))
  );
}

function isSha256Spelt(part: unknown): boolean {
  const [oid, parameters, ...more] = part instanceof asn1js.Sequence ? part.valueBlock.value : [];
  const isNamed = oid instanceof asn1js.ObjectIdentifier && oid.valueBlock.toString() === SHA256;
  return isNamed && more.length === 0 && (parameters === undefined || parameters instanceof asn1js.Null);
}

/** `CMSAlgorithmProtection`, RFC 6211: when it stands, it repeats the algorithms that are named outside. */
function protectsAlgorithms(info: SignerInfo): boolean {
  const stands = info.signedAttrs?.attributes.some((one: Attribute) => one.type === ALGORITHM_PROTECTION);
  if (!stands) return true;
  const value = attribute(info, ALGORITHM_PROTECTION);
  const [digest, signature] = value instanceof asn1js.Sequence ? value.valueBlock.value : [];
  if (!digest || !signature) return false;
  const content = (part: asn1js.AsnType) => new Uint8Array(part.toBER()).subarray(2);
  const said = (algorithm: AlgorithmIdentifier) => content(algorithm.toSchema());
  return (
    sameBytes(content(digest as asn1js.AsnType), said(info.digestAlgorithm)) &&
    sameBytes(content(signature as asn1js.AsnType), said(info.signatureAlgorithm))
  );
}
