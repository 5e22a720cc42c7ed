import { Form, Input, message, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { TemplateAdoption } from "../api/types";
import { paths } from "../paths";
import { FormDrawer } from "../ui/FormDrawer";
import { useGo } from "../ui/Go";
import { LegalEntityPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { KINDS } from "./kinds";

/** A new template: it begins with the text that comes with Youju. */
export function NewTemplateDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("templates");
  const required = useRequired();
  const go = useGo();
  const adopt = $api.useMutation("post", "/api/v1/templates");
  const send = async (body: TemplateAdoption) => {
    const { id } = await adopt.mutateAsync({ body });
    void message.success(t("added"));
    go(paths.template(id));
  };
  return (
    <FormDrawer title={t("add")} open={open} onClose={onClose}>
      <p className="note" style={{ marginBottom: 16 }}>
        {t("add_about")}
      </p>
      <ServerForm<TemplateAdoption>
        send={send}
        onSent={onClose}
        submit={t("create")}
        cancel={{ act: onClose }}
      >
        <Form.Item name="kind" label={t("kind")} rules={[required]}>
          <Select options={KINDS.map((value) => ({ value, label: t(`agreement_kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="legal_entity_id" label={t("legal_entity")} rules={[required]}>
          <LegalEntityPicker />
        </Form.Item>
        <Form.Item name="name" label={t("name")} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={100} placeholder={t("name_hint")} />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
