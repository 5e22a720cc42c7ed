import { Select } from "antd";

interface Props<V extends string> {
  label: string;
  /** What stands there while the list is not filtered by it. */
  all: string;
  minWidth: number;
  value?: V;
  onChange: (value?: V) => void;
  options: Choice<V>[] | { label: string; title: string; options: Choice<V>[] }[];
}

interface Choice<V> {
  value: V;
  label: React.ReactNode;
}

/** One choice in the row above a list; cleared, the list is not filtered by it. */
export function FilterSelect<V extends string>({ label, all, minWidth, ...rest }: Props<V>) {
  return <Select<V> aria-label={label} allowClear placeholder={all} style={{ minWidth }} {...rest} />;
}
