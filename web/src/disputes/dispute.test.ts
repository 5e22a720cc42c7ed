import { describe, expect, it } from "vitest";
import { choicesOf, decides, moved, nextSteps } from "./dispute";

describe("a dispute", () => {
  it("offers what comes next, and notes at any time", () => {
    expect(nextSteps("opened")[0]).toBe("notice_received");
    expect(nextSteps("awarded")).toContain("set_aside_applied");
    expect(nextSteps("closed")).toEqual(["resumed", "note"]);
    expect([decides("awarded"), decides("hearing")]).toEqual([true, false]);
  });

  it("moves an exhibit by one place and not over the edge", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  });

  it("sends exhibits in their order with what is left out", () => {
    const one = { key: "piece:1", purpose: "证明", source: "提交", pages: 2 };
    const sent = choicesOf([
      { ...one, number: 1 },
      { ...one, number: null },
    ] as Parameters<typeof choicesOf>[0]);
    expect(sent.map((choice) => choice.included)).toEqual([true, false]);
  });
});
