import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Contract, Employee } from "../../api/types";
import { paths } from "../../paths";
import type { ContractTemplate } from "../../templates/kinds";
import { Go, useGo } from "../../ui/Go";
import { Panel } from "../../ui/Panel";
import { DatePick } from "../../ui/Pickers";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { SigningOrderField } from "../../ui/SigningOrderField";
import { useMe } from "../../ui/useMe";
import { begun, type DraftForm as Draft, lastDayToSign, serviceUntil, toDraft } from "./draft";
import { KindFields } from "./KindFields";
import { WitnessField } from "./WitnessField";

interface DraftFormProps {
  employee: Employee;
  /** Those with a released version, of the person's employer. */
  templates: ContractTemplate[];
  contracts: Contract[];
}

export function DraftForm({ employee, templates, contracts }: DraftFormProps) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const go = useGo();
  const { today } = useMe();
  const [form] = Form.useForm<Draft>();
  const templateId = Form.useWatch("template_id", form);
  const chosen = templates.find((template) => template.id === templateId);
  const kind = chosen?.kind;
  const create = $api.useMutation("post", "/api/v1/employees/{id}/agreements");

  const send = async (values: Draft) => {
    if (!kind) return;
    const body = toDraft(values, kind);
    const made = await create.mutateAsync({ params: { path: { id: employee.id } }, body });
    go(paths.agreement(made.id));
  };
  const choose = (id: string) => {
    const chosen = templates.find((template) => template.id === id);
    if (!chosen || chosen.kind === kind) return;
    form.setFieldValue("facts", begun(chosen.kind, { today, hired_on: employee.hired_on, contracts }));
  };
  const follow = (changed: Partial<Draft>, all: Draft) => {
    if (!changed.facts || !("training_until" in changed.facts || "service_months" in changed.facts)) return;
    const until = serviceUntil(all.facts);
    if (until) form.setFieldValue(["facts", "service_until"], until);
  };

  return (
    <ServerForm<Draft>
      form={form}
      send={send}
      submit={t("draft.submit")}
      cancel={{ act: () => go(paths.employee(employee.id)) }}
      initialValues={{ expires_on: lastDayToSign(today), signing_order: "any" }}
      onValuesChange={follow}
    >
      <div className="stack" style={{ marginBottom: 16 }}>
        <Panel>
          <Form.Item
            name="template_id"
            label={t("draft.template")}
            rules={[required]}
            extra={
              chosen ? (
                <>
                  {t("draft.template_hint")}{" "}
                  <Go to={paths.template(chosen.id, chosen.released ?? undefined)} target="_blank">
                    {t("draft.see_template")}
                  </Go>
                </>
              ) : (
                t("draft.template_hint")
              )
            }
          >
            <Select
              placeholder={t("draft.pick_template")}
              onChange={choose}
              options={templates.map((template) => ({
                value: template.id,
                label: `${t("template_version", { name: template.name, number: template.released })} · ${t(`agreement_kind.${template.kind}`)}`,
              }))}
            />
          </Form.Item>
        </Panel>
        {kind && (
          <Panel title={t("draft.what")}>
            <KindFields kind={kind} employeeId={employee.id} />
          </Panel>
        )}
        <Panel title={t("draft.who")}>
          <Form.Item
            name="employee_address"
            label={t("draft.address")}
            rules={[{ ...required, whitespace: true }]}
            extra={t("draft.address_hint")}
          >
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name="expires_on" label={t("expires_on")} extra={t("draft.expires_hint")}>
            <DatePick />
          </Form.Item>
          <WitnessField />
          <SigningOrderField />
        </Panel>
      </div>
    </ServerForm>
  );
}
