import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { count, FactItem } from "./FactItem";

/** The term and the wage, of a labour contract and of its renewal. A renewal has no probation and no task. */
export function TermFields({ withTask }: { withTask?: boolean }) {
  const { t } = useTranslation("agreements");
  const term = Form.useWatch(["facts", "term"]);
  const kinds = ["fixed_term", "open_ended", ...(withTask ? ["task"] : [])];
  return (
    <>
      <div className="form-row">
        <FactItem
          name="term"
          look={<Select options={kinds.map((value) => ({ value, label: t(`contract_kind.${value}`) }))} />}
        />
        <FactItem name="from" look="day" hint="from_hint" />
        {term === "fixed_term" && <FactItem name="until" look="day" />}
      </div>
      {term === "task" && <FactItem name="task" look="line" hint="task_hint" />}
      <FactItem name="monthly_wage" look="money" />
    </>
  );
}

export function LabourFields() {
  const term = Form.useWatch(["facts", "term"]);
  return (
    <>
      <TermFields withTask />
      {term !== "task" && (
        <div className="form-row">
          <FactItem name="probation_until" look="day" hint="probation_hint" optional />
          <FactItem name="probation_wage" look="money" hint="probation_wage_hint" optional />
        </div>
      )}
      <WorkFields />
    </>
  );
}

/** The pay day, the hours and the work. */
export function WorkFields() {
  const { t } = useTranslation("agreements");
  const hours = Form.useWatch(["facts", "hours"]);
  return (
    <>
      <div className="form-row">
        <FactItem name="pay_day" look={count(28)} hint="pay_day_hint" />
        <FactItem
          name="hours"
          look={
            <Select
              options={["standard", "comprehensive", "flexible"].map((value) => ({
                value,
                label: t(`agreed.hours_of.${value}`),
              }))}
            />
          }
        />
        {hours !== "standard" && <FactItem name="hours_approval" look="line" hint="approval_hint" optional />}
      </div>
      <FactItem name="duties" look="paragraphs" hint="duties_hint" optional />
      <FactItem name="hazards" look="paragraphs" hint="hazards_hint" optional />
    </>
  );
}
