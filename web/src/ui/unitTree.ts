import type { OrgUnit } from "../api/types";

export interface UnitNode {
  key: string;
  value: string;
  title: string;
  unit: OrgUnit;
  /** People in this unit and all units below it. */
  people: number;
  children: UnitNode[];
}

/** Units by their parents. A unit whose parent is out of sight stands at the top. */
export function unitTree(units: OrgUnit[]): UnitNode[] {
  const nodes = new Map<string, UnitNode>(
    units.map((unit) => [
      unit.id,
      { key: unit.id, value: unit.id, title: unit.name, unit, people: unit.headcount, children: [] },
    ]),
  );
  const tops: UnitNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.unit.parent_id ? nodes.get(node.unit.parent_id) : undefined;
    if (parent) parent.children.push(node);
    else tops.push(node);
  }
  for (const top of tops) countPeople(top);
  return tops;
}

function countPeople(node: UnitNode): number {
  node.people = node.unit.headcount + node.children.reduce((sum, child) => sum + countPeople(child), 0);
  return node.people;
}
