/**
 * The signed-in session. The access token lives in this module's memory and nowhere else; the refresh
 * token is an HttpOnly cookie that the browser sends by itself, so a reload asks for a new access token.
 */
let accessToken: string | null = null;
/** A session in a frame has no refresh token: it ends with its access token. */
let renewable = true;
let refreshing: Promise<boolean> | null = null;
let onLost: () => void = () => {};

export function currentToken(): string | null {
  return accessToken;
}

export function keepToken(token: string, { renews = true } = {}): void {
  accessToken = token;
  renewable = renews;
}

export function forgetToken(): void {
  accessToken = null;
}

/** What to do when the session cannot be renewed: the router goes to sign-in, keeping the place. */
export function whenSessionIsLost(act: () => void): void {
  onLost = act;
}

export function sessionIsLost(): void {
  accessToken = null;
  onLost();
}

/** Ask for a new access token. Many callers at once share one request. */
export function refreshSession(): Promise<boolean> {
  if (!renewable) return Promise.resolve(false);
  refreshing ??= askForToken().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function askForToken(): Promise<boolean> {
  try {
    const response = await globalThis.fetch("/api/v1/auth/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
      credentials: "same-origin",
    });
    if (!response.ok) return false;
    const answer: unknown = await response.json();
    if (typeof answer !== "object" || answer === null || !("access_token" in answer)) return false;
    accessToken = String(answer.access_token);
    return true;
  } catch {
    return false;
  }
}
