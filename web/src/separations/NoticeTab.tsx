import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Separation } from "../api/types";
import { paths } from "../paths";
import { Facts } from "../ui/Facts";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { DateText, InstantText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { barsOf, gateRows } from "./gateRows";
import { roadOf } from "./road";

const CHANNELS = ["in_person", "post", "electronic"] as const;
type Channel = (typeof CHANNELS)[number];

/** The written notice of dismissal, and the proof that it reached the person. */
export function NoticeTab({ separation, self }: { separation: Separation; self: boolean }) {
  const { t } = useTranslation("separations");
  const me = useMe();
  const { notice } = separation;
  const ends = roadOf(separation.ground) === "ending";
  if (notice) {
    return (
      <div className="stack">
        <Panel title={t(ends ? "notice.title_end" : "notice.title")}>
          <Facts
            of={[
              [t("notice.issued_at"), <InstantText at={notice.issued_at} />],
              [t("notice.channel"), notice.channel && t(`notice.channels.${notice.channel}`)],
              [
                t("notice.served_at"),
                notice.served_on ? <DateText date={notice.served_on} /> : t("notice.not_served"),
              ],
              [t("notice.tracking_number"), notice.tracking_number],
              [t("notice.document"), <Go to={paths.document(notice.document_id)}>{t("notice.read")}</Go>],
            ]}
          />
        </Panel>
        {!notice.served_on && !self && hasRole(me, "hr") && <ServiceForm separation={separation} />}
      </div>
    );
  }
  if (self) return <Panel>{t("notice.none_self")}</Panel>;
  return <IssuePanel separation={separation} />;
}

function IssuePanel({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const me = useMe();
  const required = useRequired();
  const gate = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/gate", {
    params: { path: { id: separation.id } },
  }).data;
  const issue = $api.useMutation("post", "/api/v1/separations/{id}/notice");
  const missing = gateRows(gate).filter((row) => row.state === "missing");
  const ends = roadOf(separation.ground) === "ending";
  // Only under article 40 a month's wage stands in for thirty days of notice.
  const paidInstead = separation.ground.startsWith("40");
  const why = !gate.ready_for_notice
    ? t("notice.why_gate", { count: missing.length + gate.unknown.length + barsOf(gate).length })
    : separation.approval?.decision !== "approved"
      ? t("notice.why_approval")
      : null;
  return (
    <Panel
      title={t("notice.issue")}
      about={t(paidInstead ? "notice.issue_about" : "notice.issue_plain_about")}
    >
      {why ? (
        <p className="note warn row between">
          <span>{why}</span>
          <Go to={paths.separation(separation.id, gate.ready_for_notice ? "approval" : "gate")}>
            {t("notice.see_why")}
          </Go>
        </p>
      ) : hasRole(me, "hr") ? (
        <ServerForm<{ last_day: string; delivery_channel: Channel }>
          send={(body) =>
            issue.mutateAsync({ params: { path: { id: separation.id } }, headers: ifMatch(separation), body })
          }
          submit={t("notice.issue")}
          initialValues={{ last_day: separation.last_day ?? undefined }}
        >
          <div className="form-row">
            <Form.Item
              name="last_day"
              label={t("last_day")}
              rules={[required]}
              extra={t(
                paidInstead
                  ? "notice.last_day_hint"
                  : ends
                    ? "notice.last_day_end_hint"
                    : "notice.last_day_fault_hint",
              )}
            >
              <DatePick />
            </Form.Item>
            <ChannelField name="delivery_channel" />
          </div>
        </ServerForm>
      ) : (
        <p className="quiet">{t("notice.not_yet")}</p>
      )}
    </Panel>
  );
}

function ServiceForm({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const serve = $api.useMutation("post", "/api/v1/separations/{id}/notice/service");
  return (
    <Panel title={t("notice.serve")} about={t("notice.serve_about")}>
      <ServerForm<{ channel: Channel; served_on: string; tracking_number?: string }>
        send={(body) =>
          serve.mutateAsync({ params: { path: { id: separation.id } }, headers: ifMatch(separation), body })
        }
        submit={t("notice.serve_submit")}
      >
        {(form) => (
          <div className="form-row">
            <ChannelField name="channel" />
            <Form.Item name="served_on" label={t("notice.served_on")} rules={[required]}>
              <DatePick />
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() =>
                form.getFieldValue("channel") === "post" && (
                  <Form.Item name="tracking_number" label={t("notice.tracking_number")} rules={[required]}>
                    <Input />
                  </Form.Item>
                )
              }
            </Form.Item>
          </div>
        )}
      </ServerForm>
    </Panel>
  );
}

function ChannelField({ name }: { name: string }) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  return (
    <Form.Item name={name} label={t("notice.channel")} rules={[required]}>
      <Select options={CHANNELS.map((value) => ({ value, label: t(`notice.channels.${value}`) }))} />
    </Form.Item>
  );
}
