import { describe, expect, it } from "vitest";
import type { LocalStandard, LocalStandardGap } from "../api/types";
import { begunFrom, byCity, isHistory, keyOf, toCorrection, toFacts } from "./figures";

const shipped: LocalStandard = {
  id: null,
  origin: "shipped",
  city: "SH",
  kind: "cap_3x",
  series: "all urban",
  statistics_year: 2024,
  value: "37302.00",
  effective: "2025-07-01",
  status: "secondary",
  source: "a table",
  source_url: null,
  standing: "in_force",
  reason: null,
  recorded_by: null,
  recorded_at: null,
  superseded_by: null,
};
const gap: LocalStandardGap = {
  city: "CD",
  kind: "minimum_wage",
  blocks: true,
  zh: "z",
  en: "e",
  rule: "R-130",
  published_at: [],
};

describe("local figures", () => {
  it("stand by city, those with something lacking first", () => {
    const cities = byCity({ items: [shipped], gaps: [gap] });
    expect(cities.map((one) => [one.city, one.gaps.length, one.figures.length])).toEqual([
      ["CD", 1, 0],
      ["SH", 0, 1],
    ]);
  });

  it("keep what is over out of sight, but never what is lacking or doubtful", () => {
    const standings = ["in_force", "later", "unconfirmed", "missing", "past", "corrected"] as const;
    const shown = standings.filter((standing) => !isHistory({ ...shipped, standing }));
    expect(shown).toEqual(["in_force", "later", "unconfirmed", "missing"]);
  });

  it("have a key of their own, shipped or on record", () => {
    const keys = [shipped, { ...shipped, statistics_year: 2023 }, { ...shipped, id: "1" }].map(keyOf);
    expect(new Set(keys).size).toBe(3);
  });

  it("begin a form with what a gap or a figure tells, and never with a doubtful amount", () => {
    expect(begunFrom(gap)).toEqual({ status: "official", kind: "minimum_wage", city: "CD" });
    const placeholder = { ...shipped, series: "(city series)", effective: "2025-07", value: null };
    expect(begunFrom(placeholder)).toEqual({
      status: "official",
      kind: "cap_3x",
      city: "SH",
      series: undefined,
      statistics_year: 2024,
    });
    expect(begunFrom(shipped).value).toBeUndefined();
    expect(begunFrom({ ...shipped, id: "1" })).toMatchObject({ value: "37302.00", source: "a table" });
  });

  it("are sent without series and year when they are minimum wages", () => {
    const form = {
      city: "SH",
      kind: "minimum_wage" as const,
      series: "left over",
      statistics_year: 2024,
      value: "2740",
      effective_on: "2025-07-01",
      source: "notice",
      source_url: " ",
    };
    expect(toFacts(form)).toMatchObject({ series: "", statistics_year: null, source_url: null });
    expect(toCorrection({ ...form, reason: "typing" })).toEqual({
      series: "",
      statistics_year: null,
      value: "2740",
      effective_on: "2025-07-01",
      status: "official",
      source: "notice",
      source_url: null,
      reason: "typing",
    });
  });
});
