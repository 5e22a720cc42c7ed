// @vitest-environment node
import { describe, expect, it } from "vitest";
import { afterSignatures } from "../fixtures/files";
import type { Change } from "./changes";
import type { Found } from "./coverage";
import { forbidden } from "./locks";
import { PdfFile } from "./pdf/file";
import { Syntax } from "./pdf/syntax";
import { Dict } from "./pdf/values";
import { say } from "./report";

const covered = new PdfFile(afterSignatures(1));
const signing: Change = {
  allowed: true,
  said: say("field_signed", { field: "employer" }),
  signed: "employer",
};
const stamping: Change = { allowed: true, said: say("timestamp_added") };

/** What is forbidden after a first signature with this entry `/Reference`. */
function forbiddenAfter(reference: string, ...changes: Change[]): string[] {
  const value = new Syntax(new TextEncoder().encode(reference), 0).value();
  const found = { field: "employee", dict: new Dict([["Reference", value]]), covered } as unknown as Found;
  return forbidden([found], [changes]).map((said) => said.en);
}

const transform = (method: string, parameters: string) =>
  `[<</TransformMethod/${method}/TransformParams<<${parameters}>>>>]`;

describe("what a signature forbids after it", () => {
  it("is everything but timestamps, when it says so", () => {
    expect(forbiddenAfter(transform("DocMDP", "/P 1"), signing)).toHaveLength(1);
    expect(forbiddenAfter(transform("DocMDP", "/P 1"), stamping)).toEqual([]);
    expect(forbiddenAfter(transform("DocMDP", "/P 2"), signing)).toEqual([]);
  });

  it("is to sign the fields that it locks", () => {
    const lock = (parameters: string) => forbiddenAfter(transform("FieldMDP", parameters), signing).length;
    expect(lock("/Action/All")).toBe(1);
    expect(lock("/Action/Include/Fields[(employer)]")).toBe(1);
    expect(lock("/Action/Include/Fields[(manager)]")).toBe(0);
    expect(lock("/Action/Exclude/Fields[(employer)]")).toBe(0);
    expect(lock("/Action/Exclude/Fields[(manager)]")).toBe(1);
  });

  it("is not guessed", () => {
    for (const reference of [transform("UR3", ""), transform("FieldMDP", "/Action/Some"), "[1]", "(all)"])
      expect(forbiddenAfter(reference)[0]).toContain("not understood");
  });
});
