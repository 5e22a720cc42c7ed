import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { RowList } from "../../ui/Rows";
import { useRequired } from "../../ui/ServerForm";

interface FactRowsProps {
  /** As the service names the list. */
  name: string;
  /** What each of them has, as the service names it, with its hint in the catalogue under `draft`. */
  each: { name: string; hint?: string }[];
  /** So many rows stay. */
  least?: number;
}

/** A list of facts of a contract on the form, at least one unless said otherwise. */
export function FactRows({ name, each, least = 1 }: FactRowsProps) {
  const { t } = useTranslation("agreements");
  const required = { ...useRequired(), whitespace: true };
  return (
    <fieldset className="varied">
      <legend>{t(`agreed.${name}`)}</legend>
      <RowList
        name={["facts", name]}
        rowClass="varied-item"
        remove={t("draft.remove_item")}
        add={t("draft.add_item")}
        least={least}
      >
        {(at) =>
          each.map((one) => (
            <Form.Item
              key={one.name}
              name={[at, one.name]}
              label={t(`agreed.${one.name}`)}
              rules={[required]}
            >
              <Input.TextArea autoSize placeholder={one.hint && t(`draft.${one.hint}`)} />
            </Form.Item>
          ))
        }
      </RowList>
    </fieldset>
  );
}
