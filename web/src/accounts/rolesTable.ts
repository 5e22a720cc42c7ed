interface RolesTable {
  columns: string[];
  rows: { action: string; may: string[] }[];
}

/** Rows of action and who may: `{items: [{permission, roles, relations}]}`; null when it is another shape. */
export function readTable(answer: unknown): RolesTable | null {
  const items = typeof answer === "object" && answer !== null && "items" in answer ? answer.items : answer;
  if (!Array.isArray(items)) return null;
  const rows = items.flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null) return [];
    const row = item as Record<string, unknown>;
    const action = row.permission ?? row.action ?? row.name;
    const may = [row.roles, row.relations].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
    return typeof action === "string" ? [{ action, may }] : [];
  });
  const columns = [...new Set(rows.flatMap((row) => row.may))];
  return rows.length > 0 ? { columns, rows } : null;
}
