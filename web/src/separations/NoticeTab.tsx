import { Form } from "antd";
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
import { type Channel, ChannelField, ChannelText } from "./ChannelField";
import { barsOf, gateRows } from "./gateRows";
import { roadOf } from "./road";
import { ServicePanel } from "./ServicePanel";

/** The written notice of dismissal, and the proof that it reached the person. */
export function NoticeTab({ separation, self }: { separation: Separation; self: boolean }) {
  const { t } = useTranslation("separations");
  const { notice } = separation;
  const ends = roadOf(separation.ground) === "ending";
  if (notice) {
    return (
      <div className="stack">
        <Panel title={t(ends ? "notice.title_end" : "notice.title")}>
          <Facts
            of={[
              [t("notice.issued_at"), <InstantText at={notice.issued_at} />],
              [t("notice.channel"), <ChannelText channel={notice.channel} />],
              [
                t("notice.served_at"),
                notice.served_on ? <DateText date={notice.served_on} /> : t("notice.not_served"),
              ],
              [t("notice.document"), <Go to={paths.document(notice.document_id)}>{t("notice.read")}</Go>],
            ]}
          />
        </Panel>
        <ServicePanel separation={separation} self={self} />
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
            <ChannelField />
          </div>
        </ServerForm>
      ) : (
        <p className="quiet">{t("notice.not_yet")}</p>
      )}
    </Panel>
  );
}
