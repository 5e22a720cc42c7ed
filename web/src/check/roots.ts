import { api } from "../api/client";

/** The DER certificates that this installation's signatures lead to. */
export async function fetchRoots(): Promise<Uint8Array[]> {
  const { data, error } = await api.GET("/api/v1/trust/roots.pem", { parseAs: "text" });
  if (error) throw error;
  return certificatesIn(data ?? "");
}

/** The DER certificates of a PEM text. */
export function certificatesIn(pem: string): Uint8Array[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, base64 = ""]) =>
    Uint8Array.from(atob(base64.replace(/\s/g, "")), (sign) => sign.charCodeAt(0)),
  );
}
