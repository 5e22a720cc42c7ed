import { describe, expect, it } from "vitest";
import { parseBlock } from "./events";

describe("a server-sent event", () => {
  it("has a name and data over several lines", () => {
    expect(parseBlock("event: progress\ndata: {\ndata: }")).toEqual({ event: "progress", data: "{\n}" });
  });

  it("is a message when it has no name, and nothing when it has no data", () => {
    expect(parseBlock("data:x")).toEqual({ event: "message", data: "x" });
    expect(parseBlock(": keep-alive")).toBeNull();
  });
});
