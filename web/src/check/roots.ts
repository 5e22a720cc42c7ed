import { api } from "../api/client";
import { certificatesIn } from "./pem";

/** The DER certificates that this installation's signatures lead to. */
export async function fetchRoots(): Promise<Uint8Array[]> {
  const { data, error } = await api.GET("/api/v1/trust/roots.pem", { parseAs: "text" });
  if (error) throw error;
  return certificatesIn(data ?? "");
}
