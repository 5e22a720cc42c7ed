import { Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { DateText } from "../ui/Text";
import { Answer } from "./Answer";
import { DateField } from "./fields";
import { useCalculator } from "./useCalculator";

interface Asked {
  birth_date: string;
  category: "M" | "F55" | "F50";
}

/** The statutory retirement date under the gradual delay. */
export function Retirement() {
  const { t } = useTranslation("calculator");
  const required = useRequired();
  const { run, outcome } = useCalculator("retirement");
  return (
    <div className="calculator">
      <Panel>
        <ServerForm<Asked> send={run} submit={t("calculate")}>
          <DateField name="birth_date" required />
          <Form.Item
            name="category"
            label={t("field.category")}
            extra={t("hint.category")}
            rules={[required]}
          >
            <Radio.Group
              aria-label={t("field.category")}
              className="choice"
              options={["M", "F55", "F50"].map((value) => ({ value, label: t(`category.${value}`) }))}
            />
          </Form.Item>
        </ServerForm>
      </Panel>
      <Answer
        outcome={outcome}
        figures={(values) => [
          [t("figure.statutory_date"), <DateText date={String(values.statutory_date)} />],
          [t("figure.age"), t("figure.age_of", { years: values.age_years, months: values.age_months })],
          [t("figure.original_date"), <DateText date={String(values.original_date)} />],
          [t("figure.delay"), t("figure.delay_of", { months: values.delay_months })],
        ]}
      />
    </div>
  );
}
