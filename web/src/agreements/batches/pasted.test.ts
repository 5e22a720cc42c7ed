import { describe, expect, it } from "vitest";
import type { BatchCandidate } from "../../api/types";
import { dateOf, readPasted, textOf, wageOf } from "./pasted";

const candidate = (number: string): BatchCandidate => ({
  employee: { id: number, number, name: number },
  address_known: true,
  contract: null,
  fixed_terms: 1,
});
const people = ["SC0001", "SC0002", "SC0003"].map(candidate);
const read = (text: string, kind: Parameters<typeof readPasted>[1] = "contract_renewal") => {
  const { lines, misfits, unused } = readPasted(text, kind, people);
  return {
    lines: lines.map(({ candidate, own, address }) => [candidate.employee.number, own, address]),
    misfits: misfits.map(({ row, why, value }) => [row, why, value]),
    unused,
  };
};

describe("a pasted table", () => {
  it("fills lines by the employee number, in the order of the columns", () => {
    const text = "sc0001\t¥12,000\t2027-1-1\t2029年12月31日\t上海市浦东新区 1 号\nSC0002\t9000.5\t\t\t\n";
    expect(read(text)).toEqual({
      lines: [
        [
          "SC0001",
          { monthly_wage: "12000.00", from: "2027-01-01", term: "fixed_term", until: "2029-12-31" },
          "上海市浦东新区 1 号",
        ],
        ["SC0002", { monthly_wage: "9000.50" }, undefined],
      ],
      misfits: [],
      unused: [],
    });
  });

  it("goes by its heading where it has one, and leaves out what it does not know", () => {
    const text =
      '\uFEFF姓名,住址,工号,月工资（元）\r\n尹冬,"上海市, 1 号",SC0001,8000\r\n\r\n唐杰天,,SC0002,\r\n';
    expect(read(text)).toEqual({
      lines: [
        ["SC0001", { monthly_wage: "8000.00" }, "上海市, 1 号"],
        ["SC0002", {}, undefined],
      ],
      misfits: [],
      unused: [],
    });
  });

  it("names each line that does not fit, with what stands there", () => {
    const rows = [
      "工号\t月工资\t开始\t结束\t住址",
      "\t8000",
      "SC9999\t8000",
      "SC0001\t八千",
      "SC0001\t8000\t2027-02-30",
      "SC0001\t8000\t2027-03-01\t后年",
      "SC0001\t8000\t2027-03-01\t2027-02-28",
      "SC0002\t8000",
      "SC0002\t9000",
    ];
    expect(read(rows.join("\n")).misfits).toEqual([
      [2, "no_number", "8000"],
      [3, "unknown", "SC9999"],
      [4, "wage", "八千"],
      [5, "from", "2027-02-30"],
      [6, "until", "后年"],
      [7, "ends_before", "2027-02-28"],
      [9, "twice", "SC0002"],
    ]);
    expect(read("SC0001,8,000,2027-03-01,,,上海").misfits[0]?.slice(0, 2)).toEqual([1, "too_many"]);
  });

  it("takes an open-ended term for a last day", () => {
    expect(read("SC0001\t\t\t无固定期限").lines).toEqual([
      ["SC0001", { term: "open_ended", until: null }, undefined],
    ]);
  });

  it("says which columns a kind of contract does not have", () => {
    const heading = "工号\t月工资\t开始\t结束\t住址";
    expect(read(`${heading}\nSC0001\t8000\t2027-01-01\t\t上海`, "confidentiality")).toEqual({
      lines: [["SC0001", {}, "上海"]],
      misfits: [],
      unused: ["monthly_wage", "from"],
    });
    expect(read("SC0001\t上海\nSC0002\t8000", "confidentiality")).toEqual({
      lines: [["SC0001", {}, "上海"]],
      misfits: [[2, "address", "8000"]],
      unused: [],
    });
  });

  it("is empty when nothing stands in it", () => {
    expect(read(" \n\t\n")).toEqual({ lines: [], misfits: [], unused: [] });
  });

  it("comes from a file in UTF-8 or in GBK", async () => {
    expect(await textOf(new Blob(["工号"]))).toBe("工号");
    expect(await textOf(new Blob([new Uint8Array([0xb9, 0xa4, 0xba, 0xc5])]))).toBe("工号");
  });
});

describe("what people write", () => {
  it("is an amount or none", () => {
    expect(["12000", "１２，０００", "12,000.5元", "¥ 9000 元/月"].map(wageOf)).toEqual([
      "12000.00",
      "12000.00",
      "12000.50",
      "9000.00",
    ]);
    expect(["", "0", "-1", "1.234", "面议"].map(wageOf)).toEqual([null, null, null, null, null]);
  });

  it("is a day of the calendar or none", () => {
    expect(["2027-3-1", "2027/03/01", "2027.3.1", "2027年3月1日", "20270301"].map(dateOf)).toEqual(
      Array(5).fill("2027-03-01"),
    );
    expect(["2027-02-29", "27-3-1", "3/1/2027", "2027-13-01"].map(dateOf)).toEqual([null, null, null, null]);
  });
});
