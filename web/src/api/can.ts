import type { EmployeeRef, Me, Rights, Role } from "./types";

/** How the signed-in person stands to the person a record is about. */
export interface Relation {
  self?: boolean;
  manager?: boolean;
}

/**
 * Whether the access table lets this person do something, by a role or by the relation to the record.
 * The service decides; this only keeps doors that would be refused out of sight.
 */
export function mayOn(rights: Rights[], me: Me, permission: string, relation: Relation = {}): boolean {
  const row = rights.find((one) => one.name === permission);
  if (!row) return false;
  if (row.relations.includes("anyone")) return true;
  if (relation.self && row.relations.includes("oneself")) return true;
  if (relation.manager && row.relations.includes("manager")) return true;
  return me.roles.some((grant) => row.roles.includes(grant.role));
}

/** Somewhere, on some record, by role or relation: enough to show a place in the navigation. */
export function may(me: Me, permission: string): boolean {
  return me.permissions.includes(permission);
}

export function hasRole(me: Me, ...roles: Role[]): boolean {
  return me.roles.some((grant) => roles.includes(grant.role));
}

export function isSelf(me: Me, employee: EmployeeRef | null | undefined): boolean {
  return !!me.employee && me.employee.id === employee?.id;
}

/** Direct manager of the person a record is about. */
export function isManagerOf(me: Me, record: { manager?: EmployeeRef | null }): boolean {
  return isSelf(me, record.manager);
}

/** Whom a manager sees and is not: someone who reports to them, directly or not. */
export function relationTo(me: Me, employee: EmployeeRef): Relation {
  const self = isSelf(me, employee);
  return { self, manager: me.is_manager && !self };
}

/** Looks at people as part of the job, not only at the own record or the own team. */
export function worksWithPeople(me: Me): boolean {
  return hasRole(me, "hr", "legal", "payroll", "union", "auditor");
}
