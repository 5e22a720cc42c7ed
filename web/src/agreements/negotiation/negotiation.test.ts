import { describe, expect, it } from "vitest";
import type { AgreementComment } from "../../api/types";
import { mayBeReplaced, on, threads, toReplacement } from "./negotiation";

const comment = (id: string, more: Partial<AgreementComment> = {}): AgreementComment => ({
  id,
  answers: null,
  clause: null,
  by: "employee",
  by_name: "沈可欣",
  text: "请写明。",
  proposed_text: null,
  created_at: "2026-10-20T02:00:00Z",
  settlement: null,
  ...more,
});

describe("comments", () => {
  it("stand with their answers, by clause", () => {
    const all = threads([
      comment("1", { clause: "pay" }),
      comment("2"),
      comment("3", { answers: "1", by: "employer" }),
    ]);
    expect(all.map((thread) => [thread.comment.id, thread.answers.map((one) => one.id)])).toEqual([
      ["1", ["3"]],
      ["2", []],
    ]);
    expect(on("pay", all).map((thread) => thread.comment.id)).toEqual(["1"]);
    expect(on(null, all).map((thread) => thread.comment.id)).toEqual(["2"]);
  });
});

describe("a replacement", () => {
  const facts = { kind: "confidentiality", scope: "客户名单" } as const;
  const next = (stage: "draft" | "sent" | "declined" | "voided") => ({
    id: "2",
    number: "AGR-2026-0002",
    stage,
    sent_at: null,
  });

  it("is drafted while both have not signed and nothing stands in the place", () => {
    for (const stage of ["draft", "reviewed", "sent", "partly_signed", "declined", "expired"] as const) {
      expect(mayBeReplaced({ stage, facts, replaced_by: null }), stage).toBe(true);
    }
    for (const stage of ["signed", "voided"] as const) {
      expect(mayBeReplaced({ stage, facts, replaced_by: null }), stage).toBe(false);
    }
    expect(mayBeReplaced({ stage: "sent", facts: null, replaced_by: null })).toBe(false);
    expect(mayBeReplaced({ stage: "sent", facts, replaced_by: next("draft") })).toBe(false);
    expect(mayBeReplaced({ stage: "sent", facts, replaced_by: next("declined") })).toBe(true);
  });

  it("leaves out what was left empty and clauses that are not reworded", () => {
    const sent = toReplacement(
      {
        template: "same_version",
        facts: { scope: "客户名单", other: "" },
        amendments: { pay: { text: "另行约定。", text_en: "" }, term: undefined },
        employee_address: "",
      },
      "confidentiality",
    );
    expect(sent).toEqual({
      template: "same_version",
      facts: { kind: "confidentiality", scope: "客户名单" },
      amendments: { pay: { text: "另行约定。", text_en: undefined } },
      employee_address: undefined,
      expires_on: null,
      without_witness: true,
    });
  });

  it("keeps the witness who is named", () => {
    const form = { template: "same_version", facts: { scope: "客户名单" }, witness_id: "w" } as const;
    expect(toReplacement(form, "confidentiality")).toMatchObject({ witness_id: "w", without_witness: false });
  });
});
