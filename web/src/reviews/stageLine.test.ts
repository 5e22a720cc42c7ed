import { describe, expect, it } from "vitest";
import type { Review } from "../api/types";
import { achievement } from "./achievement";
import { stageLine } from "./stageLine";

describe("the way of a review", () => {
  it("shows what is done, what is now, and an objection where one was made", () => {
    const review = {
      goals_delivered_at: "2026-06-25T00:00:00Z",
      goals_answer: { answer: "objected", text: "太高", at: "2026-06-27T00:00:00Z" },
    } as Review;
    const points = stageLine(review);
    expect(points.map((point) => point.state)).toEqual(["done", "done", "now", "later", "later", "later"]);
    expect(points[1]?.objected).toBe(true);
  });
});

describe("how far a goal was reached", () => {
  it("is turned round where less is better", () => {
    expect(achievement({ actual: "10", target: "8", direction: "lower_is_better" })).toBe(80);
    expect(achievement({ actual: "160", target: "320", direction: "higher_is_better" })).toBe(50);
    expect(achievement({ actual: null, target: "320", direction: "higher_is_better" })).toBeNull();
  });
});
