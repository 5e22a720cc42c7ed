import { Form } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { AssignmentFacts, ContractFacts, Employee } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick, EmployeePicker, PositionPicker, UnitPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { ContractFields } from "./ContractFields";

interface DrawerProps {
  employee: Employee;
  open: boolean;
  onClose: () => void;
}

/** A transfer: a new assignment from a date on; the one before ends there. */
export function AssignmentDrawer({ employee, open, onClose }: DrawerProps) {
  const { t } = useTranslation("employees");
  const required = useRequired();
  const add = $api.useMutation("post", "/api/v1/employees/{id}/assignments");
  return (
    <FormDrawer title={t("act.assignment")} open={open} onClose={onClose}>
      <ServerForm<AssignmentFacts>
        send={(body) => add.mutateAsync({ params: { path: { id: employee.id } }, body })}
        onSent={onClose}
        submit={t("save")}
        cancel={{ act: onClose }}
        initialValues={{
          org_unit_id: employee.org_unit?.id,
          position_id: employee.position?.id,
          manager_id: employee.manager?.id,
        }}
      >
        <Form.Item
          name="from"
          label={t("assignment.from")}
          rules={[required]}
          extra={t("assignment.from_hint")}
        >
          <DatePick />
        </Form.Item>
        <Form.Item name="org_unit_id" label={t("field.unit")} rules={[required]}>
          <UnitPicker legalEntityId={employee.legal_entity_id} />
        </Form.Item>
        <Form.Item name="position_id" label={t("field.position")} rules={[required]}>
          <PositionPicker legalEntityId={employee.legal_entity_id} />
        </Form.Item>
        <Form.Item name="manager_id" label={t("field.manager")}>
          <EmployeePicker shown={employee.manager} />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}

/** A renewal or another contract. */
export function ContractDrawer({ employee, open, onClose }: DrawerProps) {
  const { t } = useTranslation("employees");
  const add = $api.useMutation("post", "/api/v1/employees/{id}/contracts");
  return (
    <FormDrawer title={t("act.contract")} open={open} onClose={onClose} wide>
      <ServerForm<ContractFacts>
        send={(body) => add.mutateAsync({ params: { path: { id: employee.id } }, body })}
        onSent={onClose}
        submit={t("save")}
        cancel={{ act: onClose }}
      >
        <ContractFields />
      </ServerForm>
    </FormDrawer>
  );
}
