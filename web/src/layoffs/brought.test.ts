import { describe, expect, it } from "vitest";
import type { LayoffEvidence, Separation } from "../api/types";
import { broughtInto } from "./brought";

const file = (counts: Partial<LayoffEvidence>) =>
  ({
    separation_id: "s1",
    evidence_id: "e1",
    waiting: 0,
    accepted: 0,
    rejected: 0,
    ...counts,
  }) as LayoffEvidence;
const cases = [{ id: "s1" }] as Separation[];
const state = (counts: Partial<LayoffEvidence>) => broughtInto([file(counts)], cases)[0]?.piece.state;

describe("the files of a lay-off", () => {
  it("wait while they wait in any case", () => {
    expect(state({ waiting: 1, accepted: 2 })).toBe("waiting");
    expect(state({ accepted: 3 })).toBe("accepted");
    expect(state({ rejected: 3 })).toBe("rejected");
  });

  it("open through the case they lie in, and not without one", () => {
    expect(broughtInto([file({})], cases)[0]?.piece.id).toBe("e1");
    expect(broughtInto([file({ separation_id: "gone" })], cases)).toEqual([]);
  });
});
