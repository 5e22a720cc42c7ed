import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { Plan, PlanFacts } from "../api/types";
import { addDays } from "../ui/format";
import { Panel } from "../ui/Panel";
import { DatePick, EmployeePicker } from "../ui/Pickers";
import { RowList } from "../ui/Rows";
import { ServerForm, useRequired } from "../ui/ServerForm";
import "./plans.css";

interface PlanFormProps {
  known?: Plan;
  initial: Partial<PlanFacts>;
  submit: string;
  send: (facts: PlanFacts) => Promise<unknown>;
  onCancel: () => void;
}

/** A plan as it is drafted: why, for how long, the goals, the training and who helps. */
export function PlanForm({ known, initial, submit, send, onCancel }: PlanFormProps) {
  const { t } = useTranslation("plans");
  const required = useRequired();
  const complete = (values: PlanFacts): PlanFacts => ({
    ...initial,
    ...values,
    until: addDays(values.until, 1),
    goals: values.goals ?? [],
    training: (values.training ?? []).map((one) => ({ ...one, attended: one.attended ?? false })),
    planned_check_ins: values.planned_check_ins ?? [],
  });
  return (
    <ServerForm<PlanFacts>
      send={(values) => send(complete(values))}
      submit={submit}
      cancel={{ act: onCancel }}
      initialValues={{
        goals: [{}],
        training: [{}],
        ...initial,
        until: initial.until && addDays(initial.until, -1),
      }}
    >
      <div className="stack" style={{ marginBottom: 16 }}>
        <Panel title={t("form.who")}>
          <div className="form-row">
            <Form.Item name="employee_id" label={t("employee")} rules={[required]}>
              <EmployeePicker shown={known?.employee} />
            </Form.Item>
            <Form.Item name="mentor_id" label={t("mentor")} extra={t("form.mentor_hint")}>
              <EmployeePicker shown={known?.mentor} />
            </Form.Item>
          </div>
          <div className="form-row">
            <Form.Item name="from" label={t("form.from")} rules={[required]}>
              <DatePick />
            </Form.Item>
            <Form.Item name="until" label={t("form.until")} rules={[required]} extra={t("form.until_hint")}>
              <DatePick />
            </Form.Item>
          </div>
          <Form.Item name="reason" label={t("reason")} rules={[required]} extra={t("form.reason_hint")}>
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
          </Form.Item>
        </Panel>
        <Panel title={t("goals")} about={t("form.goals_about")}>
          <RowList
            name="goals"
            rowClass="plan-row goal"
            removeClass="plan-remove"
            remove={t("form.remove")}
            add={t("form.add_goal")}
          >
            {(at) => (
              <>
                <Form.Item name={[at, "name"]} label={t("goal.name")} rules={[required]}>
                  <Input placeholder={t("goal.name_hint")} />
                </Form.Item>
                <Form.Item name={[at, "target"]} label={t("goal.target")} rules={[required]}>
                  <Input />
                </Form.Item>
                <Form.Item name={[at, "unit"]} label={t("goal.unit")} rules={[required]}>
                  <Input />
                </Form.Item>
                <Form.Item name={[at, "measure"]} label={t("goal.measure")} rules={[required]}>
                  <Input placeholder={t("goal.measure_hint")} />
                </Form.Item>
              </>
            )}
          </RowList>
        </Panel>
        <Panel title={t("change_of_post")} about={t("form.change_of_post_about")}>
          <Form.Item name="change_of_post" label={t("change_of_post")}>
            <Input placeholder={t("form.change_of_post_hint")} />
          </Form.Item>
        </Panel>
        <Panel title={t("training")} about={t("form.training_about")}>
          <RowList
            name="training"
            rowClass="plan-row training"
            removeClass="plan-remove"
            remove={t("form.remove")}
            add={t("form.add_training")}
          >
            {(at) => (
              <>
                <Form.Item name={[at, "title"]} label={t("training_title")} rules={[required]}>
                  <Input placeholder={t("form.training_hint")} />
                </Form.Item>
                <Form.Item name={[at, "hours"]} label={t("hours")} rules={[required]}>
                  <Input inputMode="decimal" />
                </Form.Item>
                <Form.Item name={[at, "held_on"]} label={t("held_on")} rules={[required]}>
                  <DatePick />
                </Form.Item>
              </>
            )}
          </RowList>
        </Panel>
        <Panel title={t("planned_check_ins")} about={t("form.check_ins_about")}>
          <RowList
            name="planned_check_ins"
            rowClass="plan-row check-in"
            removeClass="plan-remove"
            remove={t("form.remove")}
            add={t("form.add_check_in")}
          >
            {(at) => (
              <>
                <Form.Item name={[at, "topic"]} label={t("check_in_topic")} rules={[required]}>
                  <Input placeholder={t("form.check_in_hint")} />
                </Form.Item>
                <Form.Item name={[at, "on"]} label={t("held_on")} rules={[required]}>
                  <DatePick />
                </Form.Item>
              </>
            )}
          </RowList>
        </Panel>
      </div>
    </ServerForm>
  );
}
