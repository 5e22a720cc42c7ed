import { Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { SeparationFacts } from "../api/types";
import { spoken } from "../i18n/i18n";
import { paths } from "../paths";
import { FormDrawer } from "../ui/FormDrawer";
import { useGo } from "../ui/Go";
import { DatePick, EmployeePicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { readGrounds, supportedFirst } from "./grounds";

interface OpenCaseDrawerProps {
  open: boolean;
  employeeId?: string;
  onClose: () => void;
}

/** Open a case: whom it is about, on which one ground, and who proposed it. */
export function OpenCaseDrawer({ open, employeeId, onClose }: OpenCaseDrawerProps) {
  const { t, i18n } = useTranslation("separations");
  const required = useRequired();
  const go = useGo();
  const grounds = $api.useQuery("get", "/api/v1/law/grounds", {}, { enabled: open });
  const employee = $api.useQuery(
    "get",
    "/api/v1/employees/{id}",
    { params: { path: { id: employeeId ?? "" } } },
    { enabled: open && !!employeeId },
  );
  const create = $api.useMutation("post", "/api/v1/separations", {
    onSuccess: (one) => go(paths.separation(one.id)),
  });
  const sides = ["employer", "employee"].map((value) => ({ value, label: t(`side.${value}`) }));
  return (
    <FormDrawer title={t("open")} open={open} onClose={onClose} wide>
      <ServerForm<SeparationFacts>
        send={(body) => {
          // Every ground but an agreed ending is the employer's own decision.
          const side = body.ground === "36" ? body.proposer : "employer";
          return create.mutateAsync({ body: { ...body, proposer: side, initiator: side } });
        }}
        submit={t("open_submit")}
        cancel={{ act: onClose }}
        initialValues={{ employee_id: employeeId, ground: "36", proposer: "employer" }}
      >
        {(form) => (
          <>
            <Form.Item name="employee_id" label={t("employee")} rules={[required]}>
              <EmployeePicker shown={employee.data} />
            </Form.Item>
            <Form.Item name="ground" label={t("ground")} rules={[required]} extra={t("ground_hint")}>
              <Select
                loading={grounds.isPending}
                options={supportedFirst(readGrounds(grounds.data)).map((ground) => ({
                  value: ground.code,
                  label: `${spoken(ground, i18n.language)} ${ground.code}${
                    ground.supported ? "" : ` · ${t("ground_later")}`
                  }`,
                  disabled: !ground.supported,
                }))}
              />
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() =>
                form.getFieldValue("ground") === "36" && (
                  <Form.Item
                    name="proposer"
                    label={t("proposer")}
                    rules={[required]}
                    extra={t("proposer_hint")}
                  >
                    <Radio.Group className="choice" options={sides} />
                  </Form.Item>
                )
              }
            </Form.Item>
            <Form.Item name="reason" label={t("reason")} rules={[required]} extra={t("reason_hint")}>
              <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} />
            </Form.Item>
            <Form.Item name="last_day" label={t("last_day")} extra={t("last_day_hint")}>
              <DatePick />
            </Form.Item>
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}
