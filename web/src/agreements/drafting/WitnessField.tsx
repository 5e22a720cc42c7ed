import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { EmployeePicker } from "../../ui/Pickers";

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
