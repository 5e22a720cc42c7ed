import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PrintedField, PrintedForm } from "../../api/types";
import { moved, resized, STEP } from "./placing";

interface FieldBoxProps {
  field: PrintedField;
  sheet: PrintedForm["pages"][number];
  selected: boolean;
  faulty: boolean;
  onSelect: () => void;
  onChange?: (change: Partial<PrintedField>) => void;
  onRemove?: () => void;
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A field on its page: dragged, pulled larger at its corner, or moved by the arrow keys. */
export function FieldBox(props: FieldBoxProps) {
  const { field, sheet, selected, faulty, onSelect, onChange, onRemove } = props;
  const { t } = useTranslation("printed");
  const begun = useRef<{ x: number; y: number; field: PrintedField; corner: boolean } | null>(null);
  const share = (part: number, whole: number) => `${(part / whole) * 100}%`;

  const press = (event: PointerEvent<HTMLElement>, corner: boolean) => {
    onSelect();
    if (!onChange) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    begun.current = { x: event.clientX, y: event.clientY, field, corner };
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const from = begun.current;
    const paper = event.currentTarget.closest(".sheet");
    if (!from || !paper || !onChange) return;
    const scale = sheet.width / paper.clientWidth;
    const change = from.corner ? resized : moved;
    onChange(change(from.field, sheet, (event.clientX - from.x) * scale, (event.clientY - from.y) * scale));
  };
  const release = () => {
    begun.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow && onChange) {
      event.preventDefault();
      const change = event.shiftKey ? resized : moved;
      onChange(change(field, sheet, arrow[0] * STEP, arrow[1] * STEP));
    }
    if (event.key === "Delete") onRemove?.();
  };

  const look = [
    "field-box",
    field.holds === "text" ? "" : "signs",
    selected ? "here" : "",
    faulty ? "faulty" : "",
  ];
  const label = field.label || t("unnamed");
  return (
    <button
      type="button"
      className={look.filter(Boolean).join(" ")}
      aria-pressed={selected}
      aria-label={t("box", { label, x: field.x, y: field.y, width: field.width, height: field.height })}
      title={label}
      style={{
        left: share(field.x, sheet.width),
        top: share(field.y, sheet.height),
        width: share(field.width, sheet.width),
        height: share(field.height, sheet.height),
      }}
      onFocus={onSelect}
      onPointerDown={(event) => press(event, false)}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={onKeyDown}
    >
      <span className="field-label">{label}</span>
      {onChange && selected && (
        <span
          className="field-corner"
          aria-hidden
          onPointerDown={(event) => press(event, true)}
          onPointerMove={drag}
          onPointerUp={release}
          onPointerCancel={release}
        />
      )}
    </button>
  );
}
