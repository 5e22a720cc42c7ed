import * as asn1js from "asn1js";
import {
  type AlgorithmIdentifier,
  BasicConstraints,
  Certificate,
  createECDSASignatureFromCMS,
  type PublicKeyInfo,
  type RelativeDistinguishedNames,
} from "pkijs";
import { isDer } from "./der";
import { sameBytes } from "./pdf/values";
import type { Sentence } from "./report";

const COMMON_NAME = "2.5.4.3";
const KEY_USAGE = "2.5.29.15";
const BASIC_CONSTRAINTS = "2.5.29.19";
const SUBJECT_ALT_NAME = "2.5.29.17";
const POLICIES = "2.5.29.32";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const UNDERSTOOD = [BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE, POLICIES, SUBJECT_ALT_NAME];
/** Limits on names and policies below an authority: not evaluated here, so none is let pass. */
const LIMITS = ["2.5.29.30", "2.5.29.33", "2.5.29.36", "2.5.29.54"];

const ECDSA_SHA256 = "1.2.840.10045.4.3.2";
const EC_KEY = "1.2.840.10045.2.1";
const P256 = "1.2.840.10045.3.1.7";
const RSA_SHA256 = "1.2.840.113549.1.1.11";
const RSA_KEY = "1.2.840.113549.1.1.1";
const SHORTEST_RSA = 2048;

/** Longest chain that is followed, the root included. */
const LONGEST_CHAIN = 8;
/** Most links that are tried, lest certificates that all vouch for each other keep us for ever. */
const MOST_TRIES = 1000;

/** A DER certificate, or `null` when the bytes are not one. */
export function certificateOf(der: Uint8Array<ArrayBuffer>): Certificate | null {
  try {
    const certificate = isDer(der) ? Certificate.fromBER(der) : null;
    return certificate && sameBytes(derOf(certificate), der) ? certificate : null;
  } catch {
    return null;
  }
}

export function derOf(certificate: Certificate): Uint8Array<ArrayBuffer> {
  return new Uint8Array(certificate.toSchema().toBER());
}

/** The common name, or the whole name when there is none. */
export function nameOf(name: RelativeDistinguishedNames): string {
  const textOf = (part: { value: unknown }) => String((part.value as asn1js.Utf8String).valueBlock.value);
  const common = name.typesAndValues.find((part) => String(part.type) === COMMON_NAME);
  return common ? textOf(common) : name.typesAndValues.map(textOf).join(", ");
}

export function sameName(one: RelativeDistinguishedNames, other: RelativeDistinguishedNames): boolean {
  return sameBytes(new Uint8Array(one.valueBeforeDecode), new Uint8Array(other.valueBeforeDecode));
}

function isSame(one: Certificate, other: Certificate): boolean {
  return sameBytes(derOf(one), derOf(other));
}

/** Bits of the key usage extension, RFC 5280 §4.2.1.3; `null` when there is no such extension. */
export function keyUsage(certificate: Certificate) {
  const usage = certificate.extensions?.find((extension) => extension.extnID === KEY_USAGE)?.parsedValue;
  if (usage === undefined) return null;
  const bits = usage instanceof asn1js.BitString ? (usage.valueBlock.valueHexView[0] ?? 0) : 0;
  return {
    digitalSignature: (bits & 0x80) !== 0,
    nonRepudiation: (bits & 0x40) !== 0,
    keyCertSign: (bits & 0x04) !== 0,
  };
}

/** The extended key usage extension; `null` when there is none. */
export function purposes(certificate: Certificate): { oids: string[]; critical: boolean } | null {
  const extension = certificate.extensions?.find((one) => one.extnID === EXTENDED_KEY_USAGE);
  if (!extension) return null;
  const parsed = extension.parsedValue as { keyPurposes?: string[] } | undefined;
  return { oids: parsed?.keyPurposes ?? [], critical: extension.critical };
}

/** Why a certificate cannot be used at a time, if it cannot. */
function unusable(certificate: Certificate, at: Date): Sentence | null {
  const { notBefore, notAfter, extensions = [] } = certificate;
  if (at < notBefore.value || at > notAfter.value) return "outside_validity";
  const oids = extensions.map((extension) => extension.extnID);
  const isUnderstood = extensions.every(
    ({ extnID, critical }) => !LIMITS.includes(extnID) && (!critical || UNDERSTOOD.includes(extnID)),
  );
  return isUnderstood && new Set(oids).size === oids.length ? null : "unknown_extension";
}

/**
 * Why no chain leads from a certificate to a trusted root at a time, if none does (RFC 5280 §6.1, without policies,
 * name constraints or revocation). `links` are further certificates, such as those sent along with a signature.
 */
export async function distrust(
  leaf: Certificate,
  links: Certificate[],
  roots: Certificate[],
  at: Date,
): Promise<Sentence | null> {
  const reason = unusable(leaf, at);
  if (reason) return reason;
  if (roots.some((root) => isSame(root, leaf))) return null;
  return (await extended([leaf], links, roots, at, { left: MOST_TRIES })) ? null : "no_chain";
}

