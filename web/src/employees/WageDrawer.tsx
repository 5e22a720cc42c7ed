import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm, useRequired } from "../ui/ServerForm";

type WageMonth = { month: string; gross: string; overtime?: string; bonus?: string };

/** Record one month's pay by hand; payroll systems send it over the API. */
export function WageDrawer({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const { t } = useTranslation("employees");
  const required = useRequired();
  const save = $api.useMutation("put", "/api/v1/employees/{id}/wages");
  const money = (name: "gross" | "overtime" | "bonus") => (
    <Form.Item name={name} label={t(`pay.${name}`)} rules={name === "gross" ? [required] : []}>
      <Input prefix="¥" inputMode="decimal" placeholder="0.00" />
    </Form.Item>
  );
  return (
    <FormDrawer title={t("pay.record")} open={open} onClose={onClose}>
      <ServerForm<WageMonth>
        send={({ month, gross, overtime, bonus }) =>
          save.mutateAsync({
            params: { path: { id } },
            body: { months: [{ month, gross, overtime: overtime || undefined, bonus: bonus || undefined }] },
          })
        }
        onSent={onClose}
        submit={t("save")}
        cancel={{ act: onClose }}
      >
        <Form.Item name="month" label={t("pay.month")} rules={[required]} extra={t("pay.month_hint")}>
          <Input placeholder="2026-10" />
        </Form.Item>
        {money("gross")}
        {money("overtime")}
        {money("bonus")}
      </ServerForm>
    </FormDrawer>
  );
}
