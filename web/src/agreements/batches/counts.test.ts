import { describe, expect, it } from "vitest";
import type { AgreementBatch } from "../../api/types";
import { parts, reached, stateOf } from "./counts";

const progress = (more: Partial<AgreementBatch["progress"]> = {}): AgreementBatch["progress"] => ({
  total: 10,
  waiting: 0,
  refused: 0,
  drafted: 0,
  reviewed: 0,
  sent: 0,
  partly_signed: 0,
  signed: 0,
  ended: 0,
  to_seal: 0,
  may_seal: 0,
  ...more,
});

describe("how far a batch has come", () => {
  it("tells the person's signature from the company's seal", () => {
    // Ten sent: two signed by both, three by the person, one sealed, four by nobody.
    const now = progress({ sent: 4, partly_signed: 4, signed: 2, to_seal: 7 });
    expect(reached(now)).toEqual({
      drafted: 10,
      reviewed: 10,
      sent: 10,
      by_employee: 5,
      sealed: 3,
      signed: 2,
    });
  });

  it("parts everybody by where they stand", () => {
    expect(parts(progress({ drafted: 7, ended: 1, refused: 2 }))).toEqual([
      { at: "drafted", count: 7 },
      { at: "undrafted", count: 2 },
      { at: "ended", count: 1 },
    ]);
  });

  it("is said in a word", () => {
    const state = (stage: AgreementBatch["stage"], more: Partial<AgreementBatch["progress"]>) =>
      stateOf({ stage, progress: progress(more) });
    expect(state("drafting", { waiting: 3, drafted: 7 })).toBe("drafting");
    expect(state("drafting", { drafted: 9, refused: 1 })).toBe("to_review");
    expect(state("drafting", { refused: 10 })).toBe("undrafted");
    expect(state("reviewed", { reviewed: 10 })).toBe("to_send");
    expect(state("sent", { waiting: 10, reviewed: 10 })).toBe("sending");
    expect(state("sent", { sent: 10 })).toBe("signing");
    expect(state("sent", { signed: 9, ended: 1 })).toBe("done");
    expect(state("cancelled", { ended: 10 })).toBe("cancelled");
  });
});
