import type { ReactNode } from "react";

/** Facts about a record: what it is called, and its value. Absent values are left out. */
export function Facts({ of, single }: { of: [label: string, value: ReactNode][]; single?: boolean }) {
  return (
    <dl className={single ? "facts single" : "facts"}>
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
