import type { PasskeyAnswer, PasskeyChallenge } from "./types";

/** A policy of the page around, where the browser tells it; Chromium does. */
interface WithPolicy {
  featurePolicy?: { allowsFeature(feature: string): boolean };
}

/**
 * Whether this page may ask for a passkey: the browser has them, the address is a host name under https (or one's
 * own machine), and the page around a frame lets it.
 */
export function passkeysWork(): boolean {
  if (!window.isSecureContext || typeof PublicKeyCredential === "undefined") return false;
  if (!("parseRequestOptionsFromJSON" in PublicKeyCredential)) return false;
  if (/^[\d.]+$|:/.test(location.hostname)) return false;
  if (window.parent === window) return true;
  return (document as WithPolicy).featurePolicy?.allowsFeature("publickey-credentials-get") ?? false;
}

/** Ask the person's device to answer a challenge; throws what a problem note can show. */
export async function answerWithPasskey(challenge: PasskeyChallenge): Promise<PasskeyAnswer> {
  const asked = challenge.options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
  const credential = await told(navigator.credentials.get({ publicKey }));
  return { challenge_id: challenge.challenge_id, credential };
}

/** Ask the person's device to make a passkey; throws what a problem note can show. */
export async function makePasskey(challenge: PasskeyChallenge): Promise<PasskeyAnswer> {
  const asked = challenge.options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
  const credential = await told(navigator.credentials.create({ publicKey }));
  return { challenge_id: challenge.challenge_id, credential };
}

async function told(asking: Promise<Credential | null>): Promise<PasskeyAnswer["credential"]> {
  const credential = await asking.catch((error: unknown) => {
    throw refusal(error);
  });
  return (credential as PublicKeyCredential).toJSON() as unknown as PasskeyAnswer["credential"];
}

/** What the browser says by the name of its error, as a problem with words of our own. */
function refusal(error: unknown): Error {
  const name = error instanceof Error ? error.name : "";
  const code = name === "InvalidStateError" ? "passkey_known" : "passkey_not_given";
  return Object.assign(new Error(name), { code, status: 0 });
}
