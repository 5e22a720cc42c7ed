import type { TFunction } from "i18next";
import type { WebhookAttempt } from "../api/types";

/** What came of an attempt, in a few words: `HTTP 204 · 35 ms`. */
export function said(attempt: WebhookAttempt, t: TFunction<"webhooks">): string {
  const answer = attempt.failure ? t(`failure.${attempt.failure}`) : `HTTP ${attempt.status}`;
  return `${answer} · ${took(attempt.duration_ms)}`;
}

/** `35 ms`, `1.2 s`. */
export function took(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
