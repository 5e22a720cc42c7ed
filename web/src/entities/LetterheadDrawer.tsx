import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, message, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch, putRaw } from "../api/client";
import type { Letterhead, LetterheadLines } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { FilePick } from "../ui/Pickers";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { LetterheadSheet } from "./LetterheadView";

interface LetterheadDrawerProps {
  head: Letterhead;
  open: boolean;
  onClose: () => void;
}

/** The lines and the logo, each saved for itself. */
export function LetterheadDrawer({ head, open, onClose }: LetterheadDrawerProps) {
  const { t } = useTranslation("entities");
  return (
    <FormDrawer title={t("letterhead.title")} open={open} onClose={onClose}>
      <div className="stack">
        <p className="quiet small">{t("letterhead.about")}</p>
        <LetterheadSheet head={head} />
        <LinesForm head={head} />
        <LogoForm key={head.logo_sha256} head={head} />
      </div>
    </FormDrawer>
  );
}

function LinesForm({ head }: { head: Letterhead }) {
  const { t } = useTranslation("entities");
  const replace = $api.useMutation("put", "/api/v1/legal-entities/{id}/letterhead");
  const path = { id: head.legal_entity_id };
  return (
    <ServerForm<LetterheadLines>
      send={(body) => replace.mutateAsync({ params: { path }, body, headers: ifMatch(head) })}
      onSent={() => void message.success(t("saved"))}
      submit={t("letterhead.save_lines")}
      initialValues={{ first_line: head.first_line, second_line: head.second_line }}
    >
      <Form.Item name="first_line" label={t("letterhead.first_line")} extra={t("letterhead.first_line_hint")}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="second_line"
        label={t("letterhead.second_line")}
        extra={t("letterhead.second_line_hint")}
      >
        <Input maxLength={80} />
      </Form.Item>
    </ServerForm>
  );
}

function LogoForm({ head }: { head: Letterhead }) {
  const { t } = useTranslation("entities");
  const required = useRequired();
  const path = `/api/v1/legal-entities/${head.legal_entity_id}/letterhead/logo`;
  const set = useMutation({
    mutationFn: ({ file }: { file: File }) => {
      const form = new FormData();
      form.append("file", file);
      return putRaw<Letterhead>(path, form, ifMatch(head));
    },
  });
  const remove = $api.useMutation("delete", "/api/v1/legal-entities/{id}/letterhead/logo");
  const takeOff = () =>
    remove.mutate({ params: { path: { id: head.legal_entity_id } }, headers: ifMatch(head) });
  return (
    <>
      <ServerForm<{ file: File }>
        send={(said) => set.mutateAsync(said)}
        onSent={() => void message.success(t("saved"))}
        submit={t("letterhead.set_logo")}
        extra={
          head.logo_sha256 && (
            <Popconfirm
              title={t("letterhead.remove_sure")}
              okText={t("letterhead.remove_logo")}
              onConfirm={takeOff}
            >
              <Button danger loading={remove.isPending}>
                {t("letterhead.remove_logo")}
              </Button>
            </Popconfirm>
          )
        }
      >
        <Form.Item name="file" label={t("letterhead.logo")} rules={[required]}>
          <FilePick accept=".png,.svg" kinds={t("letterhead.logo_kinds")} />
        </Form.Item>
      </ServerForm>
      <ProblemNote problem={remove.error} />
    </>
  );
}
