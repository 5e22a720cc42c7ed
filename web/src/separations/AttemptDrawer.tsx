import { Checkbox, Form, Input, message, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Separation, ServiceAttemptFacts } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";
import { ATTEMPT_CHANNELS } from "./serviceChannels";

interface AttemptDrawerProps {
  separation: Separation;
  open: boolean;
  onClose: () => void;
}

/** The notice is sent out once more, by this channel. */
export function AttemptDrawer({ separation, open, onClose }: AttemptDrawerProps) {
  const { t } = useTranslation("exit");
  const { today } = useMe();
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/separations/{id}/notice/service/attempts");
  return (
    <FormDrawer title={t("service.add")} open={open} onClose={onClose}>
      <ServerForm<ServiceAttemptFacts>
        send={(body) => send.mutateAsync({ params: { path: { id: separation.id } }, body })}
        onSent={() => {
          void message.success(t("service.added"));
          onClose();
        }}
        submit={t("service.add_submit")}
        cancel={{ act: onClose }}
        initialValues={{ sent_on: today, channel: separation.notice?.channel }}
      >
        {(form) => (
          <>
            <Form.Item name="channel" label={t("service.channel")} rules={[required]}>
              <Select
                options={ATTEMPT_CHANNELS.map((value) => ({ value, label: t(`service.channels.${value}`) }))}
              />
            </Form.Item>
            <Form.Item name="sent_on" label={t("service.sent_on")} rules={[required]}>
              <DatePick />
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() => {
                const channel: string | undefined = form.getFieldValue("channel");
                return (
                  <>
                    <Form.Item
                      name="address"
                      label={t("service.address")}
                      rules={channel === "in_system" ? [] : [required]}
                      extra={t("service.address_hint")}
                    >
                      <Input maxLength={300} />
                    </Form.Item>
                    {channel === "post" && (
                      <Form.Item
                        name="tracking_number"
                        label={t("service.tracking_number")}
                        rules={[required]}
                        extra={t("service.post_hint")}
                      >
                        <Input maxLength={60} />
                      </Form.Item>
                    )}
                    {channel === "announcement" && (
                      <p className="note warn" style={{ marginBottom: 16 }}>
                        {t("service.announcement_hint")}
                      </p>
                    )}
                  </>
                );
              }}
            </Form.Item>
            <Form.Item name="designated" valuePropName="checked" label={t("service.designated_label")}>
              <Checkbox>{t("service.designated")}</Checkbox>
            </Form.Item>
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}
