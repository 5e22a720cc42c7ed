import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useRequired } from "../ui/ServerForm";
import { NOTICE_CHANNELS } from "./serviceChannels";

export type Channel = (typeof NOTICE_CHANNELS)[number];

/** How the notice is to travel. */
export function ChannelField() {
  const { t } = useTranslation("exit");
  const required = useRequired();
  return (
    <Form.Item name="delivery_channel" label={t("service.channel")} rules={[required]}>
      <Select options={NOTICE_CHANNELS.map((value) => ({ value, label: t(`service.channels.${value}`) }))} />
    </Form.Item>
  );
}

/** How a notice travelled. */
export function ChannelText({ channel }: { channel: string }) {
  const { t } = useTranslation("exit");
  return <span>{t(`service.channels.${channel}`)}</span>;
}
