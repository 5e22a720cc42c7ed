import "./form.css";
import { Button, type ButtonProps, Tooltip } from "antd";
import { useId } from "react";

interface ActionButtonProps extends Omit<ButtonProps, "disabled"> {
  /** Why this cannot be done now; the button is disabled exactly when there is a reason. */
  why?: string | null | false;
}

/** A button that, when disabled, says why: on hover, on focus and to a screen reader. */
export function ActionButton({ why, onClick, ...rest }: ActionButtonProps) {
  const id = useId();
  if (!why) return <Button {...rest} onClick={onClick} />;
  return (
    <Tooltip title={why} trigger={["hover", "focus", "click"]}>
      <Button {...rest} aria-disabled aria-describedby={id} className={`${rest.className ?? ""} held-back`}>
        {rest.children}
        <span id={id} className="visually-hidden">
          {why}
        </span>
      </Button>
    </Tooltip>
  );
}
