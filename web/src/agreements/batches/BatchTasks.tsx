import { Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../../api/client";
import type { AgreementBatch, AgreementBatchReview } from "../../api/types";
import { paths } from "../../paths";
import { ActionButton } from "../../ui/ActionButton";
import { Go } from "../../ui/Go";
import { Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { useCan, useMe } from "../../ui/useMe";
import { stateOf } from "./counts";
import { SealTask } from "./SealTask";

const about = (batch: AgreementBatch) => ({ params: { path: { id: batch.id } }, headers: ifMatch(batch) });

/** What this person has to do with the batch now. */
export function BatchTasks({ batch }: { batch: AgreementBatch }) {
  const can = useCan();
  const prepares = can("agreement_batches.prepare");
  const { refused, waiting } = batch.progress;
  const state = stateOf(batch);
  const over = state === "cancelled" || state === "done";
  return (
    <>
      {state === "to_review" && <Review batch={batch} />}
      {state === "to_send" && prepares && <Sending batch={batch} />}
      {batch.stage === "sent" && waiting === 0 && <SealTask batch={batch} />}
      {refused > 0 && waiting === 0 && !over && prepares && batch.stage !== "reviewed" && (
        <Retry batch={batch} />
      )}
      {!over && prepares && <Cancelling batch={batch} />}
    </>
  );
}

function Review({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const can = useCan();
  const me = useMe();
  if (!can("agreement_batches.review")) return <p className="note">{t("review.waits")}</p>;
  if (batch.created_by.id === me.account_id) return <p className="note warn">{t("review.own")}</p>;
  return (
    <Panel title={t("review.title")} about={t("review.about")} tinted>
      <Samples batch={batch} />
      <ReviewForm batch={batch} />
    </Panel>
  );
}

function ReviewForm({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/agreement-batches/{id}/review");
  const { drafted, refused } = batch.progress;
  return (
    <ServerForm<AgreementBatchReview>
      send={(body) => send.mutateAsync({ ...about(batch), body })}
      submit={t("review.submit")}
    >
      {(form) => (
        <>
          <Form.Item name="decision" label={t("review.decision")} rules={[required]}>
            <Radio.Group
              className="batch-choice"
              aria-label={t("review.decision")}
              options={[
                { value: "approved", label: t("review.approved", { count: drafted }) },
                { value: "rejected", label: t("review.rejected") },
              ]}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => {
              const rejected = form.getFieldValue("decision") === "rejected";
              return (
                <>
                  {!rejected && refused > 0 && (
                    <p className="note warn small batch-note">{t("review.without", { count: refused })}</p>
                  )}
                  {rejected && <p className="note warn small batch-note">{t("review.rejected_about")}</p>}
                  <Form.Item
                    name="text"
                    label={t(rejected ? "review.reason" : "review.text")}
                    rules={rejected ? [{ ...required, whitespace: true }] : []}
                  >
                    <Input.TextArea autoSize={{ minRows: 2 }} />
                  </Form.Item>
                </>
              );
            }}
          </Form.Item>
        </>
      )}
    </ServerForm>
  );
}

const SAMPLES = 3;

/** A few of the drafts to read: the first, the last and one between, of those that are at hand. */
function Samples({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const { items } = $api.useSuspenseQuery("get", "/api/v1/agreement-batches/{id}/items", {
    params: { path: { id: batch.id }, query: { limit: 200 } },
  }).data;
  const drafts = items.filter((item) => item.agreement_id && item.stage === "draft");
  const places = new Set(
    Array.from({ length: SAMPLES }, (_, at) => Math.round((at * (drafts.length - 1)) / (SAMPLES - 1))),
  );
  const samples = drafts.filter((_, at) => places.has(at));
  if (samples.length === 0) return null;
  return (
    <p className="batch-note">
      {t("review.samples")}
      {samples.map(({ agreement_id, employee }, at) => (
        <span key={employee.id}>
          {at > 0 && t("and")}
          <Go to={paths.agreement(agreement_id ?? "")}>{employee.name}</Go>
        </span>
      ))}
    </p>
  );
}

function Sending({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const send = $api.useMutation("post", "/api/v1/agreement-batches/{id}/sending");
  return (
    <Panel title={t("sending.title")} about={t("sending.about")} tinted>
      <div className="stack tight">
        <ProblemNote problem={send.error} />
        <ActionButton type="primary" block loading={send.isPending} onClick={() => send.mutate(about(batch))}>
          {t("sending.submit", { count: batch.progress.reviewed })}
        </ActionButton>
      </div>
    </Panel>
  );
}

function Retry({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const send = $api.useMutation("post", "/api/v1/agreement-batches/{id}/retry");
  return (
    <Panel
      title={t("retry.title", { count: batch.progress.refused })}
      about={t(batch.stage === "drafting" ? "retry.about_draft" : "retry.about")}
      tinted
    >
      <div className="stack tight">
        <ProblemNote problem={send.error} />
        <ActionButton block loading={send.isPending} onClick={() => send.mutate(about(batch))}>
          {t("retry.submit")}
        </ActionButton>
      </div>
    </Panel>
  );
}

function Cancelling({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const send = $api.useMutation("post", "/api/v1/agreement-batches/{id}/cancellation");
  if (!open) {
    return (
      <p className="right">
        <button type="button" className="link-button small" onClick={() => setOpen(true)}>
          {t("cancelling.open")}
        </button>
      </p>
    );
  }
  return (
    <Panel title={t("cancelling.title")} about={t("cancelling.about")}>
      <ServerForm<{ reason: string }>
        send={(body) => send.mutateAsync({ ...about(batch), body })}
        onSent={() => setOpen(false)}
        submit={t("cancelling.submit")}
        cancel={{ act: () => setOpen(false), label: t("cancelling.keep") }}
      >
        <Form.Item name="reason" label={t("cancelling.reason")} rules={[{ ...required, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      </ServerForm>
    </Panel>
  );
}
