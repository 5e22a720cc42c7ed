import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import { said, took } from "./said";

const t = ((key: string) => key) as unknown as TFunction<"webhooks">;
const attempt = { number: 1, begun_at: "2026-10-20T02:00:00Z", duration_ms: 35 };

describe("what came of an attempt", () => {
  it("is the status of the answer, or why there was none", () => {
    expect(said({ ...attempt, status: 204 }, t)).toBe("HTTP 204 · 35 ms");
    expect(said({ ...attempt, failure: "timeout", duration_ms: 15_001 }, t)).toBe("failure.timeout · 15.0 s");
  });

  it("takes milliseconds or seconds", () => {
    expect([took(0), took(999), took(1_240)]).toEqual(["0 ms", "999 ms", "1.2 s"]);
  });
});
