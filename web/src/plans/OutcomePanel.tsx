import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Plan } from "../api/types";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { InstantText } from "../ui/Text";

const OUTCOMES = ["met", "partly_met", "not_met"] as const;
const TONES = { met: "good", partly_met: "warn", not_met: "bad" } as const;

/** How the plan ended; given once, by the manager or HR. */
export function OutcomePanel({ plan, keeps }: { plan: Plan; keeps: boolean }) {
  const { t } = useTranslation("plans");
  const required = useRequired();
  const close = $api.useMutation("post", "/api/v1/improvement-plans/{id}/outcome");
  if (plan.outcome) {
    return (
      <Panel title={t("outcome")}>
        <div className="row">
          <Tag tone={TONES[plan.outcome.outcome as keyof typeof TONES]}>
            {t(`outcomes.${plan.outcome.outcome}`)}
          </Tag>
          <span className="quiet small">
            <InstantText at={plan.outcome.at} />
          </span>
        </div>
        <p className="prose quote">{plan.outcome.text}</p>
      </Panel>
    );
  }
  if (!keeps || plan.stage !== "active") return null;
  return (
    <Panel title={t("close")} about={t("close_about")}>
      <ServerForm<{ outcome: (typeof OUTCOMES)[number]; text: string }>
        send={(body) =>
          close.mutateAsync({ params: { path: { id: plan.id } }, headers: ifMatch(plan), body })
        }
        submit={t("close")}
      >
        <Form.Item name="outcome" label={t("outcome")} rules={[required]}>
          <Radio.Group
            aria-label={t("outcome")}
            className="choice"
            options={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="text" label={t("outcome_text")} rules={[required]} extra={t("outcome_hint")}>
          <Input.TextArea autoSize={{ minRows: 3 }} />
        </Form.Item>
      </ServerForm>
    </Panel>
  );
}
