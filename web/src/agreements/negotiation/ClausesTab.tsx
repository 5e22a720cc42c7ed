import { CommentOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../../api/can";
import { $api } from "../../api/client";
import type { Agreement, AgreementClause, AgreementText } from "../../api/types";
import { LabelledSwitch } from "../../ui/LabelledSwitch";
import { Panel } from "../../ui/Panel";
import { Tag } from "../../ui/Tag";
import { useCan, useMe } from "../../ui/useMe";
import { CommentDrawer } from "./CommentDrawer";
import { CommentThread } from "./CommentThread";
import { isOpen, on, type Side, type Thread, threads } from "./negotiation";
import "./negotiation.css";

/** The text of a contract, clause by clause, with what both sides say about it beside it. */
export function ClausesTab({ agreement }: { agreement: Agreement }) {
  const { t, i18n } = useTranslation("agreements");
  const me = useMe();
  const can = useCan();
  const path = { params: { path: { id: agreement.id } } };
  const text = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/text", path).data;
  const comments = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/comments", path).data.items;
  const [english, setEnglish] = useState(i18n.language === "en");
  const [about, setAbout] = useState<string | null | undefined>(undefined);
  const self = isSelf(me, agreement.employee);
  const side: Side | null = !can("agreements.comment", { self }) ? null : self ? "employee" : "employer";
  const acts = isOpen(agreement) ? side : null;
  const all = threads(comments);
  const waiting = all.filter(({ comment }) => !comment.settlement).length;
  return (
    <Panel
      title={t("negotiation.tab.clauses")}
      about={t(text.fields.length > 0 ? "negotiation.form_about" : "negotiation.clauses_about")}
      extra={
        text.fields.length === 0 && (
          <LabelledSwitch checked={english} onChange={setEnglish}>
            {t("negotiation.english")}
          </LabelledSwitch>
        )
      }
    >
      <div className="clause-texts">
        <section className="clause-text">
          <div className="clause-words">
            <header className="row between">
              <h3>{t("negotiation.whole")}</h3>
              {waiting > 0 && <Tag tone="warn">{t("negotiation.open_comments", { number: waiting })}</Tag>}
            </header>
            <Paragraphs of={text.chinese.preamble} />
            {text.fields.length > 0 && <Filled fields={text.fields} />}
            {english && <Paragraphs of={text.english.preamble} english />}
          </div>
          <Comments
            agreement={agreement}
            list={on(null, all)}
            side={acts}
            onComment={acts && (() => setAbout(null))}
            about={t("negotiation.whole")}
          />
        </section>
        {text.chinese.clauses.map((clause, at) => (
          <section key={clause.key} className="clause-text" id={`clause-${clause.key}`}>
            <ClauseWords clause={clause} at={at} text={text} english={english} />
            <Comments
              agreement={agreement}
              list={on(clause.key, all)}
              side={acts}
              onComment={acts && (() => setAbout(clause.key))}
              about={clause.heading}
            />
          </section>
        ))}
      </div>
      {acts && (
        <CommentDrawer
          agreement={agreement}
          clauses={text.chinese.clauses}
          clause={about ?? null}
          side={acts}
          open={about !== undefined}
          onClose={() => setAbout(undefined)}
        />
      )}
    </Panel>
  );
}

/** What is filled in on a printed form, for those who would rather not search the pages for it. */
function Filled({ fields }: { fields: AgreementText["fields"] }) {
  const { t } = useTranslation("agreements");
  return (
    <dl className="filled">
      {fields.map((field, at) => (
        <div key={at}>
          <dt>
            {field.label}{" "}
            <span className="quiet small">{t("negotiation.on_page", { number: field.page })}</span>
          </dt>
          <dd>{field.text}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ClauseWordsProps {
  clause: AgreementClause;
  at: number;
  text: AgreementText;
  english: boolean;
}

function ClauseWords({ clause, at, text, english }: ClauseWordsProps) {
  const { t } = useTranslation("agreements");
  const beside = text.english.clauses.find((one) => one.key === clause.key);
  return (
    <div className="clause-words">
      <header className="row">
        <h3>
          <span className="quiet">{t("negotiation.number", { number: at + 1 })}</span> {clause.heading}
        </h3>
        {clause.key in text.amendments && <Tag tone="info">{t("negotiation.amended")}</Tag>}
      </header>
      <Paragraphs of={clause.paragraphs} />
      {english && beside && (
        <>
          <p lang="en" className="strong quiet small">
            {beside.heading}
          </p>
          <Paragraphs of={beside.paragraphs} english />
        </>
      )}
    </div>
  );
}

/** Items are numbered as in the document, by the style sheet. */
function Paragraphs({ of, english }: { of: AgreementClause["paragraphs"]; english?: boolean }) {
  return (
    <div
      lang={english ? "en" : "zh-CN"}
      className={english ? "clause-paragraphs english" : "clause-paragraphs"}
    >
      {of.map((paragraph, at) => (
        <p key={at} className={paragraph.is_item ? "clause-item" : undefined}>
          {paragraph.text}
        </p>
      ))}
    </div>
  );
}

interface CommentsProps {
  agreement: Agreement;
  list: Thread[];
  side: Side | null;
  /** What the comments are about, for those who hear the page. */
  about: string;
  onComment: (() => void) | null;
}

function Comments({ agreement, list, side, about, onComment }: CommentsProps) {
  const { t } = useTranslation("agreements");
  return (
    <div className="clause-comments">
      {list.map((thread) => (
        <CommentThread key={thread.comment.id} agreement={agreement} thread={thread} side={side} />
      ))}
      {onComment && (
        <Button
          size="small"
          icon={<CommentOutlined aria-hidden />}
          aria-label={t("negotiation.comment_on", { clause: about })}
          onClick={onComment}
        >
          {t("negotiation.comment")}
        </Button>
      )}
      {!onComment && list.length === 0 && <p className="quiet small">{t("negotiation.no_comments")}</p>}
    </div>
  );
}
