import { Input } from "antd";
import { useId } from "react";
import type { Remark } from "./remarks";

interface TextFieldProps {
  label: string;
  hint?: string;
  /** Where it stands in the text; the place that remarks point at and variables are put in. */
  pointer: string;
  value: string;
  onChange: (value: string) => void;
  remarks: Remark[];
  /** How it is written: one line, paragraphs, or an expression. */
  look: "line" | "paragraphs" | "expression";
  lang?: "en";
}

/** One field of a text, with what stands against it below. */
export function TextField({ label, hint, pointer, value, onChange, remarks, look, lang }: TextFieldProps) {
  const id = useId();
  const below = `${id}-below`;
  const shared = {
    id,
    lang,
    value,
    status: remarks.length > 0 ? ("error" as const) : undefined,
    "aria-invalid": remarks.length > 0,
    "aria-describedby": hint || remarks.length > 0 ? below : undefined,
    "data-pointer": pointer,
  };
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      {look === "paragraphs" ? (
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: 2 }}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Input
          {...shared}
          className={look === "expression" ? "mono" : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <div id={below}>
        <RemarksHere remarks={remarks} />
        {hint && <p className="quiet small">{hint}</p>}
      </div>
    </div>
  );
}

export function RemarksHere({ remarks }: { remarks: Remark[] }) {
  return remarks.map((remark) => (
    <p key={remark.pointer + remark.words} className="bad small">
      {remark.words}
    </p>
  ));
}
