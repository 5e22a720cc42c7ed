import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { WebhookEvent, WebhookFacts } from "../api/types";
import { spoken } from "../i18n/i18n";
import { LegalEntityPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";

interface WebhookFormProps {
  initial?: WebhookFacts;
  send: (facts: WebhookFacts) => Promise<unknown>;
  onSent?: () => void;
  onCancel: () => void;
}

/** Where to call and what for. The employer is chosen once. */
export function WebhookForm({ initial, send, onSent, onCancel }: WebhookFormProps) {
  const { t } = useTranslation("webhooks");
  const required = useRequired();
  const facts = (said: WebhookFacts): WebhookFacts => ({
    ...said,
    legal_entity_id: (initial ? initial.legal_entity_id : said.legal_entity_id) ?? null,
  });
  return (
    <ServerForm<WebhookFacts>
      initialValues={initial}
      send={(said) => send(facts(said))}
      onSent={onSent}
      submit={t("save")}
      cancel={{ act: onCancel }}
    >
      <Form.Item name="url" label={t("url")} rules={[required]} extra={t("url_hint")}>
        <Input type="url" inputMode="url" autoCapitalize="none" placeholder="https://erp.example.com/hooks" />
      </Form.Item>
      <Form.Item name="description" label={t("description")}>
        <Input maxLength={200} placeholder={t("description_hint")} />
      </Form.Item>
      <Form.Item name="events" label={t("events")} rules={[required]} extra={t("events_hint")}>
        <EventSelect />
      </Form.Item>
      {!initial && (
        <Form.Item name="legal_entity_id" label={t("legal_entity")} extra={t("legal_entity_hint")}>
          <LegalEntityPicker allowClear placeholder={t("all_entities")} />
        </Form.Item>
      )}
    </ServerForm>
  );
}

interface EventSelectProps {
  id?: string;
  value?: string[];
  onChange?: (events: string[]) => void;
}

/** Kinds of events under their noun, each noun also as a whole. */
function EventSelect(props: EventSelectProps) {
  const { t, i18n } = useTranslation("webhooks");
  const events = $api.useQuery("get", "/api/v1/webhook-events");
  const title = (kind: string, text: ReactNode) => (
    <span className="webhook-option">
      <span>{text}</span> <code className="quiet small">{kind}</code>
    </span>
  );
  const groups = byNoun(events.data ?? []).map(([noun, kinds]) => ({
    label: noun,
    options: [
      { value: `${noun}.*`, label: title(`${noun}.*`, t("whole_noun", { noun })), search: `${noun}.*` },
      ...kinds.map((one) => ({
        value: one.kind,
        label: title(one.kind, spoken(one, i18n.language)),
        search: `${one.kind} ${one.zh} ${one.en}`,
      })),
    ],
  }));
  const all = { label: t("all"), options: [{ value: "*", label: title("*", t("all_events")), search: "*" }] };
  return (
    <Select
      mode="multiple"
      placeholder={t("events_placeholder")}
      loading={events.isPending}
      showSearch={{ optionFilterProp: "search" }}
      optionLabelProp="value"
      options={[all, ...groups]}
      {...props}
    />
  );
}

function byNoun(events: WebhookEvent[]): [string, WebhookEvent[]][] {
  const nouns = new Map<string, WebhookEvent[]>();
  for (const one of events) {
    const noun = one.kind.split(".")[0] ?? "";
    nouns.set(noun, [...(nouns.get(noun) ?? []), one]);
  }
  return [...nouns];
}
