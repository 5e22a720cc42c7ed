export interface Ground {
  code: string;
  zh: string;
  en: string;
}

/** The grounds of the law as the service publishes them: `{rows}`. */
export function readGrounds(answer: unknown): Ground[] {
  if (typeof answer !== "object" || answer === null) return [];
  const { rows } = answer as { rows?: unknown };
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    if (typeof row !== "object" || row === null || !("code" in row)) return [];
    const { code, zh, en } = row as Record<string, unknown>;
    return [{ code: String(code), zh: String(zh ?? code), en: String(en ?? code) }];
  });
}

/** The row of a ground, also of one that names its item, as `38(1)(2)` or `41(1)(3)`. */
export function groundOf(grounds: Ground[], code: string): Ground | undefined {
  const row = code.startsWith("38(1)") ? "38(1)" : code.startsWith("41") ? "41" : code;
  return grounds.find((ground) => ground.code === row);
}
