import { AutoComplete, Form, message } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { SealOrder } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { LegalEntityPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { KeeperPicker, PurposesField } from "./SealFields";

interface NewSealDrawerProps {
  open: boolean;
  /** The employer whose seals are looked at. */
  employer?: string;
  onClose: () => void;
}

/** A seal to be taken into use. */
export function NewSealDrawer({ open, employer, onClose }: NewSealDrawerProps) {
  const { t } = useTranslation("seals");
  const make = $api.useMutation("post", "/api/v1/seals");
  const entities = $api.useQuery("get", "/api/v1/legal-entities").data?.items;
  const only = entities?.length === 1 ? entities[0]?.id : undefined;
  const send = async ({ keeper_id, purposes, ...order }: SealOrder) => {
    await make.mutateAsync({ body: { ...order, purposes: purposes ?? [], keeper_id: keeper_id ?? null } });
    void message.success(t("made"));
  };
  return (
    <FormDrawer title={t("add")} open={open} onClose={onClose}>
      <p className="note" style={{ marginBottom: 16 }}>
        {t("add_about")}
      </p>
      <ServerForm<SealOrder>
        send={send}
        onSent={onClose}
        submit={t("make")}
        cancel={{ act: onClose }}
        initialValues={{ legal_entity_id: employer ?? only, purposes: [] }}
      >
        {(form) => <Fields usual={t("usual").split("|")} form={form} />}
      </ServerForm>
    </FormDrawer>
  );
}

function Fields({ usual, form }: { usual: string[]; form: ReturnType<typeof Form.useForm<SealOrder>>[0] }) {
  const { t } = useTranslation("seals");
  const required = useRequired();
  const employer = Form.useWatch("legal_entity_id", form);
  return (
    <>
      <Form.Item name="legal_entity_id" label={t("legal_entity")} rules={[required]}>
        <LegalEntityPicker />
      </Form.Item>
      <Form.Item
        name="inscription"
        label={t("inscription")}
        extra={t("inscription_hint")}
        rules={[
          { ...required, whitespace: true },
          { min: 2, max: 8, message: t("inscription_hint") },
        ]}
      >
        <AutoComplete options={usual.map((value) => ({ value }))} />
      </Form.Item>
      <PurposesField employer={employer} />
      <Form.Item name="keeper_id" label={t("keeper")} extra={t("keeper_hint")}>
        <KeeperPicker placeholder={t("keeper_any")} />
      </Form.Item>
    </>
  );
}
