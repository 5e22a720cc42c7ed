import { Form, Input, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Separation } from "../api/types";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { InstantText } from "../ui/Text";
import { useMe } from "../ui/useMe";

/** The union hears the reasons before the notice is served, and may object (art. 43). */
export function UnionTab({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const me = useMe();
  const { union } = separation;
  return (
    <div className="stack">
      <Panel title={t("union.notice")} about={t("union.notice_about")}>
        {union ? (
          <>
            <p className="good strong">
              {t("union.notified")} <InstantText at={union.notified_at} />
            </p>
            {union.reasons && <p className="prose quote">{union.reasons}</p>}
          </>
        ) : hasRole(me, "hr") && separation.stage === "open" ? (
          <NoticeForm separation={separation} />
        ) : (
          <p className="quiet">{t("union.not_yet")}</p>
        )}
      </Panel>
      {union && (
        <Panel title={t("union.reply")} about={t("union.reply_about")}>
          {union.reply ? (
            <>
              <div className="row">
                <Tag tone={union.reply.answer === "objection" ? "bad" : "good"}>
                  {t(`union.${union.reply.answer}`)}
                </Tag>
                <span className="quiet small">
                  <InstantText at={union.reply.at} />
                </span>
              </div>
              {union.reply.text && <p className="prose quote">{union.reply.text}</p>}
            </>
          ) : hasRole(me, "union") ? (
            <ReplyForm separation={separation} />
          ) : (
            <p className="quiet">{t("union.waiting")}</p>
          )}
        </Panel>
      )}
    </div>
  );
}

function NoticeForm({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/separations/{id}/union-notice");
  return (
    <ServerForm<{ reasons: string }>
      send={(body) =>
        send.mutateAsync({ params: { path: { id: separation.id } }, headers: ifMatch(separation), body })
      }
      onSent={() => void message.success(t("union.sent"))}
      submit={t("union.send")}
      initialValues={{ reasons: separation.reason }}
    >
      <Form.Item name="reasons" label={t("union.reasons")} rules={[required]} extra={t("union.reasons_hint")}>
        <Input.TextArea autoSize={{ minRows: 4 }} />
      </Form.Item>
    </ServerForm>
  );
}

function ReplyForm({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/separations/{id}/union-reply");
  return (
    <ServerForm<{ answer: "no_objection" | "objection"; text?: string }>
      send={(body) =>
        send.mutateAsync({
          params: { path: { id: separation.id } },
          headers: ifMatch(separation),
          body: { ...body, text: body.text ?? "" },
        })
      }
      submit={t("union.answer")}
    >
      {(form) => (
        <>
          <Form.Item name="answer" label={t("union.question")} rules={[required]}>
            <Radio.Group
              aria-label={t("union.question")}
              className="choice"
              options={["no_objection", "objection"].map((value) => ({ value, label: t(`union.${value}`) }))}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => (
              <Form.Item
                name="text"
                label={t("union.text")}
                rules={form.getFieldValue("answer") === "objection" ? [required] : []}
              >
                <Input.TextArea autoSize={{ minRows: 3 }} />
              </Form.Item>
            )}
          </Form.Item>
        </>
      )}
    </ServerForm>
  );
}
