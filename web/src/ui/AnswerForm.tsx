import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { AnswerBody } from "../api/types";
import { ServerForm, useRequired } from "./ServerForm";

interface AnswerFormProps {
  /** What is being answered, as a question to the person. */
  question: string;
  /** In which words: `receipt` where confirming is no consent. */
  words?: "answer" | "receipt";
  send: (answer: AnswerBody) => Promise<unknown>;
  onSent?: () => void;
}

/**
 * Confirm, or object with reasons. Both are answers and both go on record; an objection does not undo
 * the delivery, and says what the person holds against it in the person's own words.
 */
export function AnswerForm({ question, words = "answer", send, onSent }: AnswerFormProps) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <ServerForm<AnswerBody> send={send} onSent={onSent} submit={t(`${words}.submit`)}>
      {(form) => (
        <>
          <Form.Item name="answer" label={question} rules={[required]}>
            <Radio.Group aria-label={question} className="choice">
              <Radio value="confirmed">
                <span className="strong">{t(`${words}.confirmed`)}</span>
                <br />
                <span className="quiet small">{t(`${words}.confirmed_means`)}</span>
              </Radio>
              <Radio value="objected">
                <span className="strong">{t(`${words}.objected`)}</span>
                <br />
                <span className="quiet small">{t(`${words}.objected_means`)}</span>
              </Radio>
            </Radio.Group>
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => {
              const objects = form.getFieldValue("answer") === "objected";
              return (
                <Form.Item
                  name="text"
                  label={objects ? t(`${words}.reasons`) : t(`${words}.remark`)}
                  rules={objects ? [{ ...required, whitespace: true }] : []}
                >
                  <Input.TextArea
                    autoSize={{ minRows: 3, maxRows: 10 }}
                    maxLength={4000}
                    showCount={objects}
                  />
                </Form.Item>
              );
            }}
          </Form.Item>
        </>
      )}
    </ServerForm>
  );
}
