import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { passkeysWork } from "../api/passkey";
import { asProblem } from "../api/problem";
import { keepToken } from "../api/session";
import { paths } from "../paths";
import { queryClient } from "../queries";
import { Go, useGo } from "../ui/Go";
import { ServerForm } from "../ui/ServerForm";
import { useSearch } from "../ui/usePlace";
import { CredentialFields, type Credentials } from "./CredentialFields";
import { Door } from "./Door";
import { PasskeySignIn } from "./PasskeySignIn";

/** Sign in, and go on where the person wanted to be. */
export default function SignInPage() {
  const { t } = useTranslation("session");
  const [search] = useSearch();
  const go = useGo();
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
        <CredentialFields asksTotp={asksTotp} onTotp={() => setAsksTotp(true)} autoFocus />
      </ServerForm>
      {passkeysWork() && <PasskeySignIn onSignedIn={() => go(next, { replace: true })} />}
      <p className="door-foot">
        {t("sign_in.first_time")} <Go to={paths.activation()}>{t("sign_in.activate")}</Go>
      </p>
      <p className="door-foot">
        {t("sign_in.has_file")} <Go to={paths.check()}>{t("sign_in.check")}</Go>
      </p>
    </Door>
  );
}
