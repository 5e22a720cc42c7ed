import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  dateText,
  daysBetween,
  fromHundredths,
  hundredths,
  instantText,
  isBelow,
  moneyText,
  numberText,
  scoreText,
} from "./format";

describe("money", () => {
  it("has thousands and two places", () => {
    expect(moneyText("12000.00")).toBe("12,000.00");
    expect(moneyText("1234567.5")).toBe("1,234,567.50");
    expect(moneyText("-0.05")).toBe("-0.05");
    expect(moneyText("7")).toBe("7.00");
  });

  it("is exact where a float would not be", () => {
    expect(moneyText("9007199254740993.01")).toBe("9,007,199,254,740,993.01");
    expect(fromHundredths((hundredths("0.10") ?? 0n) + (hundredths("0.20") ?? 0n))).toBe("0.30");
  });

  it("is nothing when it is no amount", () => {
    for (const none of [null, undefined, "", "约300", "1.234"]) expect(moneyText(none)).toBeNull();
  });

  it("compares by value", () => {
    expect(isBelow("9.9", "10")).toBe(true);
    expect(isBelow("10.00", "10")).toBe(false);
    expect(isBelow(null, "10")).toBe(false);
  });
});

describe("a number", () => {
  it("drops useless zeros", () => {
    expect(numberText("120000.00")).toBe("120,000");
    expect(numberText("85.50")).toBe("85.5");
    expect(numberText("0")).toBe("0");
  });
});

describe("a score", () => {
  it("is shown to two places, half up", () => {
    expect(scoreText("104.592033")).toBe("104.59");
    expect(scoreText("59.995")).toBe("60.00");
    expect(scoreText("86")).toBe("86.00");
    expect(scoreText(null)).toBeNull();
  });
});

describe("dates", () => {
  it("are written as people write them", () => {
    expect(dateText("2026-06-08", "zh-CN")).toBe("2026年6月8日");
    expect(dateText("2026-06-08", "en")).toBe("8 Jun 2026");
    expect(dateText(null, "zh-CN")).toBeNull();
  });

  it("take instants to the clock of Shanghai", () => {
    expect(instantText("2026-12-31T16:30:00Z", "zh-CN")).toBe("2027年1月1日 00:30");
    expect(instantText("nonsense", "zh-CN")).toBeNull();
  });

  it("count whole days over months and leap days", () => {
    expect(daysBetween("2026-02-27", "2026-03-01")).toBe(2);
    expect(daysBetween("2026-03-01", "2026-02-27")).toBe(-2);
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-10-01", -1)).toBe("2026-09-30");
  });

  it("some months on stay within the month", () => {
    expect(addMonths("2027-01-01", 36)).toBe("2030-01-01");
    expect(addMonths("2026-11-30", 3)).toBe("2027-02-28");
    expect(addMonths("2026-12-31", 14)).toBe("2028-02-29");
    expect(addMonths("2027-03-31", -1)).toBe("2027-02-28");
  });
});
