import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Warning } from "../api/types";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { DateText, DueText, InstantText } from "../ui/Text";

/** What the employee says before anything is decided; they write it here, in their own words. */
export function StatementPanel({ warning, self }: { warning: Warning; self?: boolean }) {
  const { t } = useTranslation("warnings");
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/warnings/{id}/statement");
  const { statement } = warning;
  if (!statement) return null;
  const open = warning.stage === "statement_asked";
  if (statement.text) {
    return (
      <Panel title={t("statement")}>
        <p className="prose quote">{statement.text}</p>
        <p className="quiet small">
          <InstantText at={statement.stated_at} />
        </p>
      </Panel>
    );
  }
  if (!self || !open) {
    return (
      <Panel title={t("statement")}>
        <p className="quiet">
          {t(open ? "statement_awaited" : "statement_none")} <DateText date={statement.due_on} />
        </p>
      </Panel>
    );
  }
  return (
    <Panel title={t("statement_asked")} about={t("statement_asked_about")} tinted>
      <p style={{ marginBottom: 12 }}>
        {t("statement_due")} <DueText on={statement.due_on} />
      </p>
      <ServerForm<{ text: string }>
        send={(body) =>
          send.mutateAsync({ params: { path: { id: warning.id } }, headers: ifMatch(warning), body })
        }
        submit={t("send_statement")}
      >
        <Form.Item
          name="text"
          label={t("statement")}
          rules={[{ ...required, whitespace: true }]}
          extra={t("statement_hint")}
        >
          <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} maxLength={10000} />
        </Form.Item>
      </ServerForm>
    </Panel>
  );
}
