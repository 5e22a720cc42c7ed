import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Warning, WarningDecision } from "../api/types";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { DateText, InstantText } from "../ui/Text";
import { useMe } from "../ui/useMe";

/** Somebody else than whoever prepared it issues it or sends it back; the last decision stays in sight. */
export function DecisionPanel({ warning, decides }: { warning: Warning; decides: boolean }) {
  const { t } = useTranslation("warnings");
  const open = warning.stage === "statement_asked" || warning.stage === "awaiting_approval";
  if (!open && !warning.decided) return null;
  return (
    <Panel title={t("decision")} about={open ? t("decision_about") : undefined} tinted={open && decides}>
      {warning.decided && (
        <div style={{ marginBottom: open ? 16 : 0 }}>
          <div className="row">
            <Tag tone={warning.decided.verdict === "issue" ? "good" : "warn"}>
              {t(`verdict.${warning.decided.verdict}`)}
            </Tag>
            <span className="quiet small">
              {warning.decided.by_name} · <InstantText at={warning.decided.at} />
            </span>
          </div>
          {warning.decided.text && <p className="prose quote">{warning.decided.text}</p>}
        </div>
      )}
      {open && <Decide warning={warning} decides={decides} />}
    </Panel>
  );
}

function Decide({ warning, decides }: { warning: Warning; decides: boolean }) {
  const { t } = useTranslation("warnings");
  const { today } = useMe();
  const required = useRequired();
  const send = $api.useMutation("post", "/api/v1/warnings/{id}/decision");
  if (!decides) return <p className="quiet">{t("decision_by_others")}</p>;
  if (warning.prepared_by_me) return <p className="note">{t("decision_not_mine")}</p>;
  const due = warning.statement?.due_on ?? "";
  const awaited = warning.stage === "statement_asked" && due >= today;
  return (
    <ServerForm<WarningDecision>
      send={(body) =>
        send.mutateAsync({
          params: { path: { id: warning.id } },
          headers: ifMatch(warning),
          body: { ...body, text: body.text ?? "" },
        })
      }
      submit={t("decide")}
    >
      {awaited && (
        <p className="note" style={{ marginBottom: 12 }}>
          {t("statement_first")} <DateText date={due} />
        </p>
      )}
      <Form.Item name="verdict" label={t("verdict_label")} rules={[required]}>
        <Radio.Group aria-label={t("verdict_label")} className="choice">
          <Radio value="issue" disabled={awaited}>
            <span className="strong">{t("verdict.issue")}</span>
            <br />
            <span className="quiet small">{t("verdict_means.issue")}</span>
          </Radio>
          <Radio value="send_back">
            <span className="strong">{t("verdict.send_back")}</span>
            <br />
            <span className="quiet small">{t("verdict_means.send_back")}</span>
          </Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item name="text" label={t("decision_text")} extra={t("decision_text_hint")}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
    </ServerForm>
  );
}
