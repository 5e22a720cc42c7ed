import type { EmployeeRef, Me, Role } from "./types";

/**
 * What the signed-in person may be shown. The service decides; this only keeps doors that would be
 * refused out of sight. Roles and relations are those of the access table.
 */
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

/** Looks at people as part of the job, not only at the own record. */
export function worksWithPeople(me: Me): boolean {
  return hasRole(me, "hr", "legal", "payroll", "union", "auditor");
}
