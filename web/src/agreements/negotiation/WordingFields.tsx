import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { AgreementComment, TemplateClause } from "../../api/types";
import { LabelledSwitch } from "../../ui/LabelledSwitch";
import { useRequired } from "../../ui/ServerForm";
import { on, threads } from "./negotiation";

interface WordingFieldsProps {
  template: string;
  number: number;
  /** Clauses that were worded for the contract alone before. */
  amended: string[];
  comments: AgreementComment[];
}

/** The clauses of the template as they are written, each of which can be worded anew for this contract. */
export function WordingFields({ template, number, amended, comments }: WordingFieldsProps) {
  const { t } = useTranslation("agreements");
  const text = $api.useSuspenseQuery("get", "/api/v1/templates/{id}/versions/{number}", {
    params: { path: { id: template, number } },
  }).data.text;
  const [reworded, setReworded] = useState(() => new Set(amended));
  const all = threads(comments);
  const reword = (key: string, yes: boolean) => {
    const next = new Set(reworded);
    if (yes) next.add(key);
    else next.delete(key);
    setReworded(next);
  };
  if (text.form) return <p className="note">{t("negotiation.form_not_reworded")}</p>;
  return text.clauses.map((clause, at) => (
    <section key={clause.key} className="reworded">
      <div className="row between">
        <h3>
          <span className="quiet">{t("negotiation.number", { number: at + 1 })}</span> {clause.heading}
        </h3>
        <LabelledSwitch checked={reworded.has(clause.key)} onChange={(yes) => reword(clause.key, yes)}>
          {t("negotiation.reword")}
        </LabelledSwitch>
      </div>
      {on(clause.key, all).map(({ comment }) => (
        <Said key={comment.id} comment={comment} onTake={() => reword(clause.key, true)} />
      ))}
      {reworded.has(clause.key) && <Wording clause={clause} kept={amended.includes(clause.key)} />}
    </section>
  ));
}

/** `kept`: the form holds the wording of the contract before. */
function Wording({ clause, kept }: { clause: TemplateClause; kept: boolean }) {
  const { t } = useTranslation("agreements");
  const required = { ...useRequired(), whitespace: true };
  return (
    <>
      <Form.Item
        name={["amendments", clause.key, "text"]}
        label={t("negotiation.reword_text")}
        rules={[required]}
        initialValue={kept ? undefined : clause.text.trim()}
      >
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item
        name={["amendments", clause.key, "text_en"]}
        label={t("negotiation.reword_en")}
        extra={t("negotiation.reword_en_hint")}
      >
        <Input.TextArea lang="en" autoSize={{ minRows: 2 }} />
      </Form.Item>
    </>
  );
}

/** What the other side said of a clause while it is worded anew; its wording can be taken. */
function Said({ comment, onTake }: { comment: AgreementComment; onTake: () => void }) {
  const { t } = useTranslation("agreements");
  const form = Form.useFormInstance();
  const { clause, proposed_text: proposed } = comment;
  return (
    <div className="quote">
      <p className="quiet small">
        {comment.by_name} {t(`negotiation.by.${comment.by}`)} ·{" "}
        {t(`negotiation.outcome.${comment.settlement?.outcome ?? "waits"}`)}
      </p>
      <p className="prose">{comment.text}</p>
      {proposed && (
        <>
          <p className="quiet small">{t("negotiation.proposed")}</p>
          <p className="prose">{proposed}</p>
          <Button
            size="small"
            onClick={() => {
              onTake();
              form.setFieldValue(["amendments", clause, "text"], proposed);
            }}
          >
            {t("negotiation.take_proposed")}
          </Button>
        </>
      )}
    </div>
  );
}
