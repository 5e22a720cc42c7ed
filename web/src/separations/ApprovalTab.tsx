import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { hasRole, isSelf } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Me, Separation } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { Facts } from "../ui/Facts";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { InstantText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";

/** A second person looks at the case. Who opened it or asked for approval cannot approve it. */
export function ApprovalTab({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const me = useMe();
  const { approval } = separation;
  const undecided = approval && !approval.decision;
  return (
    <Panel title={t("approval.title")} about={t("approval.about")}>
      {approval && (
        <Facts
          of={[
            [
              t("approval.requested_by"),
              approval.requested_by ? (
                <PersonText person={approval.requested_by} />
              ) : (
                approval.requested_by_name
              ),
            ],
            [t("approval.requested_at"), <InstantText at={approval.requested_at} />],
            [
              t("approval.decision"),
              approval.decision ? (
                <Tag tone={approval.decision === "approved" ? "good" : "bad"}>
                  {t(`approval.${approval.decision}`)}
                </Tag>
              ) : (
                <Tag tone="warn">{t("approval.waiting")}</Tag>
              ),
            ],
            [t("approval.by"), approval.by ? <PersonText person={approval.by} /> : approval.by_name],
            [t("approval.at"), approval.at && <InstantText at={approval.at} />],
            [t("approval.reason"), approval.reason],
          ]}
        />
      )}
      {(!approval || approval.decision === "rejected") && <RequestButton separation={separation} me={me} />}
      {undecided && hasRole(me, "hr", "legal") && (
        <div style={{ marginTop: 18 }}>
          <DecisionForm separation={separation} own={isOwn(me, separation)} />
        </div>
      )}
    </Panel>
  );
}

function isOwn(me: Me, { opened_by, approval }: Separation): boolean {
  return isSelf(me, opened_by) || isSelf(me, approval?.requested_by);
}

function RequestButton({ separation, me }: { separation: Separation; me: Me }) {
  const { t } = useTranslation("separations");
  const request = $api.useMutation("post", "/api/v1/separations/{id}/approval-request");
  const ended = ["completed", "withdrawn"].includes(separation.stage);
  const why = !hasRole(me, "hr") ? t("approval.why_role") : ended ? t("approval.why_ended") : null;
  return (
    <div className="stack tight" style={{ marginTop: separation.approval ? 16 : 0 }}>
      <ProblemNote problem={request.error} />
      <div>
        <ActionButton
          type="primary"
          why={why}
          loading={request.isPending}
          onClick={() =>
            request.mutate({ params: { path: { id: separation.id } }, headers: ifMatch(separation) })
          }
        >
          {t("approval.request")}
        </ActionButton>
      </div>
    </div>
  );
}

function DecisionForm({ separation, own }: { separation: Separation; own: boolean }) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const decide = $api.useMutation("post", "/api/v1/separations/{id}/approval");
  if (own) return <p className="note warn">{t("approval.own")}</p>;
  return (
    <ServerForm<{ decision: "approved" | "rejected"; reason: string }>
      send={(body) =>
        decide.mutateAsync({ params: { path: { id: separation.id } }, headers: ifMatch(separation), body })
      }
      submit={t("approval.submit")}
    >
      <Form.Item name="decision" label={t("approval.decision")} rules={[required]}>
        <Radio.Group
          aria-label={t("approval.decision")}
          className="choice"
          options={["approved", "rejected"].map((value) => ({ value, label: t(`approval.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={t("approval.reason")} rules={[required]}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </ServerForm>
  );
}
