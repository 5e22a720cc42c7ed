import { Select } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { TemplateClause, TemplateKindFacts } from "../api/types";
import { spoken } from "../i18n/i18n";
import { type Remark, remarksAt } from "./remarks";
import { RemarksHere, TextField } from "./TextField";
import { withClause, withTextAt } from "./text";
import type { Edit } from "./useDraft";

interface ClauseFieldsProps {
  clause: TemplateClause;
  at: number;
  terms: TemplateKindFacts["terms"];
  english: boolean;
  remarks: Remark[];
  edit: Edit;
}

/** A clause as it is edited: what it is called, what it says, when it stands and which terms it carries. */
export function ClauseFields({ clause, at, terms, english, remarks, edit }: ClauseFieldsProps) {
  const { t, i18n } = useTranslation("templates");
  const coversId = useId();
  const field = (name: "heading" | "heading_en" | "when" | "text" | "text_en") => {
    const pointer = `/clauses/${at}/${name}`;
    return {
      pointer,
      value: clause[name] ?? "",
      onChange: (value: string) => edit((text) => withTextAt(text, pointer, value)),
      remarks: remarksAt(remarks, pointer),
    };
  };
  const shown = ["heading", "when", "text", ...(english ? ["heading_en", "text_en"] : [])];
  const elsewhere = remarks.filter(
    ({ pointer }) => !shown.some((name) => pointer === `/clauses/${at}/${name}`),
  );
  return (
    <div className="clause-fields">
      <RemarksHere remarks={elsewhere} />
      <TextField look="line" label={t("heading")} {...field("heading")} />
      {english && <TextField look="line" lang="en" label={t("heading_en")} {...field("heading_en")} />}
      <TextField look="paragraphs" label={t("clause_text")} hint={t("text_hint")} {...field("text")} />
      {english && <TextField look="paragraphs" lang="en" label={t("clause_text_en")} {...field("text_en")} />}
      <div className="form-row">
        <div className="text-field">
          <label htmlFor={coversId}>{t("covers")}</label>
          <Select
            id={coversId}
            mode="multiple"
            placeholder={t("covers_hint")}
            value={clause.covers}
            onChange={(covers) => edit((text) => withClause(text, at, { covers }))}
            options={terms.map((term) => ({ value: term.code, label: spoken(term, i18n.language) }))}
          />
        </div>
        <TextField look="expression" label={t("when")} hint={t("when_hint")} {...field("when")} />
      </div>
    </div>
  );
}
