import { describe, expect, it } from "vitest";
import type { Deadline } from "../api/types";
import { addMonths, byDay, gravest, keyOf, spanOf } from "./deadline";

function due(due_on: string, state: Deadline["state"] = "upcoming"): Deadline {
  return {
    kind: "A-06",
    code: null,
    title: "劳动合同到期",
    due_on,
    state,
    lead_days: [90],
    owner: "hr",
    consequence: "",
    basis: "",
    cite: "",
    rule: "R-064",
    done_on: null,
    employee: { id: "e", number: "SC0007", name: "周明轩" },
    resource_type: "employee",
    resource_id: "e",
    reminder: null,
  };
}

describe("deadlines", () => {
  it("gather under the day they fall due, in their order", () => {
    const days = byDay([due("2026-12-31"), due("2026-12-31", "overdue"), due("2027-01-01")]);
    expect([...days.keys()]).toEqual(["2026-12-31", "2027-01-01"]);
    expect(days.get("2026-12-31")?.map((one) => one.state)).toEqual(["upcoming", "overdue"]);
  });

  it("are told apart by person, kind, flaw and day", () => {
    expect(keyOf(due("2026-12-31"))).toBe("e A-06  2026-12-31");
  });

  it("show the weeks around a month, across the year", () => {
    expect(spanOf("2026-12")).toEqual({ from: "2026-11-24", until: "2027-01-15" });
    expect([addMonths("2026-12", 1), addMonths("2026-01", -1), addMonths("2026-05", 0)]).toEqual([
      "2027-01",
      "2025-12",
      "2026-05",
    ]);
  });

  it("take the tone of the gravest", () => {
    expect(gravest([due("2026-12-31", "done"), due("2026-12-31", "due_soon")])).toBe("due_soon");
    expect(gravest([])).toBe("done");
  });
});
