import { useTranslation } from "react-i18next";
import type { Webhook, WebhookDelivery } from "../api/types";
import { Tag, type Tone } from "../ui/Tag";

const TONES: Record<WebhookDelivery["state"], Tone> = { pending: "info", delivered: "good", failed: "bad" };

/** Whether it runs; that it runs but nothing arrives is said too. */
export function WebhookStateTag({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation("webhooks");
  if (webhook.state === "disabled") return <Tag tone="bad">{t("state.disabled")}</Tag>;
  if (webhook.state === "paused") return <Tag tone="plain">{t("state.paused")}</Tag>;
  if (webhook.failing_since) return <Tag tone="warn">{t("state.failing")}</Tag>;
  return <Tag tone="good">{t("state.active")}</Tag>;
}

/** What became of a delivery; one that failed before waits for its next try. */
export function DeliveryStateTag({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation("webhooks");
  if (delivery.state === "pending" && delivery.attempts.length > 0) {
    return <Tag tone="warn">{t("delivery.retrying")}</Tag>;
  }
  return <Tag tone={TONES[delivery.state]}>{t(`delivery.${delivery.state}`)}</Tag>;
}
