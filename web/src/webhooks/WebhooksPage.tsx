import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Webhook } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { type Field, ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Panel } from "../ui/Panel";
import { InstantText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";
import { EventTags } from "./EventTags";
import { NewWebhook } from "./NewWebhook";
import { WebhookStateTag } from "./WebhookStateTag";
import "./webhooks.css";

/** Other systems that are told of what happens. */
export default function WebhooksPage() {
  const { t } = useTranslation("webhooks");
  const [adding, setAdding] = useState(false);
  const close = () => setAdding(false);
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={add}>
      <Panel flush>
        <WebhookList />
      </Panel>
      <FormDrawer title={t("add")} open={adding} onClose={close}>
        <NewWebhook onClose={close} />
      </FormDrawer>
    </Page>
  );
}

function WebhookList() {
  const { t } = useTranslation("webhooks");
  const [search] = useSearch();
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/webhooks", {
    params: { query: { cursor: search.cursor } },
  }).data;
  const fields: Field<Webhook>[] = [
    {
      key: "url",
      label: t("receiver"),
      phone: "title",
      show: (one) => (
        <div className="webhook-name">
          <span className="strong webhook-address">{one.description || one.url}</span>
          {one.description && <span className="quiet small webhook-address">{one.url}</span>}
        </div>
      ),
    },
    { key: "events", label: t("events"), show: (one) => <EventTags events={one.events} most={3} /> },
    {
      key: "state",
      label: t("state_label"),
      width: 150,
      phone: "side",
      show: (one) => <WebhookStateTag webhook={one} />,
    },
    {
      key: "created",
      label: t("created_at"),
      width: 190,
      show: (one) => <InstantText at={one.created_at} />,
    },
  ];
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.webhook(one.id)}
        fields={fields}
        empty={<Empty title={t("none")}>{t("none_about")}</Empty>}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
