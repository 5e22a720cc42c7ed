import { Form, Input, message } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api } from "../api/client";
import type { Me } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { Facts } from "../ui/Facts";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { WhoMenu } from "../ui/shell/WhoMenu";
import { useMe } from "../ui/useMe";
import { PasskeysPanel } from "./PasskeysPanel";

/** One's own account: who I am here, my password, my second factor, my telephone and e-mail. */
export default function AccountPage() {
  const { t } = useTranslation("session");
  const me = useMe();
  return (
    <Page title={t("account.title")} about={t("account.about")} narrow>
      <Panel title={t("account.who")}>
        <Facts
          of={[
            [t("account.name"), me.display_name],
            [t("login"), me.login],
            [t("account.number"), me.employee?.number],
            [t("account.roles"), me.roles.map((grant) => t(`role.${grant.role}`)).join("、") || null],
          ]}
        />
      </Panel>
      {me.employee ? <ContactPanel me={me} id={me.employee.id} /> : <EmailPanel me={me} />}
      <PasswordPanel />
      <TotpPanel />
      <PasskeysPanel />
      <Panel>
        <WhoMenu me={me} />
      </Panel>
    </Page>
  );
}

function ContactPanel({ id }: { me: Me; id: string }) {
  const { t } = useTranslation("session");
  const required = useRequired();
  const employee = $api.useQuery("get", "/api/v1/employees/{id}", { params: { path: { id } } });
  const save = $api.useMutation("put", "/api/v1/employees/{id}/contact");
  return (
    <Panel title={t("account.contact")} about={t("account.contact_about")}>
      <Facts
        of={[
          [t("account.phone_now"), employee.data?.phone_masked],
          [t("account.email_now"), employee.data?.email],
        ]}
      />
      <div style={{ height: 16 }} />
      <ServerForm<{ phone: string; email?: string }>
        send={(body) => save.mutateAsync({ params: { path: { id } }, body })}
        onSent={() => void message.success(t("account.saved"))}
        submit={t("save")}
      >
        <div className="form-row">
          <Form.Item name="phone" label={t("account.phone")} rules={[required]}>
            <Input inputMode="tel" autoComplete="tel" />
          </Form.Item>
          <Form.Item name="email" label={t("account.email")}>
            <Input inputMode="email" autoComplete="email" />
          </Form.Item>
        </div>
      </ServerForm>
    </Panel>
  );
}

/** Where codes go to somebody who is no employee. */
function EmailPanel({ me }: { me: Me }) {
  const { t } = useTranslation("session");
  const required = useRequired();
  const [form] = Form.useForm();
  const save = $api.useMutation("put", "/api/v1/auth/email");
  return (
    <Panel title={t("account.mail")} about={t("account.mail_about")}>
      <Facts
        of={[
          [t("account.email_now"), me.email ?? (me.login.includes("@") ? me.login : t("account.mail_none"))],
        ]}
      />
      <div style={{ height: 16 }} />
      <ServerForm<{ email: string; current_password: string }>
        name="own_email"
        form={form}
        send={(body) => save.mutateAsync({ body })}
        onSent={() => {
          form.resetFields();
          void message.success(t("account.saved"));
        }}
        submit={t("save")}
      >
        <div className="form-row">
          <Form.Item name="email" label={t("account.email")} rules={[required]}>
            <Input inputMode="email" autoComplete="email" />
          </Form.Item>
          <Form.Item name="current_password" label={t("account.current_password")} rules={[required]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
        </div>
      </ServerForm>
    </Panel>
  );
}

/** One's own password, changed by who knows it now. */
export function PasswordPanel() {
  const { t } = useTranslation("session");
  const required = useRequired();
  const [form] = Form.useForm();
  return (
    <Panel title={t("account.password")}>
      <ServerForm<{ current_password: string; new_password: string }>
        name="own_password"
        form={form}
        send={async (body) => {
          const { error } = await api.POST("/api/v1/auth/password", { body });
          if (error) throw error;
        }}
        onSent={() => {
          form.resetFields();
          void message.success(t("account.password_changed"));
        }}
        submit={t("account.change_password")}
      >
        <div className="form-row">
          <Form.Item name="current_password" label={t("account.current_password")} rules={[required]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item
            name="new_password"
            label={t("new_password")}
            rules={[required, { min: 10, message: t("password_short") }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </div>
      </ServerForm>
    </Panel>
  );
}

function TotpPanel() {
  const { t } = useTranslation("session");
  const required = useRequired();
  const start = $api.useMutation("post", "/api/v1/auth/totp");
  const confirm = $api.useMutation("post", "/api/v1/auth/totp/confirmation");
  const [done, setDone] = useState(false);
  return (
    <Panel title={t("totp")} about={t("account.totp_about")}>
      {done ? (
        <p className="note good">{t("account.totp_on")}</p>
      ) : start.data ? (
        <div className="stack">
          <p>{t("account.totp_scan")}</p>
          <p>
            <a href={start.data.otpauth_url}>{t("account.totp_open")}</a>
          </p>
          <p>
            {t("account.totp_secret")} <code className="mono strong">{start.data.secret}</code>
          </p>
          <ServerForm<{ code: string }>
            send={(body) => confirm.mutateAsync({ body })}
            onSent={() => setDone(true)}
            submit={t("account.totp_confirm")}
          >
            <Form.Item name="code" label={t("account.totp_code")} rules={[required]}>
              <Input
                inputMode="numeric"
                maxLength={6}
                autoComplete="one-time-code"
                style={{ maxWidth: 200 }}
              />
            </Form.Item>
          </ServerForm>
        </div>
      ) : (
        <div className="stack tight">
          <ProblemNote problem={start.error} />
          <div>
            <ActionButton loading={start.isPending} onClick={() => start.mutate({})}>
              {t("account.totp_start")}
            </ActionButton>
          </div>
        </div>
      )}
    </Panel>
  );
}
