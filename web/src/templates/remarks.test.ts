import { describe, expect, it } from "vitest";
import { byClause, clauseOf, ofFindings, ofRefusal, remarksAt, together } from "./remarks";

const remark = (pointer: string, words = "") => ({ pointer, words });

describe("remarks about a text", () => {
  it("are led to their clause", () => {
    expect(clauseOf(remark("/clauses/3/text"))).toBe(3);
    expect(clauseOf(remark("/clauses"))).toBeNull();
    expect(clauseOf(remark("/title"))).toBeNull();
    const found = byClause([remark("/clauses/1/when"), remark("/title"), remark("/clauses/1/text")]);
    expect([...found.keys()]).toEqual([1]);
    expect(found.get(1)).toHaveLength(2);
    expect(remarksAt(found.get(1) ?? [], "/clauses/1/text")).toEqual([remark("/clauses/1/text")]);
  });

  it("come from findings in the reader's language", () => {
    const finding = { pointer: "/clauses/0/text", code: "x", zh: "没有写明", en: "does not state" };
    expect(ofFindings([finding], "zh-CN")).toEqual([remark("/clauses/0/text", "没有写明")]);
    expect(ofFindings([finding], "en")).toEqual([remark("/clauses/0/text", "does not state")]);
  });

  it("come from a refused preview, whose text stands under /text", () => {
    const error = (pointer: string) => ({ pointer, code: "x", detail: "y" });
    expect(ofRefusal([error("/text/clauses/0/text"), error("/clauses/1/when")])).toEqual([
      remark("/clauses/0/text", "y"),
      remark("/clauses/1/when", "y"),
    ]);
  });

  it("stand once, however many found them", () => {
    const one = remark("/clauses/0/text", "a");
    expect(together([one], [{ ...one }, remark("/clauses/0/text", "b")])).toHaveLength(2);
  });
});
