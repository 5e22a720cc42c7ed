import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Webhook } from "../api/types";
import { paths } from "../paths";
import { Facts } from "../ui/Facts";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { InstantText } from "../ui/Text";
import { useId } from "../ui/usePlace";
import { DeliveryPanel } from "./DeliveryPanel";
import { EventTags } from "./EventTags";
import { VerifyPanel } from "./VerifyPanel";
import { WebhookActions } from "./WebhookActions";
import { WebhookStateTag } from "./WebhookStateTag";
import "./webhooks.css";

/** One webhook: whether events arrive, what was sent, and how the other side checks it. */
export default function WebhookPage() {
  const { t } = useTranslation("webhooks");
  const id = useId();
  const webhook = $api.useSuspenseQuery("get", "/api/v1/webhooks/{id}", { params: { path: { id } } }).data;
  return (
    <Page
      title={webhook.description || t("one")}
      back={{ to: paths.webhooks(), label: t("title") }}
      about={<span className="webhook-address">{webhook.url}</span>}
      tags={<WebhookStateTag webhook={webhook} />}
      actions={<WebhookActions webhook={webhook} />}
    >
      <div className="stack">
        <Trouble webhook={webhook} />
        <Panel>
          <About webhook={webhook} />
        </Panel>
        <DeliveryPanel webhook={webhook} />
        <VerifyPanel />
      </div>
    </Page>
  );
}

/** Why nothing arrives, and what to do. */
function Trouble({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation("webhooks");
  if (webhook.disabled_reason) {
    return (
      <p className="note bad" role="alert">
        {t(`disabled.${webhook.disabled_reason}`)} <InstantText at={webhook.disabled_at} />
      </p>
    );
  }
  if (webhook.state === "active" && webhook.failing_since) {
    return (
      <p className="note warn" role="status">
        {t("failing_about")} <InstantText at={webhook.failing_since} />
      </p>
    );
  }
  return null;
}

function About({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation("webhooks");
  const entities = $api.useQuery("get", "/api/v1/legal-entities");
  const employer = entities.data?.items.find((one) => one.id === webhook.legal_entity_id)?.name;
  const ends = webhook.previous_secret_until;
  const both = ends && Date.parse(ends) > Date.now();
  return (
    <div className="stack">
      <div className="stack tight">
        <h2>{t("events")}</h2>
        <EventTags events={webhook.events} />
      </div>
      <Facts
        of={[
          [t("legal_entity"), webhook.legal_entity_id ? employer : t("all_entities")],
          [t("created_at"), <InstantText key="created" at={webhook.created_at} />],
          [t("both_sign"), both && <InstantText key="both" at={ends} />],
        ]}
      />
    </div>
  );
}