/** Searches depth first; every link stands at most once in a chain. */
async function extended(
  chain: Certificate[],
  links: Certificate[],
  roots: Certificate[],
  at: Date,
  tries: { left: number },
): Promise<boolean> {
  const last = chain.at(-1);
  if (!last) return false;
  const below = chain.length - 1;
  for (const root of roots) if (await issued(root, last, below, at)) return true;
  if (chain.length + 1 >= LONGEST_CHAIN) return false;
  for (const link of links) {
    if (--tries.left <= 0) return false;
    const isFresh = !chain.some((known) => isSame(known, link));
    if (isFresh && (await issued(link, last, below, at))) {
      if (await extended([...chain, link], links, roots, at, tries)) return true;
    }
  }
  return false;
}

/** `below` is the number of authorities already under the issuer. */
async function issued(issuer: Certificate, subject: Certificate, below: number, at: Date): Promise<boolean> {
  return (
    sameName(issuer.subject, subject.issuer) &&
    unusable(issuer, at) === null &&
    mayIssue(issuer, below) &&
    (await hasSigned(issuer, subject))
  );
}

function mayIssue(issuer: Certificate, below: number): boolean {
  const basic = issuer.extensions?.find((extension) => extension.extnID === BASIC_CONSTRAINTS)?.parsedValue;
  if (!(basic instanceof BasicConstraints) || !basic.cA) return false;
  const most = basic.pathLenConstraint ?? Number.POSITIVE_INFINITY;
  return typeof most === "number" && below <= most && (keyUsage(issuer)?.keyCertSign ?? true);
}

async function hasSigned(issuer: Certificate, subject: Certificate): Promise<boolean> {
  const { signature: inside, signatureAlgorithm: outside, signatureValue, tbsView } = subject;
  const encoded = (algorithm: AlgorithmIdentifier) => new Uint8Array(algorithm.toSchema().toBER());
  if (!sameBytes(encoded(inside), encoded(outside)) || signatureValue.valueBlock.unusedBits !== 0)
    return false;
  const value = signatureValue.valueBlock.valueHexView.slice();
  return signedBy(issuer, outside, tbsView.slice(), value);
}

/** What a signature was made with, of the kinds that are known here. */
export function signatureScheme(algorithm: AlgorithmIdentifier, key: PublicKeyInfo): "ECDSA" | "RSA" | null {
  const { algorithmId, algorithmParams } = key.algorithm;
  const isP256 =
    algorithmId === EC_KEY &&
    algorithmParams instanceof asn1js.ObjectIdentifier &&
    algorithmParams.valueBlock.toString() === P256;
  if (algorithm.algorithmId === ECDSA_SHA256) return isP256 && hasNoParameters(algorithm) ? "ECDSA" : null;
  const isRsa = algorithm.algorithmId === RSA_SHA256 && isNullOrNothing(algorithm);
  return isRsa && algorithmId === RSA_KEY ? "RSA" : null;
}

export function hasNoParameters(algorithm: AlgorithmIdentifier): boolean {
  return algorithm.algorithmParams === undefined || algorithm.algorithmParams instanceof asn1js.Any;
}

export function isNullOrNothing(algorithm: AlgorithmIdentifier): boolean {
  return hasNoParameters(algorithm) || algorithm.algorithmParams instanceof asn1js.Null;
}

/** Whether the holder of a certificate signed a message: ECDSA on P-256 or RSA PKCS #1 v1.5, with SHA-256. */
export async function signedBy(
  signer: Certificate,
  algorithm: AlgorithmIdentifier,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const scheme = signatureScheme(algorithm, signer.subjectPublicKeyInfo);
  if (!scheme) return false;
  const kind =
    scheme === "ECDSA"
      ? { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }
      : { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  try {
    const spki = signer.subjectPublicKeyInfo.toSchema().toBER();
    const key = await crypto.subtle.importKey("spki", spki, kind, false, ["verify"]);
    const { modulusLength } = key.algorithm as { modulusLength?: number };
    if (scheme === "RSA" && (modulusLength ?? 0) < SHORTEST_RSA) return false;
    const value = scheme === "ECDSA" ? plainEcdsa(signature) : signature;
    return value !== null && (await crypto.subtle.verify(kind, key, value, message));
  } catch {
    return false;
  }
}

/** `r ‖ s` of 32 bytes each, as WebCrypto wants it, from `SEQUENCE { r, s }`. */
function plainEcdsa(signature: Uint8Array<ArrayBuffer>): ArrayBuffer | null {
  const { result } = asn1js.fromBER(signature);
  const isPair =
    isDer(signature) &&
    result instanceof asn1js.Sequence &&
    result.valueBlock.value.length === 2 &&
    result.valueBlock.value.every((part) => part instanceof asn1js.Integer);
  return isPair ? createECDSASignatureFromCMS(result, 32) : null;
}
