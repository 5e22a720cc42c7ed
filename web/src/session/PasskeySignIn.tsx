import { KeyOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../api/client";
import { answerWithPasskey } from "../api/passkey";
import { keepToken } from "../api/session";
import { queryClient } from "../queries";
import { ProblemNote } from "../ui/ProblemNote";

/** Signing in with a passkey alone: the device knows who it is. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation("session");
  const signIn = useMutation({
    mutationFn: async () => {
      const asked = await api.POST("/api/v1/auth/passkey-login/challenges");
      if (asked.error) throw asked.error;
      const body = { passkey: await answerWithPasskey(asked.data) };
      const { data, error } = await api.POST("/api/v1/auth/passkey-login", { body });
      if (error) throw error;
      keepToken(data.access_token);
      queryClient.clear();
    },
    onSuccess: onSignedIn,
  });
  return (
    <div className="stack tight" style={{ marginTop: 12 }}>
      <ProblemNote problem={signIn.error} />
      <Button
        block
        size="large"
        icon={<KeyOutlined aria-hidden />}
        loading={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        {t("passkeys.sign_in")}
      </Button>
    </div>
  );
}
