import { Form, type FormRule, Input, InputNumber } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DatePick } from "../../ui/Pickers";
import { useRequired } from "../../ui/ServerForm";

type Look = "line" | "paragraphs" | "money" | "day" | ReactNode;

interface FactItemProps {
  /** As the service names it. */
  name: string;
  /** Name in the catalogue, under `agreed`. */
  label?: string;
  hint?: string;
  optional?: boolean;
  /** How it is filled in, or a field of its own. */
  look: Look;
}

/** An amount in yuan, as the service reads it. */
const AMOUNT = /^\d+(\.\d{1,2})?$/;

/** One fact of a contract on the form. */
export function FactItem({ name, label = name, hint, optional, look }: FactItemProps) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const rule = look === "line" || look === "paragraphs" ? { ...required, whitespace: true } : required;
  const rules: FormRule[] = optional ? [] : [rule];
  if (look === "money") rules.push({ pattern: AMOUNT, message: t("draft.amount") });
  return (
    <Form.Item
      name={["facts", name]}
      label={t(`agreed.${label}`)}
      rules={rules}
      extra={hint && t(`draft.${hint}`)}
    >
      {fieldOf(look)}
    </Form.Item>
  );
}

function fieldOf(look: Look): ReactNode {
  if (look === "line") return <Input />;
  if (look === "paragraphs") return <Input.TextArea autoSize={{ minRows: 2 }} />;
  if (look === "money") return <Input prefix="¥" inputMode="decimal" placeholder="0.00" />;
  if (look === "day") return <DatePick />;
  return look;
}

/** A whole number of months or a day of the month. */
export function count(max: number): ReactNode {
  return <InputNumber min={1} max={max} precision={0} style={{ width: "100%" }} />;
}
