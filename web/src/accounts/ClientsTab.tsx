import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { ApiClient } from "../api/types";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { type Field, ListTable } from "../ui/ListTable";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import {
  EMBEDS,
  type FrameOriginLines,
  FrameOriginsField,
  FrameOriginsForm,
  originsOf,
} from "./frameOrigins";

const SCOPES = ["employees:read", "actuals:write", "wages:write", EMBEDS, "journal:read", "webhooks:manage"];

/** Machines: an ERP, a payroll system, another frontend. Their secret is shown once. */
export function ClientsTab() {
  const { t } = useTranslation("accounts");
  const [adding, setAdding] = useState(false);
  const [framing, setFraming] = useState<ApiClient | null>(null);
  const clients = $api.useSuspenseQuery("get", "/api/v1/clients").data.items;
  const fields: Field<ApiClient>[] = [
    {
      key: "name",
      label: t("client_name"),
      phone: "title",
      show: (one) => <span className="strong">{one.name}</span>,
    },
    { key: "client_id", label: t("client_id"), show: (one) => <code className="mono">{one.id}</code> },
    {
      key: "scopes",
      label: t("client_scopes"),
      show: (one) => (
        <span className="row">
          {one.scopes
            .filter((scope) => scope !== null)
            .map((scope) => (
              <Tag key={scope}>{t(`client_scope.${scope.replace(":", "_")}`)}</Tag>
            ))}
        </span>
      ),
    },
    {
      key: "frame_origins",
      label: t("frame_origins"),
      show: (one) => (
        <span className="row">
          {one.frame_origins.map((origin) => (
            <code key={origin} className="mono small">
              {origin}
            </code>
          ))}
          <Button
            size="small"
            onClick={() => setFraming(one)}
            aria-label={t("frame_origins_of", { name: one.name })}
          >
            {t("frame_origins_change")}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Panel
      flush
      title={t("tab.clients")}
      about={t("clients_about")}
      extra={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t("add_client")}
        </Button>
      }
    >
      <ListTable
        caption={t("tab.clients")}
        rows={clients}
        rowKey={(one) => one.id}
        fields={fields}
        empty={<Empty title={t("no_clients")}>{t("no_clients_about")}</Empty>}
      />
      <FormDrawer title={t("add_client")} open={adding} onClose={() => setAdding(false)}>
        <NewClient onClose={() => setAdding(false)} />
      </FormDrawer>
      <FormDrawer
        title={t("frame_origins_of", { name: framing?.name ?? "" })}
        open={framing !== null}
        onClose={() => setFraming(null)}
      >
        {framing && <FrameOriginsForm client={framing} onClose={() => setFraming(null)} />}
      </FormDrawer>
    </Panel>
  );
}

function NewClient({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const required = useRequired();
  const create = $api.useMutation("post", "/api/v1/clients");
  if (create.data) {
    return (
      <div className="stack">
        <p className="note warn">{t("secret_once")}</p>
        <div>
          <p className="quiet small">{t("client_id")}</p>
          <Typography.Text code copyable>
            {create.data.client_id}
          </Typography.Text>
        </div>
        <div>
          <p className="quiet small">{t("client_secret")}</p>
          <Typography.Text code copyable>
            {create.data.client_secret}
          </Typography.Text>
        </div>
        <div className="form-foot">
          <Button type="primary" onClick={onClose}>
            {t("secret_kept")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <ServerForm<{ name: string; scopes: string[] } & FrameOriginLines>
      send={({ name, scopes, ...lines }) =>
        create.mutateAsync({ body: { name, scopes, frame_origins: originsOf(lines) } })
      }
      submit={t("save")}
      cancel={{ act: onClose }}
    >
      <Form.Item name="name" label={t("client_name")} rules={[required]} extra={t("client_name_hint")}>
        <Input />
      </Form.Item>
      <Form.Item name="scopes" label={t("client_scopes")} rules={[required]}>
        <Checkbox.Group
          style={{ display: "flex", flexDirection: "column", gap: 10 }}
          options={SCOPES.map((value) => ({
            value,
            label: `${t(`client_scope.${value.replace(":", "_")}`)}（${value}）`,
          }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={["scopes"]}>
        {({ getFieldValue }) => getFieldValue("scopes")?.includes(EMBEDS) && <FrameOriginsField />}
      </Form.Item>
    </ServerForm>
  );
}
