import { Form, Input, message } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Goal, Review } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { AnswerForm } from "../ui/AnswerForm";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";

interface TasksProps {
  review: Review;
  self: boolean;
  manages: boolean;
  hr: boolean;
}

/** What this person has to do with the review now, if anything. */
export function ReviewTasks({ review, self, manages, hr }: TasksProps) {
  const { stage } = review;
  if (self && stage === "goals_delivered") return <GoalsAnswer review={review} />;
  if (self && stage === "result_delivered") return <ResultAnswer review={review} />;
  if (self && (stage === "goals_confirmed" || stage === "goals_objected"))
    return <SelfAssessment review={review} />;
  if (manages && ["goals_confirmed", "goals_objected", "self_assessed"].includes(stage)) {
    return <ManagerAssessment review={review} />;
  }
  if ((manages || hr) && stage === "manager_assessed") return <Delivery review={review} />;
  return null;
}

const about = (review: Review) => ({ params: { path: { id: review.id } }, headers: ifMatch(review) });

function GoalsAnswer({ review }: { review: Review }) {
  const { t } = useTranslation("reviews");
  const send = $api.useMutation("post", "/api/v1/reviews/{id}/goals-acknowledgement");
  return (
    <Panel title={t("task.goals")} about={t("task.goals_about")} tinted>
      <AnswerForm
        question={t("task.goals_question")}
        send={(body) => send.mutateAsync({ ...about(review), body })}
      />
    </Panel>
  );
}

function ResultAnswer({ review }: { review: Review }) {
  const { t } = useTranslation("reviews");
  const send = $api.useMutation("post", "/api/v1/reviews/{id}/acknowledgement");
  return (
    <Panel title={t("task.result")} about={t("task.result_about")} tinted>
      <AnswerForm
        question={t("task.result_question")}
        send={(body) => send.mutateAsync({ ...about(review), body })}
      />
    </Panel>
  );
}

function SelfAssessment({ review }: { review: Review }) {
  const { t } = useTranslation("reviews");
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/reviews/{id}/self-assessment");
  return (
    <Panel title={t("task.self")} about={t("task.self_about")} tinted>
      <ServerForm<{ text: string }>
        send={(body) => send.mutateAsync({ ...about(review), body })}
        onSent={() => void message.success(t("task.sent"))}
        submit={t("task.self_submit")}
      >
        <Form.Item name="text" label={t("task.self_text")} rules={[required]}>
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={4000} showCount />
        </Form.Item>
      </ServerForm>
    </Panel>
  );
}

function ManagerAssessment({ review }: { review: Review }) {
  const { t } = useTranslation("reviews");
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/reviews/{id}/manager-assessment");
  const missing = (review.goals as Goal[]).filter(
    (goal) => goal.actual === null || goal.actual === undefined,
  );
  if (missing.length > 0) {
    return (
      <Panel title={t("task.manager")} tinted>
        <p className="note warn">
          {t("task.actuals_missing", { names: missing.map((goal) => goal.name).join("、") })}
        </p>
      </Panel>
    );
  }
  return (
    <Panel title={t("task.manager")} about={t("task.manager_about")} tinted>
      <ServerForm<{ text: string; rating: string }>
        send={(body) => send.mutateAsync({ ...about(review), body })}
        onSent={() => void message.success(t("task.sent"))}
        submit={t("task.manager_submit")}
      >
        <Form.Item name="rating" label={t("task.rating")} rules={[required]} extra={t("task.rating_hint")}>
          <Input inputMode="decimal" style={{ maxWidth: 160 }} placeholder="78.00" />
        </Form.Item>
        <Form.Item
          name="text"
          label={t("task.manager_text")}
          rules={[required]}
          extra={t("task.manager_text_hint")}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={4000} showCount />
        </Form.Item>
      </ServerForm>
    </Panel>
  );
}

function Delivery({ review }: { review: Review }) {
  const { t } = useTranslation("reviews");
  const send = $api.useMutation("post", "/api/v1/reviews/{id}/result-delivery");
  return (
    <Panel title={t("task.deliver")} about={t("task.deliver_about")} tinted>
      <ProblemNote problem={send.error} />
      <div className="form-foot">
        <ActionButton type="primary" loading={send.isPending} onClick={() => send.mutate(about(review))}>
          {t("task.deliver_submit")}
        </ActionButton>
      </div>
    </Panel>
  );
}
