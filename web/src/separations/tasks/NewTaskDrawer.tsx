import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { NewSeparationTask, Separation } from "../../api/types";
import { FormDrawer } from "../../ui/FormDrawer";
import { DatePick } from "../../ui/Pickers";
import { ServerForm, useRequired } from "../../ui/ServerForm";

const KINDS = ["assets", "accounts", "handover_item", "finance", "other"];
const OWNERS = ["hr", "payroll", "legal", "manager", "employee"];

interface NewTaskDrawerProps {
  separation: Separation;
  open: boolean;
  onClose: () => void;
}

/** A task of the house: assets to give back, accounts to close. */
export function NewTaskDrawer({ separation, open, onClose }: NewTaskDrawerProps) {
  const { t } = useTranslation("casework");
  const required = useRequired();
  const add = $api.useMutation("post", "/api/v1/separations/{id}/tasks");
  return (
    <FormDrawer title={t("tasks.add")} open={open} onClose={onClose}>
      <ServerForm<NewSeparationTask>
        send={(body) => add.mutateAsync({ params: { path: { id: separation.id } }, body })}
        onSent={onClose}
        submit={t("tasks.add")}
        cancel={{ act: onClose }}
        initialValues={{ kind: "assets", owner: "employee", due_on: separation.last_day ?? undefined }}
      >
        <Form.Item name="kind" label={t("tasks.kind_label")} rules={[required]}>
          <Select options={KINDS.map((value) => ({ value, label: t(`tasks.kind.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="title"
          label={t("tasks.title_label")}
          rules={[{ ...required, whitespace: true }]}
          extra={t("tasks.title_hint")}
        >
          <Input maxLength={200} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="owner" label={t("tasks.owner_label")} rules={[required]}>
            <Select options={OWNERS.map((value) => ({ value, label: t(`tasks.owner.${value}`) }))} />
          </Form.Item>
          <Form.Item name="due_on" label={t("tasks.due_on")} rules={[required]}>
            <DatePick />
          </Form.Item>
        </div>
      </ServerForm>
    </FormDrawer>
  );
}
