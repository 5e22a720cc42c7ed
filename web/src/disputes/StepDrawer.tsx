import { useMutation } from "@tanstack/react-query";
import { Checkbox, Form, Input, message, Select } from "antd";
import { useTranslation } from "react-i18next";
import { postRaw } from "../api/client";
import type { Dispute } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick, FilePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { decides, nextSteps, type StepKind } from "./dispute";

interface StepForm {
  kind: StepKind;
  dated: string;
  text?: string;
  note?: string;
  is_final?: boolean;
  reinstates?: boolean;
  file?: File;
}

interface StepDrawerProps {
  dispute: Dispute;
  open: boolean;
  onClose: () => void;
}

/** Record what happened, with its paper. */
export function StepDrawer({ dispute, open, onClose }: StepDrawerProps) {
  const { t } = useTranslation("disputes");
  return (
    <FormDrawer title={t("steps.add")} open={open} onClose={onClose}>
      {open && <StepFields dispute={dispute} onClose={onClose} />}
    </FormDrawer>
  );
}

function StepFields({ dispute, onClose }: Omit<StepDrawerProps, "open">) {
  const { t } = useTranslation("disputes");
  const required = useRequired();
  const [form] = Form.useForm<StepForm>();
  const kind = Form.useWatch("kind", form);
  const add = useMutation({
    mutationFn: (said: StepForm) => postRaw<Dispute>(`/api/v1/disputes/${dispute.id}/steps`, stepForm(said)),
  });
  const exhibit = kind === "exhibit";
  const note = kind === "note";
  return (
    <ServerForm<StepForm>
      form={form}
      send={(said) => add.mutateAsync(said)}
      onSent={() => {
        void message.success(t("steps.added"));
        onClose();
      }}
      submit={t("steps.submit")}
      cancel={{ act: onClose }}
      initialValues={{ kind: nextSteps(dispute.stage)[0] }}
    >
      <Form.Item
        name="kind"
        label={t("steps.kind")}
        rules={[required]}
        extra={kind && t(`step_about.${kind}`)}
      >
        <Select options={nextSteps(dispute.stage).map((value) => ({ value, label: t(`step.${value}`) }))} />
      </Form.Item>
      <Form.Item name="dated" label={t("steps.dated")} rules={[required]} extra={t("steps.dated_hint")}>
        <DatePick />
      </Form.Item>
      {kind === "awarded" && (
        <Form.Item name="is_final" valuePropName="checked" extra={t("is_final_hint")}>
          <Checkbox>{t("is_final")}</Checkbox>
        </Form.Item>
      )}
      {decides(kind) && (
        <Form.Item name="reinstates" valuePropName="checked">
          <Checkbox>{t("reinstates_long")}</Checkbox>
        </Form.Item>
      )}
      {!note && (
        <Form.Item
          name="text"
          label={t(exhibit ? "steps.exhibit_name" : "steps.text")}
          rules={exhibit || kind === "closed" ? [{ ...required, whitespace: true }] : []}
          extra={exhibit ? undefined : t("steps.text_hint")}
        >
          <Input.TextArea autoSize={{ minRows: exhibit ? 1 : 2, maxRows: 8 }} maxLength={4000} />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={t(exhibit ? "steps.exhibit_purpose" : "steps.note")}
        rules={note ? [{ ...required, whitespace: true }] : []}
        extra={t("steps.note_hint")}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="file" label={t("steps.paper")} rules={exhibit ? [required] : []}>
        <FilePick />
      </Form.Item>
    </ServerForm>
  );
}

/** The form as it is sent; what is not said is left out. */
function stepForm({ file, ...said }: StepForm): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(said)) if (value) body.append(name, String(value));
  if (file) body.append("file", file);
  return body;
}
