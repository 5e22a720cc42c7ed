import { Form, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DatePick } from "../ui/Pickers";
import { useRequired } from "../ui/ServerForm";

interface FieldProps {
  name: string;
  /** Asked for, unless it may stay empty. */
  required?: boolean;
  extra?: ReactNode;
}

/** An amount in yuan; its label stands in the catalogue under its name. */
export function AmountField({ name, required, extra }: FieldProps) {
  const { t, i18n } = useTranslation("calculator");
  const must = useRequired();
  const hint = i18n.exists(`calculator:hint.${name}`) ? t(`hint.${name}`) : undefined;
  return (
    <Form.Item
      name={name}
      label={t(`field.${name}`)}
      extra={extra ?? hint}
      rules={[...(required ? [must] : []), { pattern: /^\d+(\.\d{1,2})?$/, message: t("amount_form") }]}
    >
      <Input prefix="¥" inputMode="decimal" className="number" />
    </Form.Item>
  );
}

export function DateField({ name, required, extra }: FieldProps) {
  const { t, i18n } = useTranslation("calculator");
  const must = useRequired();
  const hint = i18n.exists(`calculator:hint.${name}`) ? t(`hint.${name}`) : undefined;
  return (
    <Form.Item name={name} label={t(`field.${name}`)} extra={extra ?? hint} rules={required ? [must] : []}>
      <DatePick />
    </Form.Item>
  );
}
