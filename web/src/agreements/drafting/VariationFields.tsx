import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useRequired } from "../../ui/ServerForm";
import { FactItem } from "./FactItem";

/** What changes, each with what it was and what it becomes. */
export function VariationFields() {
  const { t } = useTranslation("agreements");
  const required = { ...useRequired(), whitespace: true };
  return (
    <>
      <div className="form-row">
        <FactItem name="effective_on" look="day" />
        <FactItem name="reason" look="line" />
      </div>
      <Form.List name={["facts", "items"]}>
        {(rows, { add, remove }) => (
          <fieldset className="varied">
            <legend>{t("agreed.items")}</legend>
            {rows.map((row) => (
              <div key={row.key} className="varied-item">
                <Form.Item name={[row.name, "item"]} label={t("agreed.item")} rules={[required]}>
                  <Input placeholder={t("draft.item_hint")} />
                </Form.Item>
                <Form.Item name={[row.name, "before"]} label={t("agreed.before")} rules={[required]}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, "after"]} label={t("agreed.after")} rules={[required]}>
                  <Input />
                </Form.Item>
                {rows.length > 1 && (
                  <Button
                    type="text"
                    danger
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t("draft.remove_item")}
                    onClick={() => remove(row.name)}
                  />
                )}
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
              {t("draft.add_item")}
            </Button>
          </fieldset>
        )}
      </Form.List>
    </>
  );
}
