import type { Rights } from "../api/types";

/** The columns of the table: relations first, then roles, each once. */
export function columnsOf(rights: Pick<Rights, "relations" | "roles">[]): string[] {
  return [...new Set([...rights.flatMap((row) => row.relations), ...rights.flatMap((row) => row.roles)])];
}

export function may(row: Pick<Rights, "relations" | "roles">, column: string): boolean {
  return ([...row.relations, ...row.roles] as string[]).includes(column);
}
