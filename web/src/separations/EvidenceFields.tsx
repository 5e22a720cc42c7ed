import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { GateEvidence } from "../api/types";
import { spoken } from "../i18n/i18n";
import { DatePick, FilePick } from "../ui/Pickers";
import { useRequired } from "../ui/ServerForm";

/** A file brought in, and what it shows. */
export interface Brought {
  file: File;
  code: string;
  title: string;
  dated: string;
  text?: string;
}

/** The form as it is sent. */
export function evidenceForm({ file, code, title, dated, text = "" }: Brought): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries({ code, title, dated, text })) body.append(name, value);
  body.append("file", file);
  return body;
}

/** What is asked about a file: which point it proves, what it is called, of which day, what it shows. */
export function EvidenceFields({ codes, titleHint }: { codes: GateEvidence[]; titleHint: ReactNode }) {
  const { t, i18n } = useTranslation("casework");
  const required = useRequired();
  return (
    <>
      <Form.Item name="code" label={t("piece.code")} rules={[required]}>
        <Select
          options={codes.map((one) => ({
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
        extra={titleHint}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="dated" label={t("piece.dated")} rules={[required]} extra={t("piece.dated_hint")}>
        <DatePick />
      </Form.Item>
      <Form.Item name="text" label={t("piece.text")} extra={t("piece.text_hint")}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
    </>
  );
}
