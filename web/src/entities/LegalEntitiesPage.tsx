import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, message, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { LegalEntity, LegalEntityFacts } from "../api/types";
import { Empty } from "../ui/Empty";
import { Facts } from "../ui/Facts";
import { FormDrawer } from "../ui/FormDrawer";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { useMe } from "../ui/useMe";
import { LetterheadView } from "./LetterheadView";

/** The employers of the group: each signs for itself, and its city's standards apply. */
export default function LegalEntitiesPage() {
  const { t } = useTranslation("entities");
  const me = useMe();
  const mayEdit = hasRole(me, "hr", "admin");
  const [editing, setEditing] = useState<LegalEntity | "new" | null>(null);
  const entities = $api.useSuspenseQuery("get", "/api/v1/legal-entities").data.items;
  const add = mayEdit && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing("new")}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={add}>
      {entities.length === 0 && (
        <Panel>
          <Empty title={t("none")} action={add}>
            {t("none_about")}
          </Empty>
        </Panel>
      )}
      {entities.map((entity) => (
        <Panel
          key={entity.id}
          title={entity.name}
          extra={
            <div className="row">
              <Tag tone={entity.has_union ? "info" : "plain"}>
                {t(entity.has_union ? "with_union" : "no_union")}
              </Tag>
              {mayEdit && (
                <Button size="small" onClick={() => setEditing(entity)}>
                  {t("edit")}
                </Button>
              )}
            </div>
          }
        >
          <Facts
            of={[
              [t("uscc"), <span className="number">{entity.uscc}</span>],
              [t("legal_representative"), entity.legal_representative],
              [t("city"), entity.city],
              [t("address"), entity.address],
            ]}
          />
          <LetterheadView entity={entity} mayEdit={mayEdit} />
        </Panel>
      ))}
      <EntityDrawer entity={editing} onClose={() => setEditing(null)} />
    </Page>
  );
}

function EntityDrawer({ entity, onClose }: { entity: LegalEntity | "new" | null; onClose: () => void }) {
  const { t } = useTranslation("entities");
  const required = useRequired();
  const create = $api.useMutation("post", "/api/v1/legal-entities");
  const replace = $api.useMutation("put", "/api/v1/legal-entities/{id}");
  const known = entity && entity !== "new" ? entity : null;
  const send = (body: LegalEntityFacts) =>
    known
      ? replace.mutateAsync({ params: { path: { id: known.id } }, body, headers: ifMatch(known) })
      : create.mutateAsync({ body });
  return (
    <FormDrawer title={known ? known.name : t("add")} open={entity !== null} onClose={onClose}>
      <ServerForm<LegalEntityFacts>
        send={send}
        onSent={() => {
          onClose();
          void message.success(t("saved"));
        }}
        submit={t("save")}
        cancel={{ act: onClose }}
        initialValues={known ?? { has_union: true }}
      >
        <Form.Item name="name" label={t("name")} rules={[required]}>
          <Input />
        </Form.Item>
        <Form.Item name="uscc" label={t("uscc")} rules={[required]} extra={t("uscc_hint")}>
          <Input maxLength={18} />
        </Form.Item>
        <Form.Item name="legal_representative" label={t("legal_representative")} rules={[required]}>
          <Input />
        </Form.Item>
        <Form.Item name="city" label={t("city")} rules={[required]} extra={t("city_hint")}>
          <Input />
        </Form.Item>
        <Form.Item name="address" label={t("address")} rules={[required]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="has_union"
          label={t("has_union")}
          valuePropName="checked"
          extra={t("has_union_hint")}
        >
          <Switch />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
