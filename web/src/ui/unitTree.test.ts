import { describe, expect, it } from "vitest";
import type { OrgUnit } from "../api/types";
import { unitTree } from "./unitTree";

const unit = (id: string, parent_id: string | null, headcount: number) =>
  ({ id, name: id, parent_id, headcount }) as OrgUnit;

describe("the tree of units", () => {
  it("counts the people of all units below", () => {
    const [top] = unitTree([unit("sales", null, 1), unit("east", "sales", 8), unit("south", "sales", 7)]);
    expect(top?.people).toBe(16);
    expect(top?.children.map((child) => child.title)).toEqual(["east", "south"]);
  });

  it("keeps a unit whose parent is out of sight at the top", () => {
    expect(unitTree([unit("east", "elsewhere", 8)]).map((node) => node.title)).toEqual(["east"]);
  });
});
