import type { ReactNode } from "react";
import { Go } from "../ui/Go";

interface CountLineProps {
  count: number;
  /** The count in words, for the end of the line. */
  unit: string;
  /** The list behind the number; absent where there is none to show. */
  to?: string;
  tone?: "warn" | "bad";
  /** Of all, as the length of a bar. */
  share?: number;
  children: ReactNode;
}

/** A number with its name. A nought stands there too, quietly: it is an answer. */
export function CountLine({ count, unit, to, tone, share, children }: CountLineProps) {
  const line = (
    <>
      <span className="grow">
        {children}
        {share !== undefined && (
          <span className="risk-share" aria-hidden>
            <span style={{ width: `${Math.round(share * 100)}%` }} />
          </span>
        )}
      </span>
      <span className={`number nowrap ${count > 0 ? `strong ${tone ?? ""}` : "quiet"}`}>{unit}</span>
    </>
  );
  return <li>{to && count > 0 ? <Go to={to}>{line}</Go> : <div>{line}</div>}</li>;
}
