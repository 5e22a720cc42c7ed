import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DatePick } from "../ui/Pickers";
import { useRequired } from "../ui/ServerForm";

/** The terms of a labour contract, on the hiring form and on that of a renewal. */
export function ContractFields({ under = [] }: { under?: string[] }) {
  const { t } = useTranslation("employees");
  const required = useRequired();
  const name = (field: string) => [...under, field];
  return (
    <>
      <div className="form-row">
        <Form.Item name={name("kind")} label={t("contract.kind")} rules={[required]}>
          <Select
            options={["fixed_term", "open_ended", "task"].map((kind) => ({
              value: kind,
              label: t(`contract_kind.${kind}`),
            }))}
          />
        </Form.Item>
        <Form.Item name={name("from")} label={t("contract.from")} rules={[required]}>
          <DatePick />
        </Form.Item>
        <Form.Item noStyle shouldUpdate>
          {({ getFieldValue }) =>
            getFieldValue(name("kind")) === "fixed_term" && (
              <Form.Item name={name("until")} label={t("contract.until")} rules={[required]}>
                <DatePick />
              </Form.Item>
            )
          }
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name={name("probation_until")} label={t("contract.probation_until")}>
          <DatePick />
        </Form.Item>
        <Form.Item name={name("monthly_wage")} label={t("contract.monthly_wage")} rules={[required]}>
          <Input prefix="¥" inputMode="decimal" placeholder="12000.00" />
        </Form.Item>
        <Form.Item name={name("signed_on")} label={t("contract.signed_on")}>
          <DatePick />
        </Form.Item>
      </div>
    </>
  );
}
