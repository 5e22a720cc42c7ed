import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { CaseFacts, Separation } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { Facts } from "../ui/Facts";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { DateText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { CaseFactsDrawer } from "./CaseFactsDrawer";
import { type Question, questionsOf } from "./caseFacts";
import { isUnlocked } from "./road";

/** What only the case knows: answered here, because no record says it. */
export function CaseFactsPanel({ separation }: { separation: Separation }) {
  const { t } = useTranslation("casework");
  const can = useCan();
  const [search, change] = useSearch();
  const employee = $api.useSuspenseQuery("get", "/api/v1/employees/{id}", {
    params: { path: { id: separation.employee.id } },
  }).data;
  const questions = questionsOf(separation.ground, employee.gender);
  if (questions.length === 0) return null;
  const facts = separation.case_facts;
  const open = questions.filter(({ name, kind }) => isUnanswered(facts[name], kind)).length;
  const why = !can("separations.manage")
    ? t("facts.why_role")
    : isUnlocked(separation)
      ? null
      : t("facts.why_locked");
  const show = (edit: boolean) => change({ edit: edit ? "facts" : undefined });
  return (
    <Panel
      title={t("facts.title")}
      about={t("facts.about")}
      extra={
        why ? (
          <ActionButton size="small" why={why}>
            {t("facts.fill")}
          </ActionButton>
        ) : (
          <Button size="small" type={open > 0 ? "primary" : "default"} onClick={() => show(true)}>
            {t(open > 0 ? "facts.fill" : "edit")}
          </Button>
        )
      }
    >
      <Facts
        of={questions.map((question): [string, ReactNode] => [
          t(`facts.short.${question.name}`),
          <Answered question={question} facts={facts} />,
        ])}
      />
      <CaseFactsDrawer
        separation={separation}
        questions={questions}
        open={search.edit === "facts" && !why}
        onClose={() => show(false)}
      />
    </Panel>
  );
}

function isUnanswered(answer: unknown, kind: Question["kind"]): boolean {
  if (kind === "clauses") return !Array.isArray(answer) || answer.length === 0;
  return answer === null || answer === undefined;
}

function Answered({ question, facts }: { question: Question; facts: CaseFacts }) {
  const { t } = useTranslation("casework");
  const { name, kind } = question;
  const answer = facts[name];
  if (isUnanswered(answer, kind)) return <Tag tone="warn">{t("yes_no.unknown")}</Tag>;
  if (typeof answer === "boolean") return <>{t(answer ? "yes_no.yes" : "yes_no.no")}</>;
  if (Array.isArray(answer)) {
    return (
      <ul className="bullets">
        {answer.map((clause) => (
          <li key={clause}>{clause}</li>
        ))}
      </ul>
    );
  }
  if (kind === "date") return <DateText date={answer} />;
  return <>{t(`facts.${kind}.${answer}`)}</>;
}
