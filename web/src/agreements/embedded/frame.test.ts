import { afterEach, describe, expect, it, vi } from "vitest";
import { readFrame, tellHolder } from "./frame";

const FRAME = {
  agreement_id: "a1",
  client_name: "ERP “&” 1",
  origins: ["https://erp.example.com", "http://localhost:5173"],
  expires_in: 600,
};

/** The page stands in a frame; answers what its holder is sent, and where to. */
function framed(ancestors?: string[]) {
  const postMessage = vi.fn();
  vi.spyOn(window, "parent", "get").mockReturnValue({ postMessage } as never);
  Object.defineProperty(location, "ancestorOrigins", { value: ancestors, configurable: true });
  return postMessage;
}

describe("a page in a frame", () => {
  afterEach(() => {
    document.head.innerHTML = "";
    Reflect.deleteProperty(location, "ancestorOrigins");
  });

  it("reads what the service wrote into it, and nothing where there is nothing", () => {
    expect(readFrame()).toBeNull();
    const meta = document.createElement("meta");
    meta.name = "youju-embed";
    meta.content = JSON.stringify(FRAME);
    document.head.append(meta);
    expect(readFrame()).toEqual(FRAME);
  });

  it("tells the one that holds it, where the browser says which", () => {
    const sent = framed(["http://localhost:5173", "https://outer.example.com"]);
    tellHolder(FRAME, "resized", { height: 640 });
    const message = { source: "youju", type: "resized", agreement_id: "a1", height: 640 };
    expect(sent.mock.calls).toEqual([[message, "http://localhost:5173"]]);
  });

  it("addresses each origin that may hold it where the browser does not say", () => {
    const sent = framed();
    tellHolder(FRAME, "signed");
    expect(sent.mock.calls.map(([, origin]) => origin)).toEqual(FRAME.origins);
  });

  it("tells nobody else, whoever holds it", () => {
    const sent = framed(["https://evil.example.com"]);
    tellHolder(FRAME, "ready");
    expect(sent).not.toHaveBeenCalled();
  });

  it("is silent in a window of its own", () => {
    const alone = vi.spyOn(window, "postMessage");
    tellHolder(FRAME, "ready");
    expect(alone).not.toHaveBeenCalled();
  });
});
