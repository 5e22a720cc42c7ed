import { Radio } from "antd";
import { useTranslation } from "react-i18next";

interface YesNoProps {
  id?: string;
  value?: boolean | null;
  onChange?: (value: boolean | null) => void;
  /** The question: a label cannot point at a group of radio buttons. */
  "aria-label": string;
}

/** A question answered with yes or no, or not answered yet: unknown is never read as no. */
export function YesNo({ id, value, onChange, "aria-label": question }: YesNoProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      id={id}
      aria-label={question}
      optionType="button"
      value={value === true ? "yes" : value === false ? "no" : "unknown"}
      onChange={(event) => onChange?.(event.target.value === "unknown" ? null : event.target.value === "yes")}
      options={["yes", "no", "unknown"].map((answer) => ({ value: answer, label: t(`yes_no.${answer}`) }))}
    />
  );
}
