export interface Ground {
  code: string;
  zh: string;
  en: string;
  /** The service takes a case on this ground to its end. */
  supported: boolean;
}

/** The grounds of the law as the service publishes them: `{rows, supported}`. */
export function readGrounds(answer: unknown): Ground[] {
  if (typeof answer !== "object" || answer === null) return [];
  const { rows, supported } = answer as { rows?: unknown; supported?: unknown };
  const handled = Array.isArray(supported) ? supported : [];
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    if (typeof row !== "object" || row === null || !("code" in row)) return [];
    const { code, zh, en } = row as Record<string, unknown>;
    return [
      {
        code: String(code),
        zh: String(zh ?? code),
        en: String(en ?? code),
        supported: handled.includes(code),
      },
    ];
  });
}

/** Those that can be chosen stand first, each part in the order of the law. */
export function supportedFirst(grounds: Ground[]): Ground[] {
  return [...grounds].sort((a, b) => Number(b.supported) - Number(a.supported));
}
