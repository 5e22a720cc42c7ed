import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { EvidencePiece } from "../api/types";
import { Facts } from "../ui/Facts";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { DateText, ShaText } from "../ui/Text";
import { PieceFile } from "./PieceFile";

interface JudgeDrawerProps {
  separationId: string;
  piece: EvidencePiece | undefined;
  onClose: () => void;
}

/** Judge a piece of evidence: does it show what it is brought for? */
export function JudgeDrawer({ separationId, piece, onClose }: JudgeDrawerProps) {
  const { t } = useTranslation("casework");
  const required = useRequired();
  const judge = $api.useMutation("post", "/api/v1/separations/{id}/evidence/{evidence_id}/review");
  return (
    <FormDrawer title={t("piece.judge")} open={!!piece} onClose={onClose}>
      {piece && (
        <div className="stack">
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
          <ServerForm<{ decision: "accepted" | "rejected"; text: string }>
            send={(body) =>
              judge.mutateAsync({
                params: { path: { id: separationId, evidence_id: piece.id } },
                body,
              })
            }
            onSent={onClose}
            submit={t("piece.judge_submit")}
            cancel={{ act: onClose }}
          >
            <Form.Item name="decision" label={t("piece.question")} rules={[required]}>
              <Radio.Group
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
          </ServerForm>
        </div>
      )}
    </FormDrawer>
  );
}
