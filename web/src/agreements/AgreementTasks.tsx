import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Agreement } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { DecisionFields } from "../ui/DecisionFields";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useCan, useMe } from "../ui/useMe";

const about = (agreement: Agreement) => ({
  params: { path: { id: agreement.id } },
  headers: ifMatch(agreement),
});

/** What this person has to do with the agreement now: review, send, or void it. */
export function AgreementTasks({ agreement }: { agreement: Agreement }) {
  const can = useCan();
  if (agreement.stage === "draft" && can("agreements.review")) return <LegalReview agreement={agreement} />;
  if (agreement.stage === "draft" && can("agreements.prepare")) return <WaitsForLegal />;
  if (agreement.stage === "reviewed" && can("agreements.prepare")) return <Sending agreement={agreement} />;
  if (["sent", "partly_signed"].includes(agreement.stage) && can("agreements.prepare")) {
    return <Voiding agreement={agreement} />;
  }
  return null;
}

function WaitsForLegal() {
  const { t } = useTranslation("agreements");
  return <p className="note">{t("waits_for_legal")}</p>;
}

function LegalReview({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const send = $api.useMutation("post", "/api/v1/agreements/{id}/review");
  if (isSelf(me, agreement.created_by)) return <p className="note warn">{t("review.own")}</p>;
  return (
    <Panel
      title={t("review.title")}
      about={t(agreement.terms ? "review.about" : "review.about_contract")}
      tinted
    >
      <ServerForm<{ decision: "approved" | "rejected"; text?: string }>
        send={(body) => send.mutateAsync({ ...about(agreement), body: { ...body, text: body.text ?? "" } })}
        submit={t("review.submit")}
      >
        {(form) => (
          <DecisionFields
            form={form}
            label={t("review.decision")}
            choices={["approved", "rejected"].map((value) => ({ value, label: t(`review.${value}`) }))}
            against="rejected"
            text={t("review.text")}
          />
        )}
      </ServerForm>
    </Panel>
  );
}

function Sending({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const send = $api.useMutation("post", "/api/v1/agreements/{id}/sending");
  return (
    <Panel title={t("sending.title")} about={t("sending.about")} tinted>
      <ProblemNote problem={send.error} />
      <ActionButton
        type="primary"
        block
        loading={send.isPending}
        onClick={() => send.mutate(about(agreement))}
      >
        {t("sending.submit")}
      </ActionButton>
    </Panel>
  );
}

function Voiding({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const send = $api.useMutation("post", "/api/v1/agreements/{id}/void");
  if (!open) {
    return (
      <p className="right">
        <button type="button" className="link-button small" onClick={() => setOpen(true)}>
          {t("void.open")}
        </button>
      </p>
    );
  }
  return (
    <Panel title={t("void.title")} about={t("void.about")}>
      <ServerForm<{ reason: string }>
        send={(body) => send.mutateAsync({ ...about(agreement), body })}
        onSent={() => setOpen(false)}
        submit={t("void.submit")}
        cancel={{ act: () => setOpen(false) }}
      >
        <Form.Item name="reason" label={t("void.reason")} rules={[required]}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      </ServerForm>
    </Panel>
  );
}
