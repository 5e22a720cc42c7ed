import { Switch } from "antd";
import type { ReactNode } from "react";

interface LabelledSwitchProps {
  checked: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}

/** A small switch with what it says beside it: for what a list shows. */
export function LabelledSwitch({ checked, onChange, children }: LabelledSwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is its control
    <label className="row">
      <Switch size="small" checked={checked} onChange={onChange} />
      {children}
    </label>
  );
}
