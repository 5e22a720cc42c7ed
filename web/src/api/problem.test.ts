import { describe, expect, it } from "vitest";
import { asProblem, overForm, pointerToName } from "./problem";

const problem = (errors: { pointer: string; detail: string }[]) =>
  asProblem({
    title: "有 2 处需要更正",
    status: 422,
    code: "invalid",
    errors: errors.map((error) => ({ code: "x", ...error })),
  });

describe("a problem document", () => {
  it("names form fields by its pointers", () => {
    expect(pointerToName("/contract/monthly_wage")).toEqual(["contract", "monthly_wage"]);
    expect(pointerToName("/goals/0/weight")).toEqual(["goals", 0, "weight"]);
    expect(pointerToName("/a~1b/c~0d")).toEqual(["a/b", "c~d"]);
    expect(pointerToName("")).toEqual([]);
  });

  it("puts each message at its field and keeps the rest for the note", () => {
    const fields = [JSON.stringify(["national_id"]), JSON.stringify(["goals"])];
    const split = overForm(
      problem([
        { pointer: "/national_id", detail: "校验位不正确" },
        { pointer: "/goals/0/tiers/1", detail: "分档须递减" },
        { pointer: "/unknown", detail: "没有这个字段" },
      ]),
      (name) => fields.includes(JSON.stringify(name)),
    );
    expect(split.fields).toEqual([
      { name: ["national_id"], errors: ["校验位不正确"] },
      { name: ["goals"], errors: ["分档须递减"] },
    ]);
    expect(split.rest.map((error) => error.pointer)).toEqual(["/unknown"]);
  });

  it("gathers two messages for one field", () => {
    const split = overForm(
      problem([
        { pointer: "/code", detail: "已被使用" },
        { pointer: "/code", detail: "只能用字母和数字" },
      ]),
      () => true,
    );
    expect(split.fields).toEqual([{ name: ["code"], errors: ["已被使用", "只能用字母和数字"] }]);
  });

  it("is made of a broken connection and of a defect too", () => {
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe("no_connection");
    expect(asProblem(new Error("oops"))).toMatchObject({ code: "unknown", detail: "oops" });
    expect(asProblem({ status: 409, code: "invalid_state", state: "closed" })).toMatchObject({
      state: "closed",
      errors: [],
    });
  });
});
