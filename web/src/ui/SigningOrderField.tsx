import { Form, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";
import { useIsPhone } from "./useIsPhone";

const ORDERS: Agreement["signing_order"][] = ["any", "employee_first", "employer_first"];

/** Who signs first; with a witness the employee does. */
export function SigningOrderField() {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const witness = Form.useWatch("witness_id");
  return (
    <Form.Item name="signing_order" required label={t("signing_order.label")} extra={t("signing_order.hint")}>
      <Segmented
        block
        disabled={!!witness}
        vertical={phone}
        aria-label={t("signing_order.label")}
        options={ORDERS.map((value) => ({ value, label: t(`signing_order.${value}`) }))}
      />
    </Form.Item>
  );
}

export function SigningOrderText({ order }: { order: Agreement["signing_order"] }) {
  const { t } = useTranslation();
  return t(`signing_order.${order}`);
}
