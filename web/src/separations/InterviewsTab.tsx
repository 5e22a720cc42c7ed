import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Interview, Separation } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { AnswerForm } from "../ui/AnswerForm";
import { AnswerText } from "../ui/AnswerText";
import "../ui/checkin.css";
import { Empty } from "../ui/Empty";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { DateText, InstantText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { InterviewDrawer } from "./InterviewDrawer";

/** Talks about leaving, each as it was written down, with the employee's answer. */
export function InterviewsTab({ separation, self }: { separation: Separation; self: boolean }) {
  const { t } = useTranslation("exit");
  const can = useCan();
  const [writing, setWriting] = useState<{ corrects?: Interview } | null>(null);
  const path = { params: { path: { id: separation.id } } };
  const talks = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/interviews", path).data.items;
  const mayWrite = !self && can("separations.manage");
  const corrected = new Set(talks.map((talk) => talk.corrects).filter(Boolean));
  const add = mayWrite && (
    <ActionButton
      size="small"
      icon={<PlusOutlined aria-hidden />}
      why={separation.stage === "withdrawn" && t("talk.why_withdrawn")}
      onClick={() => setWriting({})}
    >
      {t("talk.add")}
    </ActionButton>
  );
  return (
    <div className="stack">
      <Panel
        flush={talks.length > 0}
        title={t("talk.title")}
        about={t(self ? "talk.about_self" : "talk.about")}
        extra={add}
      >
        {talks.length === 0 && (
          <Empty title={t("talk.none")}>{t(self ? "talk.none_self" : "talk.none_about")}</Empty>
        )}
      </Panel>
      {talks.map((talk) => (
        <Talk
          key={talk.id}
          talk={talk}
          before={talks.find((one) => one.id === talk.corrects)}
          corrected={corrected.has(talk.id)}
          self={self}
          separation={separation}
          correct={mayWrite ? () => setWriting({ corrects: talk }) : undefined}
        />
      ))}
      <InterviewDrawer separation={separation} writing={writing} onClose={() => setWriting(null)} />
    </div>
  );
}

interface TalkProps {
  talk: Interview;
  before: Interview | undefined;
  corrected: boolean;
  self: boolean;
  separation: Separation;
  correct: (() => void) | undefined;
}

function Talk({ talk, before, corrected, self, separation, correct }: TalkProps) {
  const { t } = useTranslation("exit");
  const answer = $api.useMutation(
    "post",
    "/api/v1/separations/{id}/interviews/{interview_id}/acknowledgement",
  );
  const present = talk.present ?? [];
  const there = present.map((one) => (one.role ? `${one.name} (${one.role})` : one.name));
  return (
    <article className="panel check-in" id={talk.id}>
      <header>
        <div className="row">
          <h2>{t(`talk.subjects.${talk.subject}`)}</h2>
          {talk.proposed_by && <Tag tone="info">{t(`talk.proposed.${talk.proposed_by}`)}</Tag>}
          {corrected && <Tag tone="warn">{t("talk.corrected")}</Tag>}
        </div>
        <span className="quiet small">
          <DateText date={talk.held_on} />
        </span>
      </header>
      <p className="quiet small">
        {[t(`talk.mediums.${talk.medium}`), talk.place, t("talk.led_by", { name: talk.held_by })]
          .filter(Boolean)
          .join(" · ")}
        {there.length > 0 && ` · ${t("talk.there", { names: there.join(t("talk.comma")) })}`}
      </p>
      {before && (
        <p className="note small">
          {t("talk.corrects")} <DateText date={before.held_on} /> · <InstantText at={before.created_at} />
        </p>
      )}
      {talk.sections.map((section) => (
        <section key={section.heading} style={{ marginTop: 10 }}>
          <h3 className="strong">{section.heading}</h3>
          <p className="prose" style={{ marginTop: 2 }}>
            {section.text}
          </p>
        </section>
      ))}
      <section style={{ marginTop: 10 }}>
        <h3 className="strong">{t("talk.own_words")}</h3>
        {talk.employee_words ? (
          <p className="prose quote">{talk.employee_words}</p>
        ) : (
          <p className="quiet">{t("talk.said_nothing")}</p>
        )}
      </section>
      <p className="quiet small" style={{ marginTop: 10 }}>
        {t("talk.recorded_by", { name: talk.recorded_by_name })} · <InstantText at={talk.created_at} />
      </p>
      <div className="check-in-answer">
        {self && !talk.employee_answer ? (
          <AnswerForm
            question={t("talk.question")}
            send={(body) =>
              answer.mutateAsync({
                params: { path: { id: separation.id, interview_id: talk.id } },
                body,
                headers: ifMatch(talk),
              })
            }
          />
        ) : (
          <div className="row between top">
            <div>
              <span className="quiet small">{t("talk.answer")}</span>
              <AnswerText answer={talk.employee_answer} />
            </div>
            {correct && !corrected && (
              <ActionButton
                size="small"
                why={separation.stage === "withdrawn" && t("talk.why_withdrawn")}
                onClick={correct}
              >
                {t("talk.correct")}
              </ActionButton>
            )}
          </div>
        )}
      </div>
    </article>
  );
}
