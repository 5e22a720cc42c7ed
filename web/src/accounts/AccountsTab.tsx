import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { worksWithPeople } from "../api/can";
import { $api } from "../api/client";
import type { Account } from "../api/types";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { type Field, ListTable } from "../ui/ListTable";
import { Pager } from "../ui/Pager";
import { Panel } from "../ui/Panel";
import { EmployeePicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { InviteButton } from "./InviteButton";

export function AccountsTab() {
  const { t } = useTranslation("accounts");
  const [search] = useSearch();
  const [adding, setAdding] = useState(false);
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/accounts", {
    params: { query: { cursor: search.cursor, limit: 50 } },
  }).data;
  const fields: Field<Account>[] = [
    {
      key: "name",
      label: t("display_name"),
      phone: "title",
      show: (one) => <span className="strong">{one.display_name}</span>,
    },
    { key: "login", label: t("login"), show: (one) => one.login },
    {
      key: "employee",
      label: t("employee"),
      show: (one) =>
        one.employee_id ? <Tag tone="info">{t("linked")}</Tag> : <span className="quiet">—</span>,
    },
    {
      key: "active",
      label: t("state"),
      phone: "side",
      show: (one) => <Tag tone={one.active ? "good" : "warn"}>{t(one.active ? "active" : "waiting")}</Tag>,
    },
  ];
  return (
    <Panel
      flush
      title={t("tab.accounts")}
      about={t("accounts_about")}
      extra={
        <div className="row">
          <InviteButton />
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t("add_account")}
          </Button>
        </div>
      }
    >
      <ListTable
        caption={t("tab.accounts")}
        rows={items}
        rowKey={(one) => one.id}
        fields={fields}
        empty={<Empty title={t("no_accounts")}>{t("no_accounts_about")}</Empty>}
      />
      <Pager next={next_cursor} shown={items.length} />
      <AccountDrawer open={adding} onClose={() => setAdding(false)} />
    </Panel>
  );
}

type NewAccount = {
  login: string;
  display_name: string;
  employee_id?: string;
  email?: string;
  password?: string;
};

function AccountDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const required = useRequired();
  const me = useMe();
  const create = $api.useMutation("post", "/api/v1/accounts");
  return (
    <FormDrawer title={t("add_account")} open={open} onClose={onClose}>
      <ServerForm<NewAccount>
        send={(body) => create.mutateAsync({ body: { ...body, email: body.email || undefined } })}
        onSent={onClose}
        submit={t("save")}
        cancel={{ act: onClose }}
      >
        <Form.Item name="display_name" label={t("display_name")} rules={[required]}>
          <Input />
        </Form.Item>
        <Form.Item name="login" label={t("login")} rules={[required]}>
          <Input autoCapitalize="none" />
        </Form.Item>
        {worksWithPeople(me) && (
          <Form.Item name="employee_id" label={t("employee")} extra={t("employee_hint")}>
            <EmployeePicker />
          </Form.Item>
        )}
        <Form.Item name="email" label={t("email")} extra={t("email_hint")}>
          <Input inputMode="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="password" label={t("first_password")} extra={t("first_password_hint")}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
