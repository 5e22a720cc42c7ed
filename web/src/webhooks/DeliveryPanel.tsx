import { Button, message } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Webhook, WebhookDelivery } from "../api/types";
import { Empty } from "../ui/Empty";
import { FilterSelect } from "../ui/FilterSelect";
import { FormDrawer } from "../ui/FormDrawer";
import { type Field, ListTable } from "../ui/ListTable";
import { Pager } from "../ui/Pager";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { InstantText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";
import { DeliveryDetail } from "./DeliveryDetail";
import { said } from "./said";
import { DeliveryStateTag } from "./WebhookStateTag";

const STATES = ["pending", "delivered", "failed"] as const;
/** How often the list looks again while something is on its way. */
const LOOK_AGAIN = 2_000;

/** What was sent, what came of it, and sending it again. */
export function DeliveryPanel({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation("webhooks");
  const [search, change] = useSearch();
  return (
    <Panel
      flush
      title={t("deliveries")}
      about={t("deliveries_about")}
      extra={
        <FilterSelect
          label={t("state_label")}
          all={t("all_states")}
          minWidth={130}
          value={search.state}
          onChange={(state?: string) => change({ state, cursor: undefined, page: undefined })}
          options={STATES.map((value) => ({ value, label: t(`delivery.${value}`) }))}
        />
      }
    >
      <DeliveryList key={`${search.state} ${search.cursor}`} webhook={webhook} />
    </Panel>
  );
}

function DeliveryList({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation("webhooks");
  const [search] = useSearch();
  const [opened, setOpened] = useState<string | null>(null);
  const state = STATES.find((one) => one === search.state);
  const { items, next_cursor } = $api.useSuspenseQuery(
    "get",
    "/api/v1/webhooks/{id}/deliveries",
    { params: { path: { id: webhook.id }, query: { state, cursor: search.cursor, limit: 20 } } },
    {
      refetchInterval: ({ state: { data } }) =>
        data?.items.some((one) => one.state === "pending" || one.next_try_at) ? LOOK_AGAIN : false,
    },
  ).data;
  const fields: Field<WebhookDelivery>[] = [
    {
      key: "kind",
      label: t("event"),
      phone: "title",
      show: (one) => <code className="webhook-kind">{one.kind}</code>,
    },
    { key: "at", label: t("queued_at"), show: (one) => <InstantText at={one.created_at} /> },
    {
      key: "state",
      label: t("state_label"),
      phone: "side",
      show: (one) => <DeliveryStateTag delivery={one} />,
    },
    { key: "attempts", label: t("attempts"), show: (one) => <Attempts delivery={one} /> },
    {
      key: "acts",
      label: t("acts"),
      show: (one) => (
        <span className="row">
          <Button size="small" onClick={() => setOpened(one.id)}>
            {t("details")}
          </Button>
          {(one.state !== "pending" || one.attempts.length > 0) && <Redeliver delivery={one} />}
        </span>
      ),
    },
  ];
  const shown = items.find((one) => one.id === opened);
  return (
    <>
      <ListTable
        caption={t("deliveries")}
        rows={items}
        rowKey={(one) => one.id}
        fields={fields}
        empty={<Empty title={t("no_deliveries")}>{t("no_deliveries_about")}</Empty>}
      />
      <Pager next={next_cursor} shown={items.length} />
      <FormDrawer title={shown?.kind ?? ""} open={!!shown} onClose={() => setOpened(null)}>
        {shown && <DeliveryDetail delivery={shown} />}
      </FormDrawer>
    </>
  );
}

/** How often it was tried, and what came of it the last time. */
function Attempts({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation("webhooks");
  const last = delivery.attempts.at(-1);
  if (!last) return <span className="quiet">{t("not_tried")}</span>;
  return (
    <div>
      <span>{t("tried", { count: delivery.attempts.length })}</span>{" "}
      <span className="quiet small">{said(last, t)}</span>
      {delivery.next_try_at && (
        <div className="quiet small">
          {t("next_try")} <InstantText at={delivery.next_try_at} />
        </div>
      )}
    </div>
  );
}

function Redeliver({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useTranslation("webhooks");
  const again = $api.useMutation("post", "/api/v1/webhooks/{id}/deliveries/{delivery_id}/redelivery", {
    onSuccess: () => void message.success(t("sent_again")),
  });
  return (
    <>
      <Button
        size="small"
        loading={again.isPending}
        onClick={() =>
          again.mutate({ params: { path: { id: delivery.webhook_id, delivery_id: delivery.id } } })
        }
      >
        {t(delivery.state === "pending" ? "try_now" : "send_again")}
      </Button>
      <ProblemNote problem={again.error} />
    </>
  );
}
