import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, Modal, message } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Webhook } from "../api/types";
import { paths } from "../paths";
import { FormDrawer } from "../ui/FormDrawer";
import { useGo } from "../ui/Go";
import { ProblemNote } from "../ui/ProblemNote";
import { SecretOnce } from "./SecretOnce";
import { WebhookForm } from "./WebhookForm";

type Asking = "edit" | "rotate" | "delete" | null;

/** What can be done with a webhook: try it and stop it at once, the rest behind a menu. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation("webhooks");
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const test = $api.useMutation("post", "/api/v1/webhooks/{id}/test", {
    onSuccess: () => void message.success(t("test_sent")),
  });
  const pause = $api.useMutation("post", "/api/v1/webhooks/{id}/pause");
  const resume = $api.useMutation("post", "/api/v1/webhooks/{id}/resumption");
  const path = { params: { path: { id: webhook.id } } };
  const turn = webhook.state === "active" ? pause : resume;
  return (
    <>
      <Button loading={test.isPending} onClick={() => test.mutate(path)}>
        {t("test")}
      </Button>
      <Button
        type={webhook.state === "active" ? "default" : "primary"}
        loading={turn.isPending}
        onClick={() => turn.mutate({ ...path, headers: ifMatch(webhook) })}
      >
        {t(webhook.state === "active" ? "pause" : "resume")}
      </Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          onClick: ({ key }) => setAsking(key as Asking),
          items: [
            { key: "edit", label: t("edit") },
            { key: "rotate", label: t("rotate") },
            { key: "delete", label: t("delete"), danger: true },
          ],
        }}
      >
        <Button icon={<DownOutlined aria-hidden />} iconPlacement="end">
          {t("more_acts")}
        </Button>
      </Dropdown>
      <ProblemNote problem={test.error ?? pause.error ?? resume.error} />
      <FormDrawer title={t("edit")} open={asking === "edit"} onClose={close}>
        <Edit webhook={webhook} onClose={close} />
      </FormDrawer>
      <FormDrawer title={t("rotate")} open={asking === "rotate"} onClose={close}>
        <Rotate webhook={webhook} onClose={close} />
      </FormDrawer>
      <Delete webhook={webhook} open={asking === "delete"} onClose={close} />
    </>
  );
}

interface AskedProps {
  webhook: Webhook;
  onClose: () => void;
}

function Edit({ webhook, onClose }: AskedProps) {
  const change = $api.useMutation("put", "/api/v1/webhooks/{id}");
  const { url, description, events, legal_entity_id } = webhook;
  return (
    <WebhookForm
      initial={{ url, description, events, legal_entity_id }}
      send={(body) =>
        change.mutateAsync({ params: { path: { id: webhook.id } }, headers: ifMatch(webhook), body })
      }
      onSent={onClose}
      onCancel={onClose}
    />
  );
}

function Rotate({ webhook, onClose }: AskedProps) {
  const { t } = useTranslation("webhooks");
  const rotate = $api.useMutation("post", "/api/v1/webhooks/{id}/secret");
  if (rotate.data) {
    return (
      <SecretOnce secret={rotate.data.secret} onKept={onClose}>
        {t("secret_of_rotation")}
      </SecretOnce>
    );
  }
  return (
    <div className="stack">
      <p>{t("rotate_about")}</p>
      <ProblemNote problem={rotate.error} />
      <div className="form-foot">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          type="primary"
          loading={rotate.isPending}
          onClick={() => rotate.mutate({ params: { path: { id: webhook.id } }, headers: ifMatch(webhook) })}
        >
          {t("rotate")}
        </Button>
      </div>
    </div>
  );
}

function Delete({ webhook, open, onClose }: AskedProps & { open: boolean }) {
  const { t } = useTranslation("webhooks");
  const go = useGo();
  const remove = $api.useMutation("delete", "/api/v1/webhooks/{id}");
  const act = () =>
    remove.mutate(
      { params: { path: { id: webhook.id } }, headers: ifMatch(webhook) },
      { onSuccess: () => go(paths.webhooks()) },
    );
  return (
    <Modal
      title={t("delete_sure")}
      open={open}
      onCancel={onClose}
      onOk={act}
      okText={t("delete")}
      cancelText={t("cancel")}
      okButtonProps={{ danger: true, loading: remove.isPending }}
    >
      <p>{t("delete_about")}</p>
      <ProblemNote problem={remove.error} />
    </Modal>
  );
}
