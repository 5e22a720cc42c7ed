import { Form, Input, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { EvidencePiece, Layoff, Separation } from "../api/types";
import { PieceFile } from "../separations/PieceFile";
import { Facts } from "../ui/Facts";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { DateText, ShaText } from "../ui/Text";
import { Working } from "./Working";

interface JudgeAllDrawerProps {
  layoff: Layoff;
  sample: Separation | undefined;
  piece: EvidencePiece | undefined;
  count: number;
  onClose: () => void;
}

/** Judge a file in every case in which it waits. */
export function JudgeAllDrawer({ layoff, sample, piece, count, onClose }: JudgeAllDrawerProps) {
  const { t } = useTranslation("layoffs");
  const required = useRequired();
  const judge = $api.useMutation("post", "/api/v1/layoffs/{id}/evidence/{sha256}/review");
  return (
    <FormDrawer title={t("judge.title")} open={!!piece} onClose={onClose}>
      {piece && sample && (
        <div className="stack">
          <Facts
            of={[
              [t("bring.code"), <span className="mono">{piece.code}</span>],
              [t("bring.name"), piece.title],
              [t("bring.dated"), <DateText date={piece.dated} />],
              [t("judge.by"), piece.added_by_name],
              [t("judge.sha256"), <ShaText sha256={piece.sha256} />],
            ]}
          />
          {piece.text && <p className="prose quote">{piece.text}</p>}
          <div>
            <PieceFile separationId={sample.id} piece={piece} />
          </div>
          <ServerForm<{ decision: "accepted" | "rejected"; text: string }>
            send={async (body) => {
              const path = { id: layoff.id, sha256: piece.sha256 };
              const { cases } = await judge.mutateAsync({ params: { path }, body });
              void message.success(t("judge.sent", { count: cases }));
            }}
            onSent={onClose}
            submit={t("judge.submit")}
            cancel={{ act: onClose }}
          >
            <p className="note" style={{ marginBottom: 16 }}>
              {t("judge.for_all")}
            </p>
            <Form.Item name="decision" label={t("judge.question")} rules={[required]}>
              <Radio.Group
                className="choice"
                options={["accepted", "rejected"].map((value) => ({ value, label: t(`judge.say.${value}`) }))}
              />
            </Form.Item>
            <Form.Item
              name="text"
              label={t("judge.why")}
              rules={[{ ...required, whitespace: true }]}
              extra={t("judge.why_hint")}
            >
              <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
            </Form.Item>
            <Working when={judge.isPending} cases={count} />
          </ServerForm>
        </div>
      )}
    </FormDrawer>
  );
}
