import { describe, expect, it } from "vitest";
import { allCatalogues } from "../testing";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

function flat(value: unknown, under = ""): [string, string][] {
  if (typeof value === "string") return [[under, value]];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    flat(inner, under ? `${under}.${key}` : key),
  );
}

const texts = Object.fromEntries(
  Object.entries(allCatalogues()).map(([language, names]) => [
    language,
    Object.fromEntries(
      Object.entries(names).flatMap(([name, catalogue]) =>
        flat(catalogue).map(([key, text]) => [`${name}:${key}`, text]),
      ),
    ),
  ]),
);
const zh = texts["zh-CN"] ?? {};
const en = texts.en ?? {};
const holes = (text = "") => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

describe("the catalogues", () => {
  it("have the same keys in both languages", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    expect(Object.keys(zh).length).toBeGreaterThan(500);
  });

  it("have no empty text, and the same values to fill in", () => {
    for (const key of Object.keys(zh)) {
      expect(zh[key], key).not.toBe("");
      expect(en[key], key).not.toBe("");
      expect(holes(en[key]), key).toEqual(holes(zh[key]));
    }
  });

  it("have a text for every key that a page names", () => {
    const lacking: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      if (path.includes(".test.") || path.includes("testing")) continue;
      const name = /useTranslation\("(\w+)"\)/.exec(source)?.[1] ?? nameOfFolder(path);
      for (const [, key] of source.matchAll(/\bt\(\s*"([^"]+)"/g)) {
        if (!(`${name}:${key}` in zh) && !(`common:${key}` in zh)) lacking.push(`${path}: ${key}`);
      }
    }
    expect(lacking).toEqual([]);
  });

  it("hold no Chinese in the pages themselves", () => {
    const spoken = Object.entries(sources)
      .filter(([path]) => !path.includes(".test.") && !path.includes("schema.gen"))
      .flatMap(([path, source]) =>
        source
          .split("\n")
          .filter((line) => /\p{Script=Han}/u.test(line.replace(/\/\/.*|\/?\*.*/g, "")))
          .map((line) => `${path}: ${line.trim()}`),
      );
    // The language switch names the other language in that language; a person's name in brackets; a date's form.
    expect(spoken.filter((line) => !/English|年\$|（\$|）|：|、|，/.test(line))).toEqual([]);
  });
});

function nameOfFolder(path: string): string {
  return /^\.\.\/(\w+)\//.exec(path)?.[1] ?? "common";
}
