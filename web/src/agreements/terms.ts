export interface TermLine {
  label: string;
  amount: string;
}

/** The figures and dates of an agreement that a person should see before signing. */
export interface Terms {
  lines: TermLine[];
  total: string | null;
  tax: string | null;
  net: string | null;
  statutoryTotal: string | null;
  lastDay: string | null;
  payOn: string | null;
}

/** Read the terms of an agreement; what kind of agreement it is decides which are there. */
export function readTerms(terms: unknown): Terms {
  const given = isRecord(terms) ? terms : {};
  const text = (...names: string[]) => {
    for (const name of names) if (typeof given[name] === "string") return given[name];
    return null;
  };
  const lines = Array.isArray(given.lines) ? given.lines.filter(isRecord) : [];
  return {
    lines: lines.map((line) => ({
      label: String(line.label ?? line.zh ?? line.code ?? ""),
      amount: String(line.amount ?? ""),
    })),
    total: text("total"),
    tax: text("tax"),
    net: text("net"),
    statutoryTotal: text("statutory_total"),
    lastDay: text("last_day"),
    payOn: text("pay_on"),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
