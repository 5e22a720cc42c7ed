import { useMutation } from "@tanstack/react-query";
import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch, postRaw } from "../api/client";
import type { Gate } from "../api/types";
import { type Brought, EvidenceFields, evidenceForm } from "../separations/EvidenceFields";
import { codesToBring } from "../separations/gateRows";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";
import type { StepFormProps } from "./StepDrawer";
import { Working } from "./Working";

/** It was explained to the union or to all staff, and what they said. */
export function ExplainForm({ layoff, onSent, onClose }: StepFormProps) {
  const { t } = useTranslation("layoffs");
  const { today } = useMe();
  const required = useRequired();
  const explain = $api.useMutation("post", "/api/v1/layoffs/{id}/explanation");
  return (
    <ServerForm<{ explained_on: string; to: "union" | "all_staff"; opinions: string }>
      send={(body) =>
        explain.mutateAsync({ params: { path: { id: layoff.id } }, headers: ifMatch(layoff), body })
      }
      onSent={onSent}
      submit={t("record")}
      cancel={{ act: onClose }}
      initialValues={{ explained_on: today }}
    >
      <Form.Item
        name="explained_on"
        label={t("explained_on")}
        rules={[required]}
        extra={t("explained_on_hint")}
      >
        <DatePick />
      </Form.Item>
      <Form.Item name="to" label={t("audience.label")} rules={[required]}>
        <Radio.Group
          aria-label={t("audience.label")}
          className="choice"
          options={["union", "all_staff"].map((value) => ({ value, label: t(`audience.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="opinions"
        label={t("opinions")}
        rules={[{ ...required, whitespace: true }]}
        extra={t("opinions_hint")}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={10_000} />
      </Form.Item>
    </ServerForm>
  );
}

/** The plan was reported to the labour bureau. */
export function ReportForm({ layoff, onSent, onClose }: StepFormProps) {
  const { t } = useTranslation("layoffs");
  const { today } = useMe();
  const required = useRequired();
  const report = $api.useMutation("post", "/api/v1/layoffs/{id}/report");
  return (
    <ServerForm<{ reported_on: string; receipt: string }>
      send={(body) =>
        report.mutateAsync({ params: { path: { id: layoff.id } }, headers: ifMatch(layoff), body })
      }
      onSent={onSent}
      submit={t("record")}
      cancel={{ act: onClose }}
      initialValues={{ reported_on: today }}
    >
      <Form.Item name="reported_on" label={t("reported_on")} rules={[required]}>
        <DatePick />
      </Form.Item>
      <Form.Item
        name="receipt"
        label={t("receipt")}
        rules={[{ ...required, whitespace: true }]}
        extra={t("receipt_hint")}
      >
        <Input maxLength={100} />
      </Form.Item>
    </ServerForm>
  );
}

/** Bring one file into every case under way. */
export function BringForm({
  layoff,
  count,
  gate,
  onSent,
  onClose,
}: StepFormProps & { gate: Gate | undefined }) {
  const { t } = useTranslation("layoffs");
  const bring = useMutation({
    mutationFn: (said: Brought) =>
      postRaw<{ cases: number; sha256: string }>(`/api/v1/layoffs/${layoff.id}/evidence`, evidenceForm(said)),
  });
  const codes = gate ? codesToBring(gate) : [];
  // What is still missing stands first.
  const sorted = [...codes].sort(
    (one, other) => Number(one.state === "proved") - Number(other.state === "proved"),
  );
  return (
    <ServerForm<Brought>
      send={(said) => bring.mutateAsync(said)}
      onSent={onSent}
      submit={t("submit_for", { count })}
      cancel={{ act: onClose }}
    >
      <EvidenceFields codes={sorted} titleHint={t("bring_hint")} />
      <Working when={bring.isPending} cases={count} />
    </ServerForm>
  );
}

/** The union's answer in every case. */
export function UnionReplyForm({ layoff, count, onSent, onClose }: StepFormProps) {
  const { t } = useTranslation("layoffs");
  const required = useRequired();
  const reply = $api.useMutation("post", "/api/v1/layoffs/{id}/union-reply");
  return (
    <ServerForm<{ answer: "no_objection" | "objection"; text?: string }>
      send={(body) =>
        reply.mutateAsync({
          params: { path: { id: layoff.id } },
          body: { answer: body.answer, text: body.text ?? "" },
        })
      }
      onSent={onSent}
      submit={t("submit_for", { count })}
      cancel={{ act: onClose }}
    >
      {(form) => (
        <>
          <Form.Item name="answer" label={t("reply.question")} rules={[required]}>
            <Radio.Group
              aria-label={t("reply.question")}
              className="choice"
              options={["no_objection", "objection"].map((value) => ({ value, label: t(`reply.${value}`) }))}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => (
              <Form.Item
                name="text"
                label={t("reply.text")}
                rules={
                  form.getFieldValue("answer") === "objection" ? [{ ...required, whitespace: true }] : []
                }
              >
                <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={10_000} />
              </Form.Item>
            )}
          </Form.Item>
          <Working when={reply.isPending} cases={count} />
        </>
      )}
    </ServerForm>
  );
}

/** Approve or reject every case, by somebody who neither opened nor asked. */
export function ApprovalForm({ layoff, count, onSent, onClose }: StepFormProps) {
  const { t } = useTranslation("layoffs");
  const required = useRequired();
  const decide = $api.useMutation("post", "/api/v1/layoffs/{id}/approval");
  return (
    <ServerForm<{ decision: "approved" | "rejected"; reason: string }>
      send={(body) => decide.mutateAsync({ params: { path: { id: layoff.id } }, body })}
      onSent={onSent}
      submit={t("submit_for", { count })}
      cancel={{ act: onClose }}
    >
      <Form.Item name="decision" label={t("decide.question")} rules={[required]}>
        <Radio.Group
          aria-label={t("decide.question")}
          className="choice"
          options={["approved", "rejected"].map((value) => ({ value, label: t(`decide.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("decide.reason")}
        rules={[{ ...required, whitespace: true }]}
        extra={t("decide.reason_hint")}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
      <Working when={decide.isPending} cases={count} />
    </ServerForm>
  );
}
