import { Form, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Agreement } from "../../api/types";
import { EmployeePicker } from "../../ui/Pickers";

const ORDERS: Agreement["signing_order"][] = ["any", "employee_first", "employer_first"];

/** Who signs first; with a witness the employee does. */
export function SigningOrderField() {
  const { t } = useTranslation("agreements");
  const witness = Form.useWatch("witness_id");
  return (
    <Form.Item name="signing_order" required label={t("signing_order.label")} extra={t("signing_order.hint")}>
      <Segmented
        block
        disabled={!!witness}
        aria-label={t("signing_order.label")}
        options={ORDERS.map((value) => ({ value, label: t(`signing_order.${value}`) }))}
      />
    </Form.Item>
  );
}

/** A colleague who sees the employee sign, where that is wanted. */
export function WitnessField({ shown }: { shown?: { id: string; name: string } }) {
  const { t } = useTranslation("agreements");
  const form = Form.useFormInstance();
  const follow = (id?: string) => id && form.setFieldValue("signing_order", "employee_first");
  return (
    <Form.Item name="witness_id" label={t("witness.label")} extra={t("witness.hint")}>
      <EmployeePicker shown={shown} placeholder={t("witness.nobody")} onChange={follow} />
    </Form.Item>
  );
}

export function SigningOrderText({ order }: { order: Agreement["signing_order"] }) {
  const { t } = useTranslation("agreements");
  return t(`signing_order.${order}`);
}
