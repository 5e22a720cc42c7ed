import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { SeparationTask } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { FormDrawer } from "../../ui/FormDrawer";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { RuleTag } from "../../ui/Tag";
import { DueText } from "../../ui/Text";

interface TaskOutcomeDrawerProps {
  separationId: string;
  ending: { task: SeparationTask; outcome: "done" | "waived" } | undefined;
  onClose: () => void;
}

/** How a task ended: done, with what came of it, or why it does not have to be done. */
export function TaskOutcomeDrawer({ separationId, ending, onClose }: TaskOutcomeDrawerProps) {
  const { t, i18n } = useTranslation("casework");
  const required = useRequired();
  const end = $api.useMutation("post", "/api/v1/separations/{id}/tasks/{task_id}/outcome");
  const waives = ending?.outcome === "waived";
  return (
    <FormDrawer title={t(waives ? "tasks.waive" : "tasks.done")} open={!!ending} onClose={onClose}>
      {ending && (
        <div className="stack">
          <div>
            <p className="strong">{spoken(ending.task, i18n.language)}</p>
            <p className="row small">
              <DueText on={ending.task.due_on} />
              {ending.task.rule && <RuleTag rule={ending.task.rule} />}
            </p>
          </div>
          {waives && ending.task.rule && <p className="note warn">{t("tasks.waive_law")}</p>}
          <ServerForm<{ text?: string }>
            send={({ text }) =>
              end.mutateAsync({
                params: { path: { id: separationId, task_id: ending.task.id } },
                body: { outcome: ending.outcome, text: text ?? "" },
              })
            }
            onSent={onClose}
            submit={t(waives ? "tasks.waive" : "tasks.done")}
            cancel={{ act: onClose }}
          >
            <Form.Item
              name="text"
              label={t(waives ? "tasks.why_waive" : "tasks.what_came")}
              rules={waives ? [{ ...required, whitespace: true }] : []}
            >
              <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
            </Form.Item>
          </ServerForm>
        </div>
      )}
    </FormDrawer>
  );
}
