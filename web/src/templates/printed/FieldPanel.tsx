import { DeleteOutlined } from "@ant-design/icons";
import { Button, InputNumber, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { PrintedField, PrintedForm, TemplateVariable } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { type Remark, remarksAt } from "../remarks";
import { RemarksHere, TextField } from "../TextField";
import { read, STEP, waysOf, written } from "./placing";

interface FieldPanelProps {
  form: PrintedForm;
  field: PrintedField;
  variables: TemplateVariable[];
  remarks: Remark[];
  onChange: (change: Partial<PrintedField>) => void;
  onRemove: () => void;
}

/** The field that is chosen, in words and numbers. */
export function FieldPanel({ form, field, variables, remarks, onChange, onRemove }: FieldPanelProps) {
  const { t } = useTranslation("printed");
  const at = `/form/fields/${form.fields.indexOf(field)}`;
  const numbers = ["x", "y", "width", "height"] as const;
  return (
    <div className="stack tight">
      <TextField
        look="line"
        label={t("label")}
        pointer={`${at}/label`}
        value={field.label}
        onChange={(label) => onChange({ label })}
        remarks={remarksAt(remarks, `${at}/label`)}
      />
      {field.holds === "text" ? (
        <Says {...{ field, variables, remarks, onChange, at }} />
      ) : (
        <p className="quiet small">{t(`holds_means.${field.holds}`)}</p>
      )}
      <div className="field-numbers">
        {numbers.map((name) => (
          <Millimetres
            key={name}
            label={t(name)}
            value={field[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
        <Millimetres
          label={t("page")}
          step={1}
          least={1}
          most={form.pages.length}
          value={field.page}
          onChange={(page) => onChange({ page })}
        />
        {field.holds === "text" && (
          <Millimetres
            label={t("size")}
            least={5}
            most={36}
            value={field.size ?? 10.5}
            onChange={(size) => onChange({ size })}
          />
        )}
      </div>
      {["x", "width", "page", "size", "key"].map((name) => (
        <RemarksHere key={name} remarks={remarksAt(remarks, `${at}/${name}`)} />
      ))}
      <div className="row between">
        {field.holds === "text" ? (
          <Segmented
            size="small"
            aria-label={t("align")}
            value={field.align ?? "left"}
            onChange={(align) => onChange({ align })}
            options={(["left", "center", "right"] as const).map((value) => ({
              value,
              label: t(`aligned.${value}`),
            }))}
          />
        ) : (
          <span />
        )}
        <Button size="small" danger icon={<DeleteOutlined aria-hidden />} onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
    </div>
  );
}

interface SaysProps extends Pick<FieldPanelProps, "field" | "variables" | "remarks" | "onChange"> {
  /** Where the field stands in the text. */
  at: string;
}

/** What a field of text says: one fact in one way, or words of one's own. */
function Says({ field, variables, remarks, onChange, at }: SaysProps) {
  const { t, i18n } = useTranslation("printed");
  const says = read(field.text ?? "");
  const variable = variables.find((one) => one.name === says?.name);
  const choose = (name: string) => {
    const chosen = variables.find((one) => one.name === name);
    if (!chosen) return;
    const text = written(name, waysOf(chosen)[0] ?? "plain");
    const named =
      field.label.trim() && field.label !== t("new_field") ? field.label : spoken(chosen, i18n.language);
    onChange({ text, label: named });
  };
  return (
    <>
      <div className="field-says">
        <Select
          showSearch
          optionFilterProp="label"
          aria-label={t("fact")}
          placeholder={t("fact")}
          value={variable?.name}
          onChange={choose}
          options={variables
            .filter((one) => !["group", "list", "changes", "table", "condition"].includes(one.form))
            .map((one) => ({ value: one.name, label: spoken(one, i18n.language) }))}
        />
        {variable && says && (
          <Select
            aria-label={t("way")}
            value={says.way}
            onChange={(way) => onChange({ text: written(variable.name, way) })}
            options={waysOf(variable).map((value) => ({
              value,
              label: t(`ways.${value.replace(":", "_")}`),
            }))}
          />
        )}
      </div>
      <TextField
        look="expression"
        label={t("words")}
        hint={t("words_hint")}
        pointer={`${at}/text`}
        value={field.text ?? ""}
        onChange={(text) => onChange({ text })}
        remarks={remarksAt(remarks, `${at}/text`)}
      />
    </>
  );
}

interface MillimetresProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  step?: number;
  least?: number;
  most?: number;
}

function Millimetres({ label, value, onChange, step = STEP, least = 0, most }: MillimetresProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the number inside is its control
    <label>
      <span className="small">{label}</span>
      <InputNumber
        size="small"
        value={value}
        min={least}
        max={most}
        step={step}
        onChange={(next) => typeof next === "number" && onChange(next)}
      />
    </label>
  );
}
