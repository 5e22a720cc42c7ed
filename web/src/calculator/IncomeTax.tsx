import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../ui/Panel";
import { ServerForm } from "../ui/ServerForm";
import { MoneyText } from "../ui/Text";
import { Answer } from "./Answer";
import { AmountField } from "./fields";
import { LocalFigures } from "./LocalFigures";
import { useCalculator } from "./useCalculator";

interface Asked {
  compensation: string;
  local_annual_average_wage: string;
}

/** Income tax on the lump sum for leaving. */
export function IncomeTax() {
  const { t } = useTranslation("calculator");
  const [form] = Form.useForm<Asked>();
  const { run, outcome } = useCalculator("severance-income-tax");
  return (
    <div className="calculator">
      <Panel>
        <ServerForm<Asked> form={form} send={run} submit={t("calculate")}>
          <AmountField name="compensation" required />
          <LocalFigures
            form={form}
            figures={[{ figure: "annual_average_wage", field: "local_annual_average_wage" }]}
          />
          <AmountField name="local_annual_average_wage" required />
        </ServerForm>
      </Panel>
      <Answer
        outcome={outcome}
        figures={(values) => [
          [t("figure.tax"), <MoneyText amount={String(values.tax)} />],
          [t("figure.net"), <MoneyText amount={String(values.net)} />],
          [t("figure.exempt_limit"), <MoneyText amount={String(values.exempt_limit)} />],
          [t("figure.taxable"), <MoneyText amount={String(values.taxable)} />],
        ]}
      />
    </div>
  );
}
