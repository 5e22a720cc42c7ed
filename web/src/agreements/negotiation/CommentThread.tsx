import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Agreement, AgreementComment, AgreementCommentSettlement } from "../../api/types";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { Tag } from "../../ui/Tag";
import { InstantText } from "../../ui/Text";
import type { Side, Thread } from "./negotiation";

interface CommentThreadProps {
  agreement: Agreement;
  thread: Thread;
  /** For whom the reader may act; nobody when it is over. */
  side: Side | null;
}

/** One comment: what was said, answered and made of it. */
export function CommentThread({ agreement, thread, side }: CommentThreadProps) {
  const { t } = useTranslation("agreements");
  const [doing, setDoing] = useState<"answer" | "settle" | null>(null);
  const { comment, answers } = thread;
  const { settlement } = comment;
  const outcome = settlement?.outcome ?? "waits";
  const tone = outcome === "accepted" ? "good" : outcome === "waits" ? "warn" : "plain";
  const acts = side && !settlement;
  return (
    <article className="comment">
      <header className="row between">
        <Author comment={comment} />
        <Tag tone={tone}>{t(`negotiation.outcome.${outcome}`)}</Tag>
      </header>
      <p className="prose">{comment.text}</p>
      {comment.proposed_text && (
        <div className="quote">
          <p className="quiet small">{t("negotiation.proposed")}</p>
          <p className="prose">{comment.proposed_text}</p>
        </div>
      )}
      {answers.map((answer) => (
        <div key={answer.id} className="comment-answer">
          <Author comment={answer} />
          <p className="prose">{answer.text}</p>
        </div>
      ))}
      {settlement && (
        <div className="comment-answer">
          <p className="quiet small">
            <span className="strong">{settlement.by_name}</span> · <InstantText at={settlement.at} />
          </p>
          <p className="prose">{settlement.text}</p>
        </div>
      )}
      {acts && doing === null && (
        <div className="row">
          <Button size="small" onClick={() => setDoing("answer")}>
            {t("negotiation.answer")}
          </Button>
          {comment.by !== side && (
            <Button size="small" type="primary" onClick={() => setDoing("settle")}>
              {t("negotiation.settle")}
            </Button>
          )}
        </div>
      )}
      {acts && doing === "answer" && (
        <AnswerForm agreement={agreement} comment={comment} onDone={() => setDoing(null)} />
      )}
      {acts && doing === "settle" && (
        <SettleForm agreement={agreement} comment={comment} side={side} onDone={() => setDoing(null)} />
      )}
    </article>
  );
}

function Author({ comment }: { comment: AgreementComment }) {
  const { t } = useTranslation("agreements");
  return (
    <p className="quiet small">
      <span className="strong">{comment.by_name}</span> {t(`negotiation.by.${comment.by}`)} ·{" "}
      <InstantText at={comment.created_at} />
    </p>
  );
}

interface ActProps {
  agreement: Agreement;
  comment: AgreementComment;
  onDone: () => void;
}

function AnswerForm({ agreement, comment, onDone }: ActProps) {
  const { t } = useTranslation("agreements");
  const required = { ...useRequired(), whitespace: true };
  const send = $api.useMutation("post", "/api/v1/agreements/{id}/comments");
  return (
    <ServerForm<{ text: string }>
      send={({ text }) =>
        send.mutateAsync({ params: { path: { id: agreement.id } }, body: { answers: comment.id, text } })
      }
      onSent={onDone}
      submit={t("negotiation.answer")}
      cancel={{ act: onDone }}
    >
      <Form.Item name="text" label={t("negotiation.answer_text")} rules={[required]}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} />
      </Form.Item>
    </ServerForm>
  );
}

function SettleForm({ agreement, comment, side, onDone }: ActProps & { side: Side }) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const settle = $api.useMutation("post", "/api/v1/agreements/{id}/comments/{comment_id}/settlement");
  return (
    <ServerForm<AgreementCommentSettlement>
      send={(body) =>
        settle.mutateAsync({ params: { path: { id: agreement.id, comment_id: comment.id } }, body })
      }
      onSent={onDone}
      submit={t("negotiation.settle")}
      cancel={{ act: onDone }}
    >
      <Form.Item
        name="outcome"
        label={t("negotiation.settle_outcome")}
        rules={[required]}
        extra={side === "employer" ? t("negotiation.settle_about") : undefined}
      >
        <Radio.Group
          aria-label={t("negotiation.settle_outcome")}
          options={["accepted", "not_accepted"].map((value) => ({
            value,
            label: t(`negotiation.outcome.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="text" label={t("negotiation.settle_text")} rules={[{ ...required, whitespace: true }]}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} />
      </Form.Item>
    </ServerForm>
  );
}
