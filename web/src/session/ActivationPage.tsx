import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { keepToken } from "../api/session";
import { paths } from "../paths";
import { Go, useGo } from "../ui/Go";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useSearch } from "../ui/usePlace";
import { Door } from "./Door";

interface Activation {
  login: string;
  code: string;
  password: string;
  again: string;
}

/** First sign-in: the code that came by SMS or e-mail, and a password of one's own. */
export default function ActivationPage() {
  const { t } = useTranslation("session");
  const [search] = useSearch();
  const go = useGo();
  const required = useRequired();
  const [welcome, setWelcome] = useState(paths.home());

  const activate = async ({ login, code, password }: Activation) => {
    const { error } = await api.POST("/api/v1/auth/activation", { body: { login, code, password } });
    if (error) throw error;
    const signedIn = await api.POST("/api/v1/auth/login", { body: { login, password } });
    if (signedIn.data) keepToken(signedIn.data.access_token);
    else setWelcome(paths.signIn());
  };

  return (
    <Door title={t("activation.title")} about={t("activation.about")}>
      <ServerForm<Activation>
        send={activate}
        onSent={() => go(welcome, { replace: true })}
        submit={t("activation.submit")}
        size="large"
        requiredMark={false}
        initialValues={{ login: search.login, code: search.code }}
      >
        <Form.Item name="login" label={t("login")} rules={[required]} extra={t("login_hint")}>
          <Input autoComplete="username" autoCapitalize="none" />
        </Form.Item>
        <Form.Item
          name="code"
          label={t("activation.code")}
          rules={[required]}
          extra={t("activation.code_hint")}
        >
          <Input autoComplete="one-time-code" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("new_password")}
          rules={[required, { min: 10, message: t("password_short") }]}
          extra={t("password_hint")}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t("password_again")}
          dependencies={["password"]}
          rules={[
            required,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue("password")
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("password_differs"))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </ServerForm>
      <p className="door-foot">
        {t("activation.done")} <Go to={paths.signIn()}>{t("sign_in.title")}</Go>
      </p>
    </Door>
  );
}
