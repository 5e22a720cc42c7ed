import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, message, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Grant, Role } from "../api/types";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { type Field, ListTable } from "../ui/ListTable";
import { Panel } from "../ui/Panel";
import { LegalEntityPicker, UnitPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { scopeName } from "./scopeName";

const ROLES: Role[] = ["hr", "payroll", "legal", "union", "auditor", "admin"];

/** A grant gives one account one role within one scope. */
export function GrantsTab() {
  const { t } = useTranslation("accounts");
  const [adding, setAdding] = useState(false);
  const grants = $api.useSuspenseQuery("get", "/api/v1/grants").data.items;
  const accounts = $api.useQuery("get", "/api/v1/accounts", { params: { query: { limit: 200 } } });
  const entities = $api.useQuery("get", "/api/v1/legal-entities");
  const units = $api.useQuery("get", "/api/v1/org-units");
  const revoke = $api.useMutation("delete", "/api/v1/grants/{id}");
  const named = [...(entities.data?.items ?? []), ...(units.data?.items ?? [])];
  const fields: Field<Grant>[] = [
    {
      key: "account",
      label: t("account"),
      phone: "title",
      show: (one) => {
        const account = accounts.data?.items.find((known) => known.id === one.account_id);
        return (
          <>
            <span className="strong">{account?.display_name ?? one.account_id}</span>{" "}
            <span className="quiet small">{account?.login}</span>
          </>
        );
      },
    },
    {
      key: "role",
      label: t("role_label"),
      phone: "side",
      show: (one) => <Tag tone="info">{t(`role.${one.role}`)}</Tag>,
    },
    { key: "scope", label: t("scope"), show: (one) => scopeName(one.scope, named, t) },
    {
      key: "revoke",
      label: t("acts"),
      align: "right",
      show: (one) => (
        <Popconfirm
          title={t("revoke_sure")}
          okText={t("revoke")}
          cancelText={t("cancel")}
          onConfirm={() =>
            revoke.mutate(
              { params: { path: { id: one.id } } },
              {
                onError: (problem) =>
                  void message.error((problem as { title?: string }).title ?? t("problem.unknown")),
              },
            )
          }
        >
          <Button size="small" danger>
            {t("revoke")}
          </Button>
        </Popconfirm>
      ),
    },
  ];
  return (
    <Panel
      flush
      title={t("tab.grants")}
      about={t("grants_about")}
      extra={
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t("add_grant")}
        </Button>
      }
    >
      <ListTable
        caption={t("tab.grants")}
        rows={grants}
        rowKey={(one) => one.id}
        fields={fields}
        empty={<Empty title={t("no_grants")}>{t("no_grants_about")}</Empty>}
      />
      <GrantDrawer open={adding} onClose={() => setAdding(false)} />
    </Panel>
  );
}

type NewGrant = {
  account_id: string;
  role: Role;
  scope: { kind: "all" | "legal_entity" | "org_unit"; id?: string };
};

function GrantDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const required = useRequired();
  const create = $api.useMutation("post", "/api/v1/grants");
  const accounts = $api.useQuery(
    "get",
    "/api/v1/accounts",
    { params: { query: { limit: 200 } } },
    { enabled: open },
  );
  return (
    <FormDrawer title={t("add_grant")} open={open} onClose={onClose}>
      <ServerForm<NewGrant>
        send={(body) => create.mutateAsync({ body })}
        onSent={onClose}
        submit={t("save")}
        cancel={{ act: onClose }}
        initialValues={{ scope: { kind: "all" } }}
      >
        {(form) => (
          <>
            <Form.Item name="account_id" label={t("account")} rules={[required]}>
              <Select
                showSearch={{ optionFilterProp: "label" }}
                loading={accounts.isPending}
                options={(accounts.data?.items ?? []).map((one) => ({
                  value: one.id,
                  label: `${one.display_name}（${one.login}）`,
                }))}
              />
            </Form.Item>
            <Form.Item name="role" label={t("role_label")} rules={[required]}>
              <Select options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} />
            </Form.Item>
            <Form.Item name={["scope", "kind"]} label={t("scope")} rules={[required]}>
              <Select
                options={["all", "legal_entity", "org_unit"].map((value) => ({
                  value,
                  label: t(`scopes.${value}`),
                }))}
              />
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() => {
                const kind = form.getFieldValue(["scope", "kind"]);
                if (kind === "all") return null;
                return (
                  <Form.Item key={kind} name={["scope", "id"]} label={t(`scopes.${kind}`)} rules={[required]}>
                    {kind === "legal_entity" ? <LegalEntityPicker /> : <UnitPicker />}
                  </Form.Item>
                );
              }}
            </Form.Item>
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}
