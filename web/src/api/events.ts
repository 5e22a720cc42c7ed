import { authorisedFetch } from "./client";

/** One event of a server-sent stream. */
export interface ServerEvent {
  event: string;
  data: string;
}

/**
 * Read a server-sent stream as the signed-in person. `EventSource` cannot send the access token, so the
 * stream is read from the body of an ordinary request. Ends when the stream does; throws when it breaks.
 */
export async function* serverEvents(path: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const request = new Request(new URL(path, location.origin), {
    headers: { Accept: "text/event-stream" },
    signal,
  });
  const response = await authorisedFetch(request);
  if (!response.ok || !response.body) throw new Error(`stream refused: ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value.replaceAll("\r\n", "\n");
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const parsed = parseBlock(block);
      if (parsed) yield parsed;
    }
  }
}

export function parseBlock(block: string): ServerEvent | null {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length > 0 ? { event, data: data.join("\n") } : null;
}
