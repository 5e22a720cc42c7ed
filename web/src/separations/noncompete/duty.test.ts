import { describe, expect, it } from "vitest";
import type { NonCompete } from "../../api/types";
import { computedOf, nextToPay, rest, unpaidOf } from "./duty";

const month = (number: number, state: string, paid = "0.00") => ({ number, state, due: "6000.00", paid });
const duty = (instalments: object[], ending: object | null = null) =>
  ({ instalments, ending }) as unknown as NonCompete;

describe("a non-compete duty", () => {
  it("asks payroll for the first month that is not paid in full", () => {
    const of = duty([month(1, "paid", "6000.00"), month(2, "short", "4000.00"), month(3, "upcoming")]);
    expect(nextToPay(of)).toEqual({ instalment: 2, amount: "2000.00" });
    expect(unpaidOf(of).map((one) => one.number)).toEqual([2]);
  });

  it("asks for the pay of an early release after the months", () => {
    const ended = { extra: "18000.00", extra_paid: "0.00" };
    expect(nextToPay(duty([month(1, "paid", "6000.00")], ended))).toEqual({
      instalment: null,
      amount: "18000.00",
    });
    expect(nextToPay(duty([], { ...ended, extra_paid: "18000.00" }))).toBeNull();
  });

  it("counts in fen", () => {
    expect(rest("0.30", "0.10")).toBe("0.20");
  });

  it("shows the steps of a computed sum and nothing where there are none", () => {
    expect(computedOf(null)).toBeNull();
    const outcome = { steps: [{ zh: "一", en: "one", value: true }], flags: ["X"] };
    expect(computedOf({ outcome })).toEqual({
      steps: [{ zh: "一", en: "one", value: "true" }],
      flags: ["X"],
    });
  });
});
