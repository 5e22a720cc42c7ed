import { describe, expect, it } from "vitest";
import type { Separation } from "../../api/types";
import zh from "../../i18n/zh-CN/leaving.json";
import { nowKey } from "./useNow";

const STAGES = [
  "open",
  "union_notified",
  "approved",
  "noticed",
  "negotiating",
  "agreed",
  "signed",
  "completed",
  "withdrawn",
];

describe("what is happening, in plain words", () => {
  it("has a sentence for every road and stage", () => {
    for (const ground of ["36", "37", "38(1)(2)", "39(2)", "44(1)", "44(3)"]) {
      for (const stage of STAGES) {
        for (const notice of [null, { document_id: "d" }]) {
          const key = nowKey({ ground, stage, notice } as unknown as Separation);
          for (const said of [zh.now, zh.then]) {
            const sentence = key
              .split(".")
              .reduce<unknown>((within, name) => (within as never)?.[name], said);
            expect(sentence, `${ground} ${stage}: ${key}`).toBeTypeOf("string");
          }
        }
      }
    }
  });
});
