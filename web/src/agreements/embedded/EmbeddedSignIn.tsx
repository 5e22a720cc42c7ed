import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client";
import { keepToken } from "../../api/session";
import { paths } from "../../paths";
import { CredentialFields, type Credentials } from "../../session/CredentialFields";
import { Go } from "../../ui/Go";
import { Panel } from "../../ui/Panel";
import { ServerForm } from "../../ui/ServerForm";
import { embedToken, type Frame } from "./frame";

interface EmbeddedSignInProps {
  frame: Frame;
  onSignedIn: (hasPasskey: boolean) => void;
}

/** Whoever signs says who they are, here and not to the page around: the session lives in this frame's memory. */
export function EmbeddedSignIn({ frame, onSignedIn }: EmbeddedSignInProps) {
  const { t } = useTranslation("embedding");
  const [asksTotp, setAsksTotp] = useState(false);
  const signIn = async (said: Credentials) => {
    const body = { ...said, embed_token: embedToken() };
    const { data, error } = await api.POST("/api/v1/auth/embedded-login", { body });
    if (error) throw error;
    keepToken(data.access_token, { renews: false });
    onSignedIn(data.has_passkey);
  };
  return (
    <Panel title={t("sign_in.title")} about={t("sign_in.about", { client: frame.client_name })}>
      <ServerForm<Credentials> send={signIn} submit={t("sign_in.submit")} size="large" requiredMark={false}>
        <CredentialFields asksTotp={asksTotp} onTotp={() => setAsksTotp(true)} />
      </ServerForm>
      <p className="quiet small embedded-care">
        {t("sign_in.care")}{" "}
        <Go to={paths.signing(frame.agreement_id)} target="_blank" rel="noopener">
          {t("sign_in.apart")}
        </Go>
      </p>
    </Panel>
  );
}
