import { Form, Input, message, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Agreement, AgreementClause, AgreementCommentFacts } from "../../api/types";
import { FormDrawer } from "../../ui/FormDrawer";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import type { Side } from "./negotiation";

interface CommentDrawerProps {
  agreement: Agreement;
  clauses: AgreementClause[];
  /** Which one it begins with; the whole text with null. */
  clause: string | null;
  side: Side;
  open: boolean;
  onClose: () => void;
}

const WHOLE = "";

/** A comment on a clause or on the whole text, with the wording that is wished for. */
export function CommentDrawer({ agreement, clauses, clause, side, open, onClose }: CommentDrawerProps) {
  const { t } = useTranslation("agreements");
  const required = { ...useRequired(), whitespace: true };
  const send = $api.useMutation("post", "/api/v1/agreements/{id}/comments");
  const post = ({ clause: key, text, proposed_text }: AgreementCommentFacts) =>
    send.mutateAsync({
      params: { path: { id: agreement.id } },
      body: { clause: key || undefined, text, proposed_text: proposed_text?.trim() || undefined },
    });
  return (
    <FormDrawer title={t("negotiation.comment_title")} open={open} onClose={onClose}>
      <p className="note" style={{ marginBottom: 16 }}>
        {t(side === "employee" ? "negotiation.comment_about" : "negotiation.comment_about_employer")}
      </p>
      <ServerForm<AgreementCommentFacts>
        send={post}
        onSent={() => {
          onClose();
          void message.success(t("negotiation.comment_sent"));
        }}
        submit={t("negotiation.comment_send")}
        cancel={{ act: onClose }}
        initialValues={{ clause: clause ?? WHOLE }}
      >
        <Form.Item name="clause" label={t("negotiation.comment_clause")} rules={[{ required: false }]}>
          <Select
            aria-label={t("negotiation.comment_clause")}
            options={[
              { value: WHOLE, label: t("negotiation.whole") },
              ...clauses.map((one, at) => ({
                value: one.key,
                label: `${t("negotiation.number", { number: at + 1 })} ${one.heading}`,
              })),
            ]}
          />
        </Form.Item>
        <Form.Item name="text" label={t("negotiation.comment_text")} rules={[required]}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} />
        </Form.Item>
        <Form.Item
          name="proposed_text"
          label={t("negotiation.comment_proposed")}
          extra={t("negotiation.comment_proposed_hint")}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={8000} />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
