import { Checkbox, Form, Input, message } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { NonCompete } from "../../api/types";
import { Panel } from "../../ui/Panel";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { DateText, InstantText } from "../../ui/Text";
import { useMe } from "../../ui/useMe";

interface Said {
  instalments: number[];
  text?: string;
}

/** Months that the employee says were not paid: a reminder to the employer that stays on record. */
export function Unpaid({ duty, self }: { duty: NonCompete; self: boolean }) {
  const { t } = useTranslation("exit");
  const { today } = useMe();
  const required = useRequired();
  const [form] = Form.useForm<Said>();
  const state = $api.useMutation("post", "/api/v1/non-competes/{id}/unpaid-statements");
  const due = duty.instalments.filter((one) => one.due_on < today);
  if (duty.statements.length === 0 && (!self || due.length === 0)) return null;
  return (
    <Panel title={t("unpaid.title")} about={t(self ? "unpaid.about_self" : "unpaid.about")}>
      {duty.statements.length > 0 && (
        <ul className="stack tight" style={{ marginBottom: self ? 16 : 0 }}>
          {duty.statements.map((one) => (
            <li key={one.at}>
              <p className="strong">
                {one.instalments.map((number) => t("pay.nth", { number })).join(t("talk.comma"))}
              </p>
              {one.text && <p className="prose quote">{one.text}</p>}
              <p className="quiet small">
                <InstantText at={one.at} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {self && due.length > 0 && (
        <ServerForm<Said>
          form={form}
          send={({ instalments, text = "" }) =>
            state.mutateAsync({ params: { path: { id: duty.id } }, body: { instalments, text } })
          }
          onSent={() => {
            form.resetFields();
            void message.success(t("unpaid.sent"));
          }}
          submit={t("unpaid.submit")}
        >
          <Form.Item name="instalments" label={t("unpaid.which")} rules={[required]}>
            <Checkbox.Group className="choice">
              {due.map((one) => (
                <Checkbox key={one.number} value={one.number}>
                  {t("pay.nth", { number: one.number })}{" "}
                  <span className="quiet small">
                    {t("pay.due_on")} <DateText date={one.due_on} />
                  </span>
                </Checkbox>
              ))}
            </Checkbox.Group>
          </Form.Item>
          <Form.Item name="text" label={t("unpaid.text")}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
          </Form.Item>
        </ServerForm>
      )}
    </Panel>
  );
}
