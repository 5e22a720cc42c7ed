import { describe, expect, it } from "vitest";
import { mayOn, relationTo } from "./can";
import type { Me, Rights } from "./types";

const rights = [
  { name: "reviews.assess", zh: "评价下属", roles: [], relations: ["manager"] },
  { name: "documents.read", zh: "查看文件", roles: ["hr"], relations: ["oneself"] },
  { name: "org.read", zh: "查看组织架构", roles: [], relations: ["anyone"] },
] as Rights[];
const person = { id: "e1", number: "SC0001", name: "甲" };
const me = (role?: "hr" | "admin", is_manager = false) =>
  ({ employee: person, is_manager, roles: role ? [{ role, scope: { kind: "all" } }] : [] }) as unknown as Me;

describe("the access table", () => {
  it("lets by role, wherever the record is", () => {
    expect(mayOn(rights, me("hr"), "documents.read")).toBe(true);
    expect(mayOn(rights, me("admin"), "documents.read")).toBe(false);
  });

  it("lets by relation to the record only", () => {
    expect(mayOn(rights, me(), "documents.read", { self: true })).toBe(true);
    expect(mayOn(rights, me(), "documents.read", { manager: true })).toBe(false);
    expect(mayOn(rights, me(), "reviews.assess", { manager: true })).toBe(true);
    expect(mayOn(rights, me(), "org.read")).toBe(true);
  });

  it("lets nothing that it does not name", () => {
    expect(mayOn(rights, me("hr"), "no.such", { self: true })).toBe(false);
  });

  it("knows oneself from one's people", () => {
    expect(relationTo(me(undefined, true), person)).toEqual({ self: true, manager: false });
    expect(relationTo(me(undefined, true), { ...person, id: "e2" })).toEqual({ self: false, manager: true });
  });
});
