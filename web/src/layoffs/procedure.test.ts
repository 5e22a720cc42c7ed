import { describe, expect, it } from "vitest";
import type { Layoff, Separation } from "../api/types";
import { liveCases, type ProcedureStep, procedure, type Situation, underWay, whyNot } from "./procedure";

const explained = {
  explanation: { explained_on: "2026-10-20", to: "union", opinions: "无异议", recorded_by_name: "张" },
  notices_from: "2026-11-19",
};
const reported = {
  ...explained,
  report: { reported_on: "2026-10-21", receipt: "17", recorded_by_name: "张" },
};
const told = { union: { notified_at: "2026-10-22T02:00:00Z", reasons: "亏损", reply: null } };
const replied = {
  union: {
    ...told.union,
    reply: { answer: "no_objection", text: "", at: "2026-10-23T02:00:00Z", by_name: "工会" },
  },
};
const asked = { approval: { requested_at: "2026-10-24T02:00:00Z", requested_by_name: "张" } };
const approved = {
  ...replied,
  stage: "approved",
  approval: { ...asked.approval, decision: "approved", at: "2026-10-25T02:00:00Z", by_name: "李" },
};
const noticed = { ...approved, stage: "noticed", notice: { issued_at: "2026-11-20T02:00:00Z" } };
const served = { ...noticed, notice: { ...noticed.notice, served_on: "2026-11-21" } };
const completed = { ...served, stage: "completed", completed_at: "2026-12-31T02:00:00Z" };

function situation(layoff: object, cases: object[], today = "2026-10-26", evidenceDone = true): Situation {
  return {
    layoff: { last_day: "2026-12-31", ...layoff } as Layoff,
    cases: cases.map((one) => ({ stage: "open", last_day: "2026-12-31", ...one }) as Separation),
    today,
    hasUnion: true,
    evidenceDone,
  };
}

const next = (steps: ProcedureStep[]) => steps.find((step) => step.state === "next")?.key;

describe("the procedure of a lay-off", () => {
  it("goes on step by step", () => {
    const walk: [object, object, string, string | undefined, boolean?][] = [
      [{}, {}, "2026-10-20", "explain"],
      [explained, {}, "2026-10-20", "report"],
      [reported, {}, "2026-10-21", "evidence", false],
      [reported, {}, "2026-10-21", "union_notice"],
      [reported, told, "2026-10-22", "union_reply"],
      [reported, replied, "2026-10-23", "approval_request"],
      [reported, { ...replied, ...asked }, "2026-10-24", "approval"],
      [reported, approved, "2026-11-18", undefined],
      [reported, approved, "2026-11-19", "notice"],
      [reported, noticed, "2026-11-20", "service"],
      [reported, served, "2026-12-30", undefined],
      [reported, served, "2026-12-31", "completion"],
      [reported, completed, "2027-01-01", undefined],
    ];
    for (const [layoff, one, today, key, evidence] of walk) {
      expect(next(procedure(situation(layoff, [one, one], today, evidence ?? true))), key ?? today).toBe(key);
    }
    const over = procedure(situation(reported, [completed, { stage: "withdrawn" }], "2027-01-01"));
    expect(over.every((step) => step.state === "done")).toBe(true);
  });

  it("shows the first day of notices and holds them up until then", () => {
    const steps = procedure(situation(reported, [approved]));
    expect(steps.find((step) => step.key === "thirty_days")).toMatchObject({
      at: "2026-11-19",
      state: "waits",
    });
    expect(steps.find((step) => step.key === "notice")?.why).toEqual({
      key: "why.thirty_days",
      day: "2026-11-19",
    });
  });

  it("says why a step has to wait", () => {
    const why = (key: Parameters<typeof whyNot>[0], ...of: Parameters<typeof situation>) =>
      whyNot(key, situation(...of))?.key;
    expect(why("report", {}, [{}])).toBe("why.not_explained");
    expect(why("union_reply", reported, [{}])).toBe("why.union_not_told");
    expect(why("approval_request", reported, [{}])).toBe("why.union_not_told");
    expect(why("approval", reported, [replied])).toBe("why.not_requested");
    expect(why("notice", explained, [approved])).toBe("why.not_reported");
    expect(why("notice", reported, [approved], "2026-11-19", false)).toBe("why.evidence_lacking");
    expect(why("notice", reported, [replied], "2026-11-19")).toBe("why.not_approved");
    expect(why("service", reported, [approved])).toBe("why.no_notice");
    expect(why("completion", reported, [noticed, served])).toBe("why.not_served");
    expect(why("evidence", reported, [noticed])).toBe("why.locked");
    expect(why("union_notice", reported, [{ stage: "withdrawn" }])).toBe("why.over");
  });

  it("lets the union answer for a week before a notice goes out without an answer", () => {
    const silent = { ...approved, union: { ...told.union, notified_at: "2026-11-18T02:00:00Z" } };
    expect(whyNot("notice", situation(reported, [silent], "2026-11-25"))).toEqual({
      key: "why.union_may_answer",
      day: "2026-11-25",
    });
    expect(whyNot("notice", situation(reported, [silent], "2026-11-26"))).toBeNull();
  });

  it("lets no notice out on the day the union is told", () => {
    const today = { ...approved, union: { ...replied.union, notified_at: "2026-11-20T02:00:00Z" } };
    expect(whyNot("notice", situation(reported, [today], "2026-11-20"))).toEqual({
      key: "why.union_told_today",
      day: "2026-11-21",
    });
  });

  it("leaves to the cases what some of them have and others have not", () => {
    const steps = procedure(situation(reported, [told, {}, {}]));
    expect(steps.find((step) => step.key === "union_notice")).toMatchObject({
      done: 1,
      of: 3,
      why: { key: "why.mixed", values: { done: 1, of: 3 } },
    });
  });

  it("asks anew after a rejection, and without a union needs none of its answers", () => {
    const rejected = { ...replied, approval: { ...asked.approval, decision: "rejected" } };
    expect(next(procedure(situation(reported, [rejected])))).toBe("approval_request");
    expect(whyNot("approval_request", { ...situation(reported, [{}]), hasUnion: false })).toBeNull();
  });

  it("counts neither the withdrawn nor, for what is still to do, the completed", () => {
    const { cases } = situation({}, [{}, { stage: "withdrawn" }, { stage: "completed" }]);
    expect([liveCases(cases).length, underWay(cases).length]).toEqual([2, 1]);
  });
});
