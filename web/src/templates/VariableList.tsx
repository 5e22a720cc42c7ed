import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TemplateVariable } from "../api/types";
import { spoken } from "../i18n/i18n";
import { ActionButton } from "../ui/ActionButton";
import type { PlaceOfInsertion } from "./usePlaceOfInsertion";

interface VariableListProps {
  variables: TemplateVariable[];
  /** Left out where the text is only read: then they are only named. */
  place?: PlaceOfInsertion;
}

/** What a text may name; a click puts it where the cursor is. */
export function VariableList({ variables, place }: VariableListProps) {
  const { t, i18n } = useTranslation("templates");
  const [wanted, setWanted] = useState("");
  const found = variables.filter((one) => `${one.name} ${one.zh} ${one.en}`.includes(wanted.trim()));
  return (
    <div className="stack tight">
      {place && <p className="quiet small">{t("variables_about")}</p>}
      <Input
        allowClear
        aria-label={t("find_variable")}
        placeholder={t("find_variable")}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <ul className="variables">
        {found.map((variable) => {
          const words = (
            <span className="variable">
              <span>{spoken(variable, i18n.language)}</span>
              <span className="quiet small">{t(`variable_form.${variable.form}`)}</span>
              <code className="mono">{variable.name}</code>
            </span>
          );
          return (
            <li key={variable.name}>
              {place ? (
                <ActionButton
                  type="text"
                  block
                  why={!place.ready && t("why_no_place")}
                  // The cursor stays where it is in the text.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => place.insert(variable)}
                >
                  {words}
                </ActionButton>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
