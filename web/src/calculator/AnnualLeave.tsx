import { Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { MoneyText } from "../ui/Text";
import { Answer } from "./Answer";
import { AmountField, DateField } from "./fields";
import { useCalculator } from "./useCalculator";

interface Asked {
  last_day: string;
  employed_from?: string;
  entitlement_days: number;
  used_days: number;
  average_wage_excluding_overtime: string;
}

/** Pay for annual leave that was earned and not taken. */
export function AnnualLeave() {
  const { t } = useTranslation("calculator");
  const required = useRequired();
  const { run, outcome } = useCalculator("annual-leave-payout");
  return (
    <div className="calculator">
      <Panel>
        <ServerForm<Asked>
          send={({ used_days, ...said }) => run({ ...said, used_days: String(used_days) })}
          submit={t("calculate")}
          initialValues={{ entitlement_days: 5, used_days: 0 }}
        >
          <div className="form-row">
            <DateField name="last_day" required />
            <DateField name="employed_from" extra={t("hint.employed_this_year")} />
          </div>
          <div className="form-row">
            <Form.Item
              name="entitlement_days"
              label={t("field.entitlement_days")}
              extra={t("hint.entitlement_days")}
              rules={[required]}
            >
              <InputNumber min={0} max={365} precision={0} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item name="used_days" label={t("field.used_days")} rules={[required]}>
              <InputNumber min={0} max={365} style={{ width: "100%" }} />
            </Form.Item>
          </div>
          <AmountField name="average_wage_excluding_overtime" required />
        </ServerForm>
      </Panel>
      <Answer
        outcome={outcome}
        figures={(values) => [
          [t("figure.amount"), <MoneyText amount={String(values.amount)} />],
          [t("figure.unused_days"), t("figure.days", { days: values.unused_days })],
        ]}
      />
    </div>
  );
}
