import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { asProblem } from "../api/problem";
import { keepToken } from "../api/session";
import { paths } from "../paths";
import { queryClient } from "../queries";
import { Go, useGo } from "../ui/Go";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useSearch } from "../ui/usePlace";
import { Door } from "./Door";

interface Credentials {
  login: string;
  password: string;
  totp?: string;
}

/** Sign in, and go on where the person wanted to be. */
export default function SignInPage() {
  const { t } = useTranslation("session");
  const [search] = useSearch();
  const go = useGo();
  const required = useRequired();
  const [asksTotp, setAsksTotp] = useState(false);

  const signIn = async (body: Credentials) => {
    const { data, error } = await api.POST("/api/v1/auth/login", { body });
    if (error) {
      if (asProblem(error).code.includes("totp")) setAsksTotp(true);
      throw error;
    }
    keepToken(data.access_token);
    queryClient.clear();
  };
  const next = search.next?.startsWith("/") && !search.next.startsWith("//") ? search.next : paths.home();

  return (
    <Door title={t("sign_in.title")} about={search.next ? t("sign_in.again") : t("sign_in.about")}>
      <ServerForm<Credentials>
        send={signIn}
        onSent={() => go(next, { replace: true })}
        submit={t("sign_in.submit")}
        size="large"
        requiredMark={false}
      >
        <Form.Item name="login" label={t("login")} rules={[required]} extra={t("login_hint")}>
          <Input autoComplete="username" autoCapitalize="none" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t("password")} rules={[required]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {asksTotp ? (
          <Form.Item name="totp" label={t("totp")} rules={[required]} extra={t("totp_hint")}>
            <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus />
          </Form.Item>
        ) : (
          <p style={{ marginBottom: 16 }}>
            <button type="button" className="link-button small" onClick={() => setAsksTotp(true)}>
              {t("sign_in.has_totp")}
            </button>
          </p>
        )}
      </ServerForm>
      <p className="door-foot">
        {t("sign_in.first_time")} <Go to={paths.activation()}>{t("sign_in.activate")}</Go>
      </p>
      <p className="door-foot">
        {t("sign_in.has_file")} <Go to={paths.check()}>{t("sign_in.check")}</Go>
      </p>
    </Door>
  );
}
