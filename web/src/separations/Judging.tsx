import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { EvidencePiece } from "../api/types";
import { Facts } from "../ui/Facts";
import { useRequired } from "../ui/ServerForm";
import { DateText, ShaText } from "../ui/Text";
import { PieceFile } from "./PieceFile";

export interface Judgement {
  decision: "accepted" | "rejected";
  text: string;
}

/** The piece that is judged: what it is said to show, by whom, and the file itself. */
export function PieceToJudge({ separationId, piece }: { separationId: string; piece: EvidencePiece }) {
  const { t } = useTranslation("casework");
  return (
    <>
      <Facts
        of={[
          [t("piece.code"), <span className="mono">{piece.code}</span>],
          [t("piece.title"), piece.title],
          [t("piece.dated"), <DateText date={piece.dated} />],
          [t("piece.by"), piece.added_by_name],
          [t("piece.sha256"), <ShaText sha256={piece.sha256} />],
        ]}
      />
      {piece.text && <p className="prose quote">{piece.text}</p>}
      <div>
        <PieceFile separationId={separationId} piece={piece} />
      </div>
    </>
  );
}

/** Whether it shows what it is brought for, and why. */
export function JudgementFields() {
  const { t } = useTranslation("casework");
  const required = useRequired();
  return (
    <>
      <Form.Item name="decision" label={t("piece.question")} rules={[required]}>
        <Radio.Group
          aria-label={t("piece.question")}
          className="choice"
          options={["accepted", "rejected"].map((value) => ({ value, label: t(`piece.say.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="text"
        label={t("piece.why")}
        rules={[{ ...required, whitespace: true }]}
        extra={t("piece.why_hint")}
      >
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}
