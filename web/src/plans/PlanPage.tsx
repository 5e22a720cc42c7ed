import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { hasRole, isManagerOf, isSelf } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Plan } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { AnswerForm } from "../ui/AnswerForm";
import { AnswerText } from "../ui/AnswerText";
import { CheckInCard } from "../ui/CheckInCard";
import { DownloadButton } from "../ui/DownloadButton";
import { Facts } from "../ui/Facts";
import { Go, useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { PlanStageTag } from "../ui/stages";
import { Tag } from "../ui/Tag";
import { DateText, InstantText, NumberText, PeriodText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import { OutcomePanel } from "./OutcomePanel";
import { TrainingPanel } from "./TrainingPanel";
import "./plans.css";

/** One plan: locked once published, in force once both sides have answered, closed with an outcome. */
export default function PlanPage() {
  const { t } = useTranslation("plans");
  const me = useMe();
  const go = useGo();
  const id = useId();
  const plan = $api.useSuspenseQuery("get", "/api/v1/improvement-plans/{id}", {
    params: { path: { id } },
  }).data;
  const manages = isManagerOf(me, plan);
  const self = isSelf(me, plan.employee);
  const keeps = manages || hasRole(me, "hr");
  return (
    <Page
      title={self ? t("mine") : t("of", { name: plan.employee.name })}
      back={{ to: paths.plans(), label: t("title") }}
      tags={<PlanStageTag stage={plan.stage} />}
      about={<PeriodText from={plan.from} until={plan.until} />}
      actions={
        keeps &&
        plan.stage === "draft" && (
          <>
            <Button onClick={() => go(paths.editPlan(plan.id))}>{t("edit")}</Button>
            <PublishButton plan={plan} />
          </>
        )
      }
    >
      {plan.stage === "draft" && <p className="note">{t("draft_note")}</p>}
      <Answers plan={plan} self={self} manages={manages} />
      <Panel title={t("what")}>
        <Facts
          of={[
            [t("employee"), <PersonText person={plan.employee} link={!self} />],
            [t("manager"), <PersonText person={plan.manager} />],
            [t("mentor"), plan.mentor && <PersonText person={plan.mentor} />],
            [t("published_at"), plan.published_at && <InstantText at={plan.published_at} />],
            [t("document"), plan.document_id && <PlanDocument plan={plan} />],
            [t("change_of_post"), plan.change_of_post],
            [
              t("from_review"),
              plan.review_id && <Go to={paths.review(plan.review_id)}>{t("see_review")}</Go>,
            ],
          ]}
        />
        <h3 style={{ marginTop: 14 }}>{t("reason")}</h3>
        <p className="prose">{plan.reason}</p>
      </Panel>
      <Panel title={t("goals")} about={t("goals_about")}>
        <ol className="plan-goals">
          {plan.goals.map((goal, at) => (
            <li key={at}>
              <div className="grow">
                <p className="strong">{goal.name}</p>
                <p className="quiet small">
                  {t("goal.measure")}：{goal.measure}
                </p>
              </div>
              <NumberText value={goal.target} unit={goal.unit} />
            </li>
          ))}
        </ol>
      </Panel>
      <TrainingPanel plan={plan} keeps={keeps} />
      {plan.planned_check_ins.length > 0 && (
        <Panel title={t("planned_check_ins")}>
          <ol className="plan-goals">
            {plan.planned_check_ins.map((one, at) => (
              <li key={at}>
                <p className="grow">{one.topic}</p>
                <DateText date={one.on} />
              </li>
            ))}
          </ol>
        </Panel>
      )}
      {plan.stage !== "draft" && (
        <Alone>
          <PlanCheckIns plan={plan} manages={manages} />
        </Alone>
      )}
      <OutcomePanel plan={plan} keeps={keeps} />
    </Page>
  );
}

/** What both sides answered, as a file. */
function PlanDocument({ plan }: { plan: Plan }) {
  const { t } = useTranslation("plans");
  const path = `/api/v1/improvement-plans/${plan.id}/document`;
  return <DownloadButton path={path} fileName={`${t("of", { name: plan.employee.name })}.pdf`} />;
}

function PublishButton({ plan }: { plan: Plan }) {
  const { t } = useTranslation("plans");
  const publish = $api.useMutation("post", "/api/v1/improvement-plans/{id}/publication");
  const why =
    plan.goals.length === 0
      ? t("why.no_goals")
      : plan.training.length === 0 && !plan.change_of_post
        ? t("why.no_training")
        : null;
  return (
    <>
      <ActionButton
        type="primary"
        why={why}
        loading={publish.isPending}
        onClick={() => publish.mutate({ params: { path: { id: plan.id } }, headers: ifMatch(plan) })}
      >
        {t("publish")}
      </ActionButton>
      <ProblemNote problem={publish.error} />
    </>
  );
}

/** Both sides answer for themselves; the plan is in force when both have. */
function Answers({ plan, self, manages }: { plan: Plan; self: boolean; manages: boolean }) {
  const { t } = useTranslation("plans");
  const send = $api.useMutation("post", "/api/v1/improvement-plans/{id}/acknowledgement");
  if (plan.stage === "draft") return null;
  const asked =
    plan.stage === "published" && ((self && !plan.employee_answer) || (manages && !plan.manager_answer));
  return (
    <Panel title={t("answers")} about={t("answers_about")} tinted={asked}>
      <div className="grid-2">
        <div>
          <h3>{t("side.employee", { name: plan.employee.name })}</h3>
          <AnswerText answer={plan.employee_answer} />
        </div>
        <div>
          <h3>{t("side.manager", { name: plan.manager.name })}</h3>
          <AnswerText answer={plan.manager_answer} />
        </div>
      </div>
      {asked && (
        <div style={{ marginTop: 16 }}>
          <AnswerForm
            question={t(self ? "question.employee" : "question.manager")}
            send={(body) =>
              send.mutateAsync({ params: { path: { id: plan.id } }, headers: ifMatch(plan), body })
            }
          />
        </div>
      )}
    </Panel>
  );
}

function PlanCheckIns({ plan, manages }: { plan: Plan; manages: boolean }) {
  const { t } = useTranslation("plans");
  const go = useGo();
  const held = $api.useSuspenseQuery("get", "/api/v1/check-ins", {
    params: { query: { plan_id: plan.id, limit: 100 } },
  }).data.items;
  const open = plan.stage === "active" || plan.stage === "published";
  return (
    <Panel
      title={
        <>
          {t("check_ins")} <Tag>{held.length}</Tag>
        </>
      }
      about={t("check_ins_about")}
      extra={
        manages &&
        open && (
          <Button onClick={() => go(`${paths.checkIns()}?new=${plan.employee.id}&plan=${plan.id}`)}>
            {t("add_check_in")}
          </Button>
        )
      }
    >
      {held.length === 0 ? (
        <p className="quiet">{t("no_check_ins")}</p>
      ) : (
        <div className="stack">
          {held.map((checkIn) => (
            <CheckInCard key={checkIn.id} checkIn={checkIn} />
          ))}
        </div>
      )}
    </Panel>
  );
}
