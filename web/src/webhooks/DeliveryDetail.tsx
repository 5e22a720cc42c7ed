import { useTranslation } from "react-i18next";
import type { WebhookDelivery } from "../api/types";
import { Facts } from "../ui/Facts";
import { InstantText } from "../ui/Text";
import { said } from "./said";
import { DeliveryStateTag } from "./WebhookStateTag";

/** One delivery: what is sent, and each attempt with how the answer began. */
export function DeliveryDetail({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation("webhooks");
  return (
    <div className="stack">
      <Facts
        single
        of={[
          ["webhook-id", <code key="id">{delivery.id}</code>],
          [t("state_label"), <DeliveryStateTag key="state" delivery={delivery} />],
          [t("delivered_at"), delivery.delivered_at && <InstantText key="at" at={delivery.delivered_at} />],
          [t("next_try"), delivery.next_try_at && <InstantText key="next" at={delivery.next_try_at} />],
        ]}
      />
      <div className="stack tight">
        <h3>{t("attempts")}</h3>
        {delivery.attempts.length === 0 && <p className="quiet">{t("not_tried")}</p>}
        <ol className="webhook-attempts">
          {delivery.attempts.map((attempt) => (
            <li key={attempt.number}>
              <div className="row between">
                <span className="strong">{said(attempt, t)}</span>
                <span className="quiet small">
                  <InstantText at={attempt.begun_at} />
                </span>
              </div>
              {attempt.response && <pre className="webhook-code">{attempt.response}</pre>}
            </li>
          ))}
        </ol>
      </div>
      <div className="stack tight">
        <h3>{t("payload")}</h3>
        <pre className="webhook-code">{JSON.stringify(delivery.payload, null, 2)}</pre>
      </div>
    </div>
  );
}
