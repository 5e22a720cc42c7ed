/** The DER certificates of a PEM text. */
export function certificatesIn(pem: string): Uint8Array[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, base64 = ""]) =>
    Uint8Array.from(atob(base64.replace(/\s/g, "")), (sign) => sign.charCodeAt(0)),
  );
}
