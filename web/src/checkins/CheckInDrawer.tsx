import { Form, Input, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { CheckInFacts } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick, EmployeePicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";

const KINDS = ["coaching", "feedback", "suggestion", "warning_talk", "plan_check_in"] as const;

interface CheckInDrawerProps {
  open: boolean;
  employeeId?: string;
  planId?: string;
  onClose: () => void;
}

/** Write down a conversation; the employee is asked to confirm it or to object. */
export function CheckInDrawer({ open, employeeId, planId, onClose }: CheckInDrawerProps) {
  const { t } = useTranslation("checkins");
  const required = useRequired();
  const { today } = useMe();
  const create = $api.useMutation("post", "/api/v1/check-ins");
  const employee = $api.useQuery(
    "get",
    "/api/v1/employees/{id}",
    { params: { path: { id: employeeId ?? "" } } },
    { enabled: open && !!employeeId },
  );
  return (
    <FormDrawer title={t("add")} open={open} onClose={onClose}>
      <ServerForm<CheckInFacts>
        send={(body) => create.mutateAsync({ body: { ...body, plan_id: planId } })}
        onSent={() => {
          onClose();
          void message.success(t("sent"));
        }}
        submit={t("submit")}
        cancel={{ act: onClose }}
        initialValues={{
          employee_id: employeeId,
          held_on: today,
          kind: planId ? "plan_check_in" : undefined,
        }}
      >
        <Form.Item name="employee_id" label={t("employee")} rules={[required]}>
          <EmployeePicker shown={employee.data} />
        </Form.Item>
        <Form.Item name="kind" label={t("kind")} rules={[required]}>
          <Radio.Group
            aria-label={t("kind")}
            className="choice"
            options={KINDS.filter((kind) => kind !== "plan_check_in" || planId).map((kind) => ({
              value: kind,
              label: t(`check_in.kind.${kind}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="held_on" label={t("held_on")} rules={[required]}>
          <DatePick />
        </Form.Item>
        <Form.Item name="topic" label={t("topic")} rules={[required]}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="text" label={t("text")} rules={[required]} extra={t("text_hint")}>
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 18 }} maxLength={4000} showCount />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
