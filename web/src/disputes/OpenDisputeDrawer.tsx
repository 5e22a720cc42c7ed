import { Form, Input, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { NewDispute } from "../api/types";
import { paths } from "../paths";
import { FormDrawer } from "../ui/FormDrawer";
import { useGo } from "../ui/Go";
import { DatePick, EmployeePicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";

interface OpenDisputeDrawerProps {
  open: boolean;
  /** Given when it is begun from a person's page or from a case. */
  employeeId?: string;
  separationId?: string;
  onClose: () => void;
}

/** Open a dispute: with whom, who claims, where it runs. */
export function OpenDisputeDrawer({ open, ...rest }: OpenDisputeDrawerProps) {
  const { t } = useTranslation("disputes");
  return (
    <FormDrawer title={t("open")} open={open} onClose={rest.onClose}>
      {open && <OpenForm {...rest} />}
    </FormDrawer>
  );
}

function OpenForm({ employeeId, separationId, onClose }: Omit<OpenDisputeDrawerProps, "open">) {
  const { t } = useTranslation("disputes");
  const required = useRequired();
  const go = useGo();
  const create = $api.useMutation("post", "/api/v1/disputes");
  const person = $api.useQuery(
    "get",
    "/api/v1/employees/{id}",
    { params: { path: { id: employeeId ?? "" } } },
    { enabled: !!employeeId },
  ).data;
  const send = async (body: NewDispute) => {
    const { id } = await create.mutateAsync({ body: { ...body, separation_id: separationId ?? null } });
    void message.success(t("opened"));
    go(paths.dispute(id));
  };
  return (
    <ServerForm<NewDispute>
      send={send}
      submit={t("open")}
      cancel={{ act: onClose }}
      initialValues={{ employee_id: employeeId, claimant: "employee" }}
    >
      <p className="note" style={{ marginBottom: 16 }}>
        {t("open_about")}
      </p>
      <Form.Item name="employee_id" label={t("employee")} rules={[required]}>
        <EmployeePicker everybody shown={person} />
      </Form.Item>
      <Form.Item name="claimant" label={t("claimant")} rules={[required]}>
        <Radio.Group
          aria-label={t("claimant")}
          optionType="button"
          options={["employee", "employer"].map((value) => ({ value, label: t(`side.${value}`) }))}
        />
      </Form.Item>
      <DetailFields />
    </ServerForm>
  );
}

/** What a dispute is about, and where it runs; under `details` in the body that opens it. */
export function DetailFields({ under = ["details"] }: { under?: string[] }) {
  const { t } = useTranslation("disputes");
  const required = useRequired();
  const name = (field: string) => [...under, field];
  return (
    <>
      <Form.Item
        name={name("summary")}
        label={t("summary")}
        rules={[{ ...required, whitespace: true }]}
        extra={t("summary_hint")}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name={name("tribunal")} label={t("tribunal")}>
        <Input maxLength={200} placeholder={t("tribunal_example")} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name={name("case_number")} label={t("case_number")}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name={name("filed_on")} label={t("filed_on")} extra={t("filed_on_hint")}>
          <DatePick />
        </Form.Item>
      </div>
    </>
  );
}
