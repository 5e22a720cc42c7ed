import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { paths } from "../paths";
import { useGo } from "../ui/Go";
import { SecretOnce } from "./SecretOnce";
import { WebhookForm } from "./WebhookForm";

/** A new webhook; its secret is shown before the page about it. */
export function NewWebhook({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const go = useGo();
  const create = $api.useMutation("post", "/api/v1/webhooks");
  const made = create.data;
  if (made) {
    return (
      <SecretOnce
        secret={made.secret}
        onKept={() => {
          onClose();
          go(paths.webhook(made.id));
        }}
      >
        {t("secret_of_new")}
      </SecretOnce>
    );
  }
  return <WebhookForm send={(body) => create.mutateAsync({ body })} onCancel={onClose} />;
}
