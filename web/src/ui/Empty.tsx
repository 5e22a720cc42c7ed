import type { ReactNode } from "react";

/** Nothing here yet: says what will be here and how it comes about. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <svg viewBox="0 0 84 64" aria-hidden="true" fill="none">
        <rect x="16" y="8" width="44" height="52" rx="6" fill="#fff" stroke="#d8d1c3" strokeWidth="2" />
        <rect x="26" y="3" width="44" height="52" rx="6" fill="#faf8f4" stroke="#d8d1c3" strokeWidth="2" />
        <path d="M35 17h26M35 26h26M35 35h14" stroke="#c9c1b1" strokeWidth="3" strokeLinecap="round" />
        <path
          d="m51 43 5 5 10-12"
          stroke="#12626d"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <p className="strong" style={{ color: "var(--ink)" }}>
        {title}
      </p>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
