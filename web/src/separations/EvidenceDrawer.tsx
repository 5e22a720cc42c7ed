import { useMutation } from "@tanstack/react-query";
import { Form, Input, message, Select } from "antd";
import { useTranslation } from "react-i18next";
import { postRaw } from "../api/client";
import type { EvidencePiece, Gate, Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick, FilePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { codesToBring } from "./gateRows";

interface EvidenceDrawerProps {
  separation: Separation;
  gate: Gate;
  /** The code it is brought for; `any` leaves the choice; the drawer is open exactly when there is one. */
  code: string | undefined;
  onClose: () => void;
}

interface Brought {
  file: File;
  code: string;
  title: string;
  dated: string;
  text?: string;
}

/** Bring a file into the case: what it shows, of which day, and for which point of the ground. */
export function EvidenceDrawer({ separation, gate, code, onClose }: EvidenceDrawerProps) {
  const { t, i18n } = useTranslation("casework");
  const required = useRequired();
  const [form] = Form.useForm<Brought>();
  const bring = useMutation({
    mutationFn: (said: Brought) => {
      const body = new FormData();
      body.append("code", said.code);
      body.append("title", said.title);
      body.append("dated", said.dated);
      body.append("text", said.text ?? "");
      body.append("file", said.file);
      return postRaw<EvidencePiece>(`/api/v1/separations/${separation.id}/evidence`, body);
    },
  });
  return (
    <FormDrawer title={t("piece.bring")} open={!!code} onClose={onClose}>
      <ServerForm<Brought>
        form={form}
        send={(said) => bring.mutateAsync(said)}
        onSent={() => {
          void message.success(t("piece.brought"));
          onClose();
        }}
        submit={t("piece.submit")}
        cancel={{ act: onClose }}
        initialValues={{ code: code === "any" ? undefined : code }}
      >
        <Form.Item name="code" label={t("piece.code")} rules={[required]}>
          <Select
            options={codesToBring(gate).map((one) => ({
              value: one.code,
              label: `${spoken(one, i18n.language)} ${one.code}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="file" label={t("piece.file")} rules={[required]}>
          <FilePick />
        </Form.Item>
        <Form.Item
          name="title"
          label={t("piece.title")}
          rules={[{ ...required, whitespace: true }]}
          extra={t("piece.title_hint")}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="dated" label={t("piece.dated")} rules={[required]} extra={t("piece.dated_hint")}>
          <DatePick />
        </Form.Item>
        <Form.Item name="text" label={t("piece.text")} extra={t("piece.text_hint")}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
        </Form.Item>
        <p className="note" style={{ marginBottom: 16 }}>
          {t("piece.judged_by_another")}
        </p>
      </ServerForm>
    </FormDrawer>
  );
}
