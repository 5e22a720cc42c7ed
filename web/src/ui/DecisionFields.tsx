import { Form, type FormInstance, Input, Radio } from "antd";
import { useRequired } from "./ServerForm";

interface DecisionFieldsProps {
  form: FormInstance;
  label: string;
  about?: string;
  choices: { value: string; label: string }[];
  /** The choice that has to be explained. */
  against: string;
  text: string;
}

/** For or against, and why; whoever is against says why. */
export function DecisionFields({ form, label, about, choices, against, text }: DecisionFieldsProps) {
  const required = useRequired();
  return (
    <>
      <Form.Item name="decision" label={label} rules={[required]} extra={about}>
        <Radio.Group aria-label={label} options={choices} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {() => (
          <Form.Item
            name="text"
            label={text}
            rules={form.getFieldValue("decision") === against ? [required] : []}
          >
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
        )}
      </Form.Item>
    </>
  );
}
