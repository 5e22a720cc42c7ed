import { CheckCircleFilled, ClockCircleOutlined } from "@ant-design/icons";
import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Plan } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { DateText, NumberText } from "../ui/Text";

/** The training that the law asks for: content, hours, and whether the person was there. */
export function TrainingPanel({ plan, keeps }: { plan: Plan; keeps: boolean }) {
  const { t } = useTranslation("plans");
  const required = useRequired();
  const [index, setIndex] = useState<number | null>(null);
  const record = $api.useMutation("post", "/api/v1/improvement-plans/{id}/training-attendance");
  const mayRecord = keeps && (plan.stage === "active" || plan.stage === "published");
  return (
    <Panel title={t("training")} about={t("training_about")}>
      {plan.training.length === 0 && !plan.change_of_post && <p className="note warn">{t("no_training")}</p>}
      <ol className="plan-goals">
        {plan.training.map((one, at) => (
          <li key={at}>
            {one.attended ? (
              <CheckCircleFilled style={{ color: "var(--good)" }} aria-label={t("attended")} />
            ) : (
              <ClockCircleOutlined style={{ color: "var(--quiet)" }} aria-label={t("not_attended")} />
            )}
            <div className="grow">
              <p className="strong">{one.title}</p>
              <p className="quiet small">
                <NumberText value={one.hours} unit={t("hours_unit")} /> · <DateText date={one.held_on} />
                {one.note ? ` · ${one.note}` : ""}
              </p>
            </div>
            {mayRecord && (
              <Button size="small" onClick={() => setIndex(at)}>
                {t("record_attendance")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <FormDrawer title={t("record_attendance")} open={index !== null} onClose={() => setIndex(null)}>
        {index !== null && (
          <ServerForm<{ attended: boolean; note?: string }>
            send={(body) =>
              record.mutateAsync({
                params: { path: { id: plan.id } },
                headers: ifMatch(plan),
                body: { index, ...body },
              })
            }
            onSent={() => setIndex(null)}
            submit={t("save")}
            initialValues={{
              attended: plan.training[index]?.attended || undefined,
              note: plan.training[index]?.note,
            }}
          >
            <p className="strong" style={{ marginBottom: 12 }}>
              {plan.training[index]?.title}
            </p>
            <Form.Item name="attended" label={t("was_there")} rules={[required]}>
              <Radio.Group
                aria-label={t("was_there")}
                options={[
                  { value: true, label: t("attended") },
                  { value: false, label: t("not_attended") },
                ]}
              />
            </Form.Item>
            <Form.Item name="note" label={t("note")} extra={t("note_hint")}>
              <Input.TextArea autoSize={{ minRows: 2 }} />
            </Form.Item>
          </ServerForm>
        )}
      </FormDrawer>
    </Panel>
  );
}
