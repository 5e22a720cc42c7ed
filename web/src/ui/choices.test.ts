import { describe, expect, it } from "vitest";

const sources = import.meta.glob<string>("../**/*.tsx", { query: "?raw", import: "default", eager: true });

describe("choices", () => {
  it("have a name: a label cannot point at a group of radio buttons", () => {
    const nameless = Object.entries(sources).flatMap(([file, text]) =>
      [...text.matchAll(/<(Radio\.Group|Segmented)\b[\s\S]*?\n\s*\/?>|<(Radio\.Group|Segmented)\b[^\n]*/g)]
        .filter(([tag]) => !tag.includes("aria-label"))
        .map(() => file),
    );
    expect(nameless).toEqual([]);
  });
});
