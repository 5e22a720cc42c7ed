/** What the QR code of a certificate of completion says of the file that it belongs to. */
export interface Expected {
  number: string;
  /** Bytes of the file as it was when both had signed; what was added later for its keeping follows them. */
  size: number;
  /** SHA-256 of those bytes, in hex. */
  sha256: string;
}

/** Reads `?number=…&size=…&sha256=…`; null when it is not such an address. */
export function expectedOf(search: string): Expected | null {
  const given = new URLSearchParams(search);
  const number = given.get("number") ?? "";
  const size = Number(given.get("size"));
  const sha256 = (given.get("sha256") ?? "").toLowerCase();
  const sound = number !== "" && Number.isSafeInteger(size) && size > 0 && /^[0-9a-f]{64}$/.test(sha256);
  return sound ? { number, size, sha256 } : null;
}

/** Does the file begin with the one that both signed? */
export async function isExpected(
  file: Uint8Array<ArrayBuffer>,
  { size, sha256 }: Expected,
): Promise<boolean> {
  if (file.length < size) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", file.subarray(0, size)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}
