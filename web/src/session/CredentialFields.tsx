import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useRequired } from "../ui/ServerForm";

export interface Credentials {
  login: string;
  password: string;
  totp?: string;
}

interface CredentialFieldsProps {
  /** A code of the authenticator is asked for. */
  asksTotp: boolean;
  onTotp: () => void;
  autoFocus?: boolean;
}

/** Who signs in, and what proves it. */
export function CredentialFields({ asksTotp, onTotp, autoFocus }: CredentialFieldsProps) {
  const { t } = useTranslation("session");
  const required = useRequired();
  return (
    <>
      <Form.Item name="login" label={t("login")} rules={[required]} extra={t("login_hint")}>
        <Input autoComplete="username" autoCapitalize="none" autoFocus={autoFocus} />
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
          <button type="button" className="link-button small" onClick={onTotp}>
            {t("sign_in.has_totp")}
          </button>
        </p>
      )}
    </>
  );
}
