import { Form, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { MoneyText } from "../ui/Text";
import { YesNo } from "../ui/YesNo";
import { Answer } from "./Answer";
import { AmountField, DateField } from "./fields";
import { LocalFigures } from "./LocalFigures";
import { useCalculator } from "./useCalculator";

/** Ways in which an employment ends, each with the ground it is computed on. */
const WAYS = {
  agreed_employer: { ground: "36", initiator: "employer" },
  agreed_employee: { ground: "36", initiator: "employee" },
  resigned: { ground: "37" },
  employer_fault: { ground: "38(1)" },
  breach: { ground: "39(2)" },
  illness: { ground: "40(1)" },
  incompetence: { ground: "40(2)" },
  change: { ground: "40(3)" },
  layoff: { ground: "41" },
  expiry: { ground: "44(1)" },
  retirement: { ground: "44(2)" },
  dissolution: { ground: "44(5)" },
} as const;
type Way = keyof typeof WAYS;

interface Asked {
  way: Way;
  employed_from: string;
  last_day: string;
  average_wage: string;
  notice_given?: boolean | null;
  last_month_wage?: string;
  employee_refused?: boolean | null;
  cap_wage?: string;
  minimum_wage?: string;
  unlawful?: boolean | null;
}

/** Severance, payment instead of notice, and damages if the ending was unlawful. */
export function Severance() {
  const { t } = useTranslation("calculator");
  const required = useRequired();
  const [form] = Form.useForm<Asked>();
  const way = Form.useWatch("way", form) ?? "agreed_employer";
  const { run, outcome } = useCalculator("severance");
  const ofArticle40 = WAYS[way].ground.startsWith("40");
  const byEmployer = !["agreed_employer", "agreed_employee", "resigned", "employer_fault"].includes(way);
  const send = ({ way: chosen, unlawful, employee_refused, ...said }: Asked) =>
    run({
      ...said,
      ...WAYS[chosen],
      lawful: unlawful ? false : undefined,
      ...(employee_refused ? { employee_refused, renewal_offer: "same_or_better" } : {}),
    });
  return (
    <div className="calculator">
      <Panel>
        <ServerForm<Asked>
          form={form}
          send={send}
          submit={t("calculate")}
          initialValues={{ way: "agreed_employer", notice_given: true }}
        >
          <Form.Item name="way" label={t("field.way")} rules={[required]}>
            <Select
              options={Object.entries(WAYS).map(([value, { ground }]) => ({
                value,
                label: `${t(`way.${value}`)} ${ground}`,
              }))}
            />
          </Form.Item>
          <div className="form-row">
            <DateField name="employed_from" required />
            <DateField name="last_day" required />
          </div>
          <AmountField name="average_wage" required />
          {ofArticle40 && (
            <>
              <Form.Item name="notice_given" label={t("field.notice_given")}>
                <YesNo aria-label={t("field.notice_given")} />
              </Form.Item>
              <AmountField name="last_month_wage" />
            </>
          )}
          {way === "expiry" && (
            <Form.Item
              name="employee_refused"
              label={t("field.employee_refused")}
              extra={t("hint.employee_refused")}
            >
              <YesNo aria-label={t("field.employee_refused")} />
            </Form.Item>
          )}
          <LocalFigures
            form={form}
            figures={[
              { figure: "cap3", field: "cap_wage" },
              { figure: "minimum_wage", field: "minimum_wage" },
            ]}
          />
          <div className="form-row">
            <AmountField name="cap_wage" />
            <AmountField name="minimum_wage" />
          </div>
          {byEmployer && (
            <Form.Item name="unlawful" label={t("field.unlawful")} extra={t("hint.unlawful")}>
              <YesNo aria-label={t("field.unlawful")} />
            </Form.Item>
          )}
        </ServerForm>
      </Panel>
      <Answer
        outcome={outcome}
        figures={(values) => [
          [t("figure.total"), <MoneyText amount={String(values.total)} />],
          [t("figure.severance"), <MoneyText amount={String(values.severance)} />],
          ...due(t("figure.notice_pay"), values.notice_pay),
          ...due(t("figure.damages"), values.damages),
          [t("figure.units"), t("figure.months", { months: values.units_used })],
          [t("figure.base"), <MoneyText amount={String(values.base)} />],
        ]}
      />
    </div>
  );
}

/** A sum that only some endings bring: left out where it is nothing. */
function due(label: string, amount: string | number | undefined): [string, ReactNode][] {
  return Number(amount) > 0 ? [[label, <MoneyText amount={String(amount)} />]] : [];
}
