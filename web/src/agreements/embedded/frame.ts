/** What the service wrote into the page: what it is about, and whose pages may hold it. */
export interface Frame {
  agreement_id: string;
  client_name: string;
  origins: string[];
  /** Seconds in which somebody may sign in. */
  expires_in: number;
}

/** What the page that holds the frame is told: progress and size, never anything about the person. */
export type FrameEvent = "ready" | "opened" | "signed" | "declined" | "resized" | "expired";

/** Null for a page that the service did not make for a frame. */
export function readFrame(): Frame | null {
  const told = document.querySelector<HTMLMetaElement>('meta[name="youju-embed"]')?.content;
  return told ? (JSON.parse(told) as Frame) : null;
}

/** The token that the page was opened with. */
export function embedToken(): string {
  return new URLSearchParams(location.search).get("token") ?? "";
}

/** Tell the page that holds the frame; the browser hands a message to a page of that origin only. */
export function tellHolder(frame: Frame, type: FrameEvent, more: { height?: number } = {}): void {
  if (window.parent === window) return;
  const message = { source: "youju", type, agreement_id: frame.agreement_id, ...more };
  for (const origin of holders(frame.origins)) window.parent.postMessage(message, origin);
}

/** The one that holds it, where the browser says so; otherwise all that may. */
function holders(origins: string[]): string[] {
  const [holder] = location.ancestorOrigins ?? [];
  return holder === undefined ? origins : origins.filter((origin) => origin === holder);
}
