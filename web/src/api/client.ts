import i18next from "i18next";
import createFetchClient from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import type { paths } from "./schema.gen";
import { currentToken, refreshSession, sessionIsLost } from "./session";

/** These answer 401 for a wrong password or a spent cookie: renewing the session would not help. */
const WITHOUT_RENEWAL = [
  "/api/v1/auth/login",
  "/api/v1/auth/embedded-login",
  "/api/v1/auth/passkey-login",
  "/api/v1/auth/refresh",
  "/api/v1/auth/activation",
];

/**
 * Send a request as the signed-in person. On 401 the session is renewed once and the request repeated.
 * A JSON POST carries an Idempotency-Key, so that repeating it after a broken connection is safe.
 */
export async function authorisedFetch(input: Request): Promise<Response> {
  const path = new URL(input.url).pathname;
  const mayRenew = !WITHOUT_RENEWAL.includes(path);
  const isJsonPost = input.method === "POST" && (input.headers.get("Content-Type") ?? "").includes("json");
  if (isJsonPost && mayRenew) input.headers.set("Idempotency-Key", randomKey());
  const again = input.clone();
  const third = input.clone();
  let response = await send(input).catch((error: unknown) => {
    if (!isJsonPost || !mayRenew || input.signal.aborted) throw error;
    return send(third);
  });
  if (response.status === 401 && mayRenew) {
    if (await refreshSession()) response = await send(again);
    if (response.status === 401) sessionIsLost();
  }
  return response;
}

function send(request: Request): Promise<Response> {
  const token = currentToken();
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  request.headers.set("Accept-Language", i18next.language || "zh-CN");
  return globalThis.fetch(request);
}

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const origin = typeof location === "undefined" ? "http://localhost" : location.origin;

export const api = createFetchClient<paths>({ baseUrl: origin, fetch: authorisedFetch });

export const $api = createQueryClient(api);

/** The header that makes a change conditional on the version that the person was looking at. */
export function ifMatch(resource: { version: number }): { "If-Match": string } {
  return { "If-Match": `"${resource.version}"` };
}

/** Fetch a file as the signed-in person; throws the problem document when refused. */
export async function fetchFile(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await authorisedFetch(new Request(origin + path, { signal: signal ?? null }));
  if (!response.ok)
    throw await response.json().catch(() => ({ status: response.status, code: "unreadable" }));
  return response.blob();
}

/** Post a body that is not JSON (a form with a file, a CSV, a PDF) and give back the JSON answer. */
export function postRaw<T>(path: string, body: BodyInit, contentType?: string): Promise<T> {
  return sendRaw("POST", path, body, contentType ? { "Content-Type": contentType } : {});
}

/** Put a form with a file in place of what was there, and give back the JSON answer. */
export function putRaw<T>(path: string, body: BodyInit, headers: Record<string, string>): Promise<T> {
  return sendRaw("PUT", path, body, headers);
}

async function sendRaw<T>(
  method: string,
  path: string,
  body: BodyInit,
  headers: Record<string, string>,
): Promise<T> {
  const response = await authorisedFetch(new Request(origin + path, { method, body, headers }));
  const answer = await response.json().catch(() => ({ status: response.status, code: "unreadable" }));
  if (!response.ok) throw answer;
  return answer as T;
}

/** Offer a file to the person under a name. */
export async function download(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await fetchFile(path));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
