import type { ReactNode } from "react";

export type Tone = "good" | "warn" | "bad" | "info" | "plain";

/** A short word for a state, with the tone of what it means for the person. */
export function Tag({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === "plain" ? "tag" : `tag ${tone}`}>{children}</span>;
}

/** The rule behind a step: its number in the rulebook and the article. */
export function RuleTag({ rule, cite }: { rule?: string; cite?: string }) {
  return (
    <span className="tag" style={{ borderRadius: 6 }}>
      {cite || rule}
      {cite && rule ? <span className="mono quiet">{rule}</span> : null}
    </span>
  );
}
