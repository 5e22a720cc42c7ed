import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { LayoffStep } from "../api/types";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";
import type { StepFormProps, StepOnAll } from "./StepDrawer";
import { Working } from "./Working";

type Channel = "in_person" | "post" | "electronic";

interface Said {
  reasons: string;
  last_day: string;
  delivery_channel: Channel;
  channel: Channel;
  served_on: string;
}

/** The body of a step: what the form was asked for it, and nothing else. */
function bodyOf(step: StepOnAll, said: Said): LayoffStep {
  switch (step) {
    case "union_notice":
      return { step, reasons: said.reasons };
    case "notice":
      return { step, last_day: said.last_day, delivery_channel: said.delivery_channel };
    case "service":
      return { step, channel: said.channel, served_on: said.served_on };
    default:
      return { step };
  }
}

/** A step that is taken on every case under way: on all of them, or on none. */
export function StepOnAllForm({
  stepKey,
  layoff,
  count,
  onSent,
  onClose,
}: StepFormProps & { stepKey: StepOnAll }) {
  const { t } = useTranslation("layoffs");
  const { today } = useMe();
  const required = useRequired();
  const take = $api.useMutation("post", "/api/v1/layoffs/{id}/steps");
  const channels = (among: Channel[]) => (
    <Radio.Group
      aria-label={t("channel.label")}
      className="choice"
      options={among.map((value) => ({ value, label: t(`channel.${value}`) }))}
    />
  );
  return (
    <ServerForm<Said>
      send={(said) => take.mutateAsync({ params: { path: { id: layoff.id } }, body: bodyOf(stepKey, said) })}
      onSent={onSent}
      submit={t("submit_for", { count })}
      cancel={{ act: onClose }}
      initialValues={{ reasons: layoff.reason, last_day: layoff.last_day, served_on: today }}
    >
      {stepKey === "union_notice" && (
        <Form.Item
          name="reasons"
          label={t("reasons")}
          rules={[{ ...required, whitespace: true }]}
          extra={t("reasons_hint")}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={10_000} />
        </Form.Item>
      )}
      {stepKey === "notice" && (
        <>
          <Form.Item
            name="last_day"
            label={t("last_day")}
            rules={[required]}
            extra={t("notice_last_day_hint")}
          >
            <DatePick />
          </Form.Item>
          <Form.Item name="delivery_channel" label={t("channel.label")} rules={[required]}>
            {channels(["in_person", "electronic", "post"])}
          </Form.Item>
        </>
      )}
      {stepKey === "service" && (
        <>
          <Form.Item
            name="channel"
            label={t("channel.label")}
            rules={[required]}
            extra={t("channel.post_hint")}
          >
            {channels(["in_person", "electronic"])}
          </Form.Item>
          <Form.Item name="served_on" label={t("served_on")} rules={[required]}>
            <DatePick />
          </Form.Item>
        </>
      )}
      <Working when={take.isPending} cases={count} />
    </ServerForm>
  );
}
