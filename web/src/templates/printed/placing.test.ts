import { describe, expect, it } from "vitest";
import {
  freshField,
  moved,
  read,
  resized,
  textOn,
  waysOf,
  withField,
  withNewField,
  withoutField,
  withStated,
  written,
} from "./placing";

const page = { width: 210, height: 297 };
const place = { x: 20, y: 30, width: 40, height: 6 };
const text = textOn({ id: "f", sha256: "00", pages: [page, page] }, "劳动合同书");

describe("a field on a printed form", () => {
  it("moves in half millimetres and never over the edge", () => {
    expect(moved(place, page, 1.3, -0.6)).toMatchObject({ x: 21.5, y: 29.5 });
    expect(moved(place, page, -500, 500)).toMatchObject({ x: 0, y: 291 });
  });

  it("grows at its corner to the edge and never vanishes", () => {
    expect(resized(place, page, 500, 0.4)).toMatchObject({ width: 190, height: 6.5 });
    expect(resized(place, page, -500, -500)).toMatchObject({ width: 2, height: 2 });
  });

  it("is added clear of the others, changed and taken away", () => {
    const named = (key: string) => ({ key, label: key });
    const add = (to: typeof text, key: string) =>
      withNewField(to, freshField(to.form ?? fail(), 1, "text", named(key)));
    const two = add(add(text, "a"), "b");
    const [a, b] = two.form?.fields ?? [];
    expect((a?.y ?? 0) + (a?.height ?? 0)).toBeLessThanOrEqual(b?.y ?? 0);
    expect(withField(two, "a", { size: 9 }).form?.fields[0]?.size).toBe(9);
    expect(withoutField(two, "a").form?.fields.map((one) => one.key)).toEqual(["b"]);
  });

  it("says one fact in one way, and that is read back", () => {
    for (const variable of [
      { name: "contract.from", form: "date" },
      { name: "contract.kind", form: "text" },
      { name: "pay.monthly", form: "money" },
    ] as const) {
      for (const way of waysOf(variable)) {
        expect(read(written(variable.name, way))).toEqual({ name: variable.name, way });
      }
    }
    expect(read("自{{ contract.from|date }}起")).toBeNull();
  });
});

describe("a statement that a term is printed", () => {
  it("is made, replaced and taken back", () => {
    const once = withStated(text, "lcl17_hours", 1);
    expect(withStated(once, "lcl17_hours", 2).form?.stated).toEqual([{ term: "lcl17_hours", page: 2 }]);
    expect(withStated(once, "lcl17_hours", null).form?.stated).toEqual([]);
  });
});

function fail(): never {
  throw new Error("no form");
}
