import { KeyOutlined } from "@ant-design/icons";
import { Button, Form, Input, message } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, api } from "../api/client";
import { makePasskey, passkeysWork } from "../api/passkey";
import type { Passkey } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { FormDrawer } from "../ui/FormDrawer";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { InstantText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { FreshProofFields, freshProof, type Proving, useWay } from "./FreshProofFields";

type Task = { act: "add" } | { act: "rename" | "remove"; passkey: Passkey };

/** The passkeys of one's own account: which there are, and adding, naming and removing them. */
export function PasskeysPanel() {
  const { t } = useTranslation("session");
  const [task, setTask] = useState<Task | null>(null);
  const close = () => setTask(null);
  return (
    <Panel title={t("passkeys.title")} about={t("passkeys.about")}>
      <div className="stack">
        <PasskeyList onTask={setTask} />
        <div>
          <ActionButton
            why={!passkeysWork() && t("passkeys.why_not_here")}
            onClick={() => setTask({ act: "add" })}
          >
            {t("passkeys.add")}
          </ActionButton>
        </div>
      </div>
      <FormDrawer title={t(`passkeys.${task?.act ?? "add"}`)} open={task !== null} onClose={close}>
        {task?.act === "add" && <AddForm onClose={close} />}
        {task?.act === "rename" && <RenameForm passkey={task.passkey} onClose={close} />}
        {task?.act === "remove" && <RemoveForm passkey={task.passkey} onClose={close} />}
      </FormDrawer>
    </Panel>
  );
}

function PasskeyList({ onTask }: { onTask: (task: Task) => void }) {
  const { t } = useTranslation("session");
  const passkeys = $api.useSuspenseQuery("get", "/api/v1/auth/passkeys").data.items;
  if (passkeys.length === 0) return <p className="quiet">{t("passkeys.none")}</p>;
  return (
    <ul className="stack" aria-label={t("passkeys.title")}>
      {passkeys.map((passkey) => (
        <li key={passkey.id} className="row between">
          <div>
            <p className="strong">
              <KeyOutlined aria-hidden /> {passkey.name}
            </p>
            <p className="quiet small">
              {t("passkeys.created")} <InstantText at={passkey.created_at} /> · {t("passkeys.last_used")}{" "}
              {passkey.last_used_at ? <InstantText at={passkey.last_used_at} /> : t("passkeys.never_used")}
            </p>
          </div>
          <div className="row">
            <Button
              size="small"
              aria-label={`${t("passkeys.rename")} ${passkey.name}`}
              onClick={() => onTask({ act: "rename", passkey })}
            >
              {t("passkeys.rename_short")}
            </Button>
            <Button
              size="small"
              danger
              aria-label={`${t("passkeys.remove")} ${passkey.name}`}
              onClick={() => onTask({ act: "remove", passkey })}
            >
              {t("passkeys.remove_short")}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function AddForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("session");
  const proof = useWay(useMe());
  const add = $api.useMutation("post", "/api/v1/auth/passkeys");
  const send = async ({ name, ...proving }: Proving & { name: string }) => {
    const { data, error } = await api.POST("/api/v1/auth/passkey-registrations", {
      body: await freshProof(proof.way, proving),
    });
    if (error) throw error;
    await add.mutateAsync({ body: { name, ...(await makePasskey(data)) } });
  };
  const done = () => {
    onClose();
    void message.success(t("passkeys.added"));
  };
  return (
    <ServerForm send={send} onSent={done} submit={t("passkeys.add")} cancel={{ act: onClose }}>
      <NameField />
      <FreshProofFields {...proof} />
      <p className="quiet small">{t("passkeys.add_about")}</p>
    </ServerForm>
  );
}

interface FormProps {
  passkey: Passkey;
  onClose: () => void;
}

function RenameForm({ passkey, onClose }: FormProps) {
  const { t } = useTranslation("session");
  const rename = $api.useMutation("put", "/api/v1/auth/passkeys/{id}/name");
  return (
    <ServerForm<{ name: string }>
      initialValues={{ name: passkey.name }}
      send={(body) => rename.mutateAsync({ params: { path: { id: passkey.id } }, body })}
      onSent={onClose}
      submit={t("passkeys.rename")}
      cancel={{ act: onClose }}
    >
      <NameField />
    </ServerForm>
  );
}

function RemoveForm({ passkey, onClose }: FormProps) {
  const { t } = useTranslation("session");
  const proof = useWay(useMe());
  const remove = $api.useMutation("post", "/api/v1/auth/passkeys/{id}/removal");
  const send = async (proving: Proving) =>
    remove.mutateAsync({
      params: { path: { id: passkey.id } },
      body: await freshProof(proof.way, proving),
    });
  return (
    <ServerForm send={send} onSent={onClose} submit={t("passkeys.remove")} cancel={{ act: onClose }}>
      <p className="note warn" style={{ marginBottom: 16 }}>
        {t("passkeys.remove_about", { name: passkey.name })}
      </p>
      <FreshProofFields {...proof} />
    </ServerForm>
  );
}

function NameField() {
  const { t } = useTranslation("session");
  const required = useRequired();
  return (
    <Form.Item
      name="name"
      label={t("passkeys.name")}
      extra={t("passkeys.name_hint")}
      rules={[{ ...required, whitespace: true }]}
    >
      <Input maxLength={60} autoComplete="off" />
    </Form.Item>
  );
}
