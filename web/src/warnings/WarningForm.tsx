import { Form, Input, InputNumber, Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { Warning, WarningFacts } from "../api/types";
import { Panel } from "../ui/Panel";
import { DatePick, EmployeePicker } from "../ui/Pickers";
import { RowList } from "../ui/Rows";
import { ServerForm, useRequired } from "../ui/ServerForm";
import "./warnings.css";

const LEVELS = ["reminder", "written", "final"] as const;

interface WarningFormProps {
  known?: Warning;
  employee?: { id: string; name: string };
  initial: Partial<WarningFacts>;
  submit: string;
  send: (facts: WarningFacts) => Promise<unknown>;
  onCancel: () => void;
}

/** A warning as it is drafted: how grave, what happened on which day, the rule, what is expected. */
export function WarningForm({ known, employee, initial, submit, send, onCancel }: WarningFormProps) {
  const { t } = useTranslation("warnings");
  const required = useRequired();
  const complete = (values: WarningFacts): WarningFacts => ({
    ...values,
    employee_id: known?.employee.id ?? values.employee_id,
    findings: (values.findings ?? []).map((one) => ({ ...one, record: one.record ?? "" })),
    rules: values.rules ?? [],
    expectation: values.expectation ?? "",
    valid_months: values.valid_months ?? null,
  });
  return (
    <ServerForm<WarningFacts>
      send={(values) => send(complete(values))}
      submit={submit}
      cancel={{ act: onCancel }}
      initialValues={{ level: "written", findings: [{}], rules: [{}], ...initial }}
    >
      <div className="stack" style={{ marginBottom: 16 }}>
        <Panel title={t("form.who")}>
          {!known && (
            <Form.Item name="employee_id" label={t("employee")} rules={[required]}>
              <EmployeePicker shown={employee} />
            </Form.Item>
          )}
          <Form.Item name="level" label={t("level_label")} rules={[required]}>
            <Radio.Group aria-label={t("level_label")} className="choice">
              {LEVELS.map((level) => (
                <Radio key={level} value={level}>
                  <span className="strong">{t(`warning.level.${level}`)}</span>
                  <br />
                  <span className="quiet small">{t(`form.level.${level}`)}</span>
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
        </Panel>
        <Panel title={t("findings")} about={t("form.findings_about")}>
          <RowList
            name="findings"
            rowClass="warning-row"
            removeClass="warning-remove"
            remove={t("form.remove")}
            add={t("form.add_finding")}
          >
            {(at) => (
              <>
                <Form.Item name={[at, "on"]} label={t("finding.on")} rules={[required]}>
                  <DatePick />
                </Form.Item>
                <Form.Item name={[at, "text"]} label={t("finding.text")} rules={[required]}>
                  <Input.TextArea
                    autoSize={{ minRows: 1, maxRows: 6 }}
                    placeholder={t("finding.text_hint")}
                  />
                </Form.Item>
                <Form.Item name={[at, "record"]} label={t("finding.record")}>
                  <Input placeholder={t("finding.record_hint")} />
                </Form.Item>
              </>
            )}
          </RowList>
        </Panel>
        <Panel title={t("rules")} about={t("form.rules_about")}>
          <RowList
            name="rules"
            rowClass="warning-row rule"
            removeClass="warning-remove"
            remove={t("form.remove")}
            add={t("form.add_rule")}
          >
            {(at) => (
              <>
                <Form.Item name={[at, "clause"]} label={t("rule.clause")} rules={[required]}>
                  <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} placeholder={t("rule.clause_hint")} />
                </Form.Item>
                <Form.Item name={[at, "shown_on"]} label={t("rule.shown_on")}>
                  <DatePick />
                </Form.Item>
              </>
            )}
          </RowList>
        </Panel>
        <Panel title={t("expectation")} about={t("form.expectation_about")}>
          <Form.Item name="expectation" label={t("expectation")} rules={[required]}>
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
          </Form.Item>
          <Form.Item name="valid_months" label={t("valid_months")} extra={t("form.valid_months_hint")}>
            <InputNumber min={1} max={36} precision={0} suffix={t("months")} style={{ width: 160 }} />
          </Form.Item>
          <p className="note">{t("form.no_fine")}</p>
        </Panel>
      </div>
    </ServerForm>
  );
}
