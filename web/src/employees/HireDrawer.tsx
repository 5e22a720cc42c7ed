import { Divider, Form, Input, message } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { EmployeeHire } from "../api/types";
import { paths } from "../paths";
import { FormDrawer } from "../ui/FormDrawer";
import { useGo } from "../ui/Go";
import { DatePick, EmployeePicker, LegalEntityPicker, PositionPicker, UnitPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { ContractFields } from "./ContractFields";

/** Hire one person: who it is, the first assignment and the contract. */
export function HireDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("employees");
  const required = useRequired();
  const go = useGo();
  const hire = $api.useMutation("post", "/api/v1/employees");

  const send = async (values: EmployeeHire) => {
    const from = values.hired_on;
    const hired = await hire.mutateAsync({
      body: {
        ...values,
        contract: { ...values.contract, from: values.contract.from ?? from },
      },
    });
    void message.success(t("hired", { name: values.name }));
    go(paths.employee(hired.id));
  };

  return (
    <FormDrawer title={t("hire")} open={open} onClose={onClose} wide>
      <ServerForm<EmployeeHire>
        send={send}
        onSent={onClose}
        submit={t("hire_submit")}
        cancel={{ act: onClose }}
      >
        {(form) => (
          <>
            <div className="form-row">
              <Form.Item name="name" label={t("field.name")} rules={[required]}>
                <Input />
              </Form.Item>
              <Form.Item name="number" label={t("field.number")} rules={[required]}>
                <Input />
              </Form.Item>
            </div>
            <div className="form-row">
              <Form.Item name="national_id" label={t("field.national_id")} rules={[required]}>
                <Input maxLength={18} />
              </Form.Item>
              <Form.Item name="phone" label={t("field.phone")} rules={[required]}>
                <Input inputMode="tel" />
              </Form.Item>
              <Form.Item name="email" label={t("field.email")}>
                <Input inputMode="email" />
              </Form.Item>
            </div>
            <div className="form-row">
              <Form.Item name="bank_account" label={t("field.bank_account")}>
                <Input inputMode="numeric" />
              </Form.Item>
              <Form.Item name="work_city" label={t("field.work_city")} rules={[required]}>
                <Input />
              </Form.Item>
              <Form.Item name="hired_on" label={t("field.hired_on")} rules={[required]}>
                <DatePick />
              </Form.Item>
            </div>
            <Divider titlePlacement="start" plain>
              {t("first_assignment")}
            </Divider>
            <div className="form-row">
              <Form.Item name="legal_entity_id" label={t("field.legal_entity")} rules={[required]}>
                <LegalEntityPicker />
              </Form.Item>
              <Form.Item noStyle shouldUpdate={(a, b) => a.legal_entity_id !== b.legal_entity_id}>
                {() => (
                  <>
                    <Form.Item name="org_unit_id" label={t("field.unit")} rules={[required]}>
                      <UnitPicker legalEntityId={form.getFieldValue("legal_entity_id")} />
                    </Form.Item>
                    <Form.Item name="position_id" label={t("field.position")} rules={[required]}>
                      <PositionPicker legalEntityId={form.getFieldValue("legal_entity_id")} />
                    </Form.Item>
                  </>
                )}
              </Form.Item>
              <Form.Item name="manager_id" label={t("field.manager")}>
                <EmployeePicker />
              </Form.Item>
            </div>
            <Divider titlePlacement="start" plain>
              {t("contract.title")}
            </Divider>
            <ContractFields under={["contract"]} />
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}
