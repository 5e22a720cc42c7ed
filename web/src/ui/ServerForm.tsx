import { Button, Form, type FormInstance, type FormProps } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type FieldProblem, overForm } from "../api/problem";
import { ProblemNote } from "./ProblemNote";
import "./form.css";

interface ServerFormProps<V> extends Omit<FormProps<V>, "onFinish" | "children"> {
  /** Send the values; what it throws is shown at the fields it names and above the form. */
  send: (values: V) => Promise<unknown>;
  /** After the service has accepted. */
  onSent?: () => void;
  submit: string;
  cancel?: { label?: string; act: () => void };
  extra?: ReactNode;
  children: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

type Settable<V> = Parameters<FormInstance<V>["setFields"]>[0];

/** A form whose validator is the service: problem documents come back to the fields they point at. */
export function ServerForm<V extends object>(props: ServerFormProps<V>) {
  const { send, onSent, submit, cancel, extra, children, form: given, ...rest } = props;
  const { t } = useTranslation();
  const [own] = Form.useForm<V>();
  const form = given ?? own;
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<{ problem: unknown; rest: FieldProblem[] } | null>(null);

  const finish = async (values: V) => {
    setSending(true);
    setRefused(null);
    // What the service said the last time; a field without rules of its own would keep it.
    const fields: { name: (string | number)[]; errors: string[] }[] = form
      .getFieldsError()
      .map(({ name }) => ({ name: [...name], errors: [] }));
    form.setFields(fields as Settable<V>);
    try {
      await send(values);
      onSent?.();
    } catch (thrown) {
      const known = form.getFieldsError().map((field) => JSON.stringify(field.name));
      const split = overForm(asProblem(thrown), (name) => known.includes(JSON.stringify(name)));
      form.setFields(split.fields as Settable<V>);
      const first = split.fields[0];
      if (first) form.scrollToField(first.name, { behavior: "smooth", block: "center" });
      setRefused({ problem: thrown, rest: split.rest });
    } finally {
      setSending(false);
    }
  };

  return (
    <Form<V>
      layout="vertical"
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="quiet small nowrap">&nbsp;{t("optional")}</span>}
        </>
      )}
      scrollToFirstError={{ behavior: "smooth", block: "center" }}
      {...rest}
      form={form}
      onFinish={(values) => void finish(values)}
    >
      {typeof children === "function" ? children(form) : children}
      {refused && (
        <div style={{ marginBottom: 16 }}>
          <ProblemNote problem={refused.problem} rest={refused.rest} />
        </div>
      )}
      <div className="form-foot">
        {extra}
        {cancel && <Button onClick={cancel.act}>{cancel.label ?? t("cancel")}</Button>}
        <Button type="primary" htmlType="submit" loading={sending}>
          {submit}
        </Button>
      </div>
    </Form>
  );
}

/** The rule of a field that must be filled in. */
export function useRequired(): { required: true; message: string; whitespace?: boolean } {
  const { t } = useTranslation();
  return { required: true, message: t("required") };
}
