import { Button, Typography } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface SecretOnceProps {
  secret: string;
  onKept: () => void;
  children?: ReactNode;
}

/** A signing secret, this once. */
export function SecretOnce({ secret, onKept, children }: SecretOnceProps) {
  const { t } = useTranslation("webhooks");
  return (
    <div className="stack">
      <p className="note warn">{t("secret_once")}</p>
      {children && <p className="quiet">{children}</p>}
      <div>
        <p className="quiet small">{t("secret")}</p>
        <Typography.Text code copyable className="webhook-address">
          {secret}
        </Typography.Text>
      </div>
      <div className="form-foot">
        <Button type="primary" onClick={onKept}>
          {t("secret_kept")}
        </Button>
      </div>
    </div>
  );
}
