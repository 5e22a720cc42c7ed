import { cleanup, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { GateEvidence, Separation } from "../api/types";
import { show } from "../testing";
import { GateChecklist } from "./GateChecklist";

const separation = { id: "s1", employee: { id: "e1", number: "SC0007", name: "周明轩" } } as Separation;
const proved: GateEvidence = {
  code: "E-APPR1-FAIL",
  zh: "第一次考核不合格",
  en: "first failed appraisal",
  state: "proved",
  blocks: true,
  overridden: false,
  proof: {
    kind: "review",
    resource_type: "review",
    resource_id: "r1",
    dated: "2026-07-08",
    sha256: "a".repeat(64),
    entry_index: 5230,
    title: "第二季度结果",
  },
  next_step: null,
};
const missing: GateEvidence = {
  code: "E-UNION-NOTICE",
  zh: "已将理由告知工会",
  en: "union told",
  state: "missing",
  blocks: true,
  overridden: false,
  proof: null,
  next_step: { zh: "先将理由送交工会。", en: "Tell the union first.", action: "notify_union" },
};

const on = { bring: () => {}, whyNotBring: null, judge: () => {} };

describe("the gate as a checklist", () => {
  it("shows the record behind a proof, with its date and place in the journal", async () => {
    await show(
      <GateChecklist
        gate={{ evidence: [proved], missing: [], stage: "before_notice" }}
        separation={separation}
        pieces={[]}
        on={on}
      />,
    );
    const row = await screen.findByRole("listitem");
    expect(within(row).getByText("已证明")).toBeTruthy();
    expect(within(row).getByRole("link", { name: "第二季度结果" }).getAttribute("href")).toBe("/reviews/r1");
    expect(row.textContent).toContain("2026年7月8日");
    expect(row.textContent).toContain("日志 #5230");
  });

  it("shows the step that would prove what is missing, and leads there", async () => {
    await show(
      <GateChecklist
        gate={{ evidence: [missing], missing: ["E-UNION-NOTICE"], stage: "before_notice" }}
        separation={separation}
        pieces={[]}
        on={on}
      />,
    );
    const row = await screen.findByRole("listitem");
    expect(row.textContent).toContain("先将理由送交工会。");
    expect(within(row).getByRole("link", { name: "去办理" }).getAttribute("href")).toBe(
      "/separations/s1?tab=union",
    );
  });

  it("begins bringing in a file right at the row, and says why where that cannot be", async () => {
    const lacking: GateEvidence = {
      ...missing,
      code: "E-FACT",
      next_step: { zh: "提交材料。", en: "Bring in a file.", action: "add_evidence" },
    };
    const gate = { evidence: [lacking], missing: ["E-FACT"], stage: "before_notice" as const };
    const brought: string[] = [];
    const acts = { ...on, bring: (code: string) => brought.push(code) };
    await show(<GateChecklist gate={gate} separation={separation} pieces={[]} on={acts} />);
    (await screen.findByRole("button", { name: "提交材料 E-FACT" })).click();
    expect(brought).toEqual(["E-FACT"]);
    cleanup();
    const held = { ...acts, whyNotBring: "通知已发出" };
    await show(<GateChecklist gate={gate} separation={separation} pieces={[]} on={held} />);
    const button = await screen.findByRole("button", { name: "提交材料 E-FACT" });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(button.textContent).toContain("通知已发出");
  });

  it("keeps what was let pass as missing, and offers nothing to those who only look", async () => {
    const passed: GateEvidence = { ...missing, overridden: true };
    const gate = { evidence: [passed], missing: [passed.code], stage: "before_notice" as const };
    await show(<GateChecklist gate={gate} separation={separation} pieces={[]} />);
    const row = await screen.findByRole("listitem");
    expect(within(row).getByText("缺少，已例外放行")).toBeTruthy();
    expect(within(row).queryByRole("link")).toBeNull();
  });
});
