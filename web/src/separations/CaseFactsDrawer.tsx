import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { CaseFacts, Separation } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { YesNo } from "../ui/YesNo";
import type { Question } from "./caseFacts";
import "./gate.css";

interface CaseFactsDrawerProps {
  separation: Separation;
  questions: Question[];
  open: boolean;
  onClose: () => void;
}

/** The questions of this ground and no others; what is not answered stays unknown. */
export function CaseFactsDrawer({ separation, questions, open, onClose }: CaseFactsDrawerProps) {
  const { t } = useTranslation("casework");
  const state = $api.useMutation("put", "/api/v1/separations/{id}/case-facts");
  return (
    <FormDrawer title={t("facts.title")} open={open} onClose={onClose} wide>
      <ServerForm<CaseFacts>
        send={(said) =>
          state.mutateAsync({
            params: { path: { id: separation.id } },
            headers: ifMatch(separation),
            body: { ...separation.case_facts, ...said },
          })
        }
        onSent={() => {
          void message.success(t("saved"));
          onClose();
        }}
        submit={t("save")}
        cancel={{ act: onClose }}
        initialValues={separation.case_facts}
        requiredMark={false}
      >
        <p className="note" style={{ marginBottom: 16 }}>
          {t("facts.note")}
        </p>
        {questions.map((question) =>
          question.kind === "clauses" ? (
            <Clauses key={question.name} />
          ) : (
            <Form.Item
              key={question.name}
              name={question.name}
              label={t(`facts.ask.${question.name}`)}
              extra={t(`facts.hint.${question.name}`, { defaultValue: "" }) || undefined}
            >
              <Field question={question} />
            </Form.Item>
          ),
        )}
      </ServerForm>
    </FormDrawer>
  );
}

const CHOICES = { offer: ["same_or_better", "worse", "none"], category: ["F50", "F55"] };

function Field({ question, ...rest }: { question: Question }) {
  const { t } = useTranslation("casework");
  const { kind } = question;
  if (kind === "date") return <DatePick {...rest} />;
  if (kind === "offer" || kind === "category") {
    return (
      <Radio.Group
        aria-label={t(`facts.ask.${question.name}`)}
        className="choice"
        {...rest}
        options={CHOICES[kind].map((value) => ({ value, label: t(`facts.${kind}.${value}`) }))}
      />
    );
  }
  return <YesNo aria-label={t(`facts.ask.${question.name}`)} {...rest} />;
}

function Clauses() {
  const { t } = useTranslation("casework");
  const required = useRequired();
  return (
    <Form.List name="rule_clauses">
      {(rows, { add, remove }) => (
        <fieldset className="clauses">
          <legend>{t("facts.ask.rule_clauses")}</legend>
          {rows.map((row, at) => (
            <div key={row.key} className="row top clause">
              <Form.Item
                name={row.name}
                className="grow"
                rules={[{ ...required, whitespace: true }]}
                style={{ marginBottom: 8 }}
              >
                <Input.TextArea
                  autoSize={{ minRows: 2 }}
                  maxLength={500}
                  aria-label={t("facts.clause", { number: at + 1 })}
                  placeholder={t("facts.clause_hint")}
                />
              </Form.Item>
              <Button
                type="text"
                danger
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t("facts.remove_clause", { number: at + 1 })}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => add("")}>
            {t("facts.add_clause")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
