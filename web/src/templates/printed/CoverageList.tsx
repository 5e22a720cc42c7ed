import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { PrintedCoverage, PrintedForm, TemplateVariable } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { Panel } from "../../ui/Panel";
import { Tag } from "../../ui/Tag";

interface CoverageListProps {
  form: PrintedForm;
  coverage: PrintedCoverage[];
  variables: TemplateVariable[];
  /** Left out where the form is only read. */
  onState?: (term: string, page: number | null) => void;
}

/** Where each term that the law asks for stands on the form: in fields, or printed on a page as is stated. */
export function CoverageList({ form, coverage, variables, onState }: CoverageListProps) {
  const { t, i18n } = useTranslation("printed");
  const named = (name: string) => {
    const variable = variables.find((one) => one.name === name);
    return variable ? spoken(variable, i18n.language) : name;
  };
  const pages = form.pages.map((_, at) => ({ value: at + 1, label: t("printed_on", { number: at + 1 }) }));
  return (
    <Panel title={t("coverage")} about={t(onState ? "coverage_about" : "coverage_read")}>
      <ul className="coverage">
        {coverage.map((term) => (
          <li key={term.code}>
            <div className="grow">
              <p>
                <span className="strong">{spoken(term, i18n.language)}</span>{" "}
                <Tag tone={term.covered ? "good" : "warn"}>{t(term.covered ? "covered" : "uncovered")}</Tag>
              </p>
              <p className="quiet small">{term.source}</p>
              <p className="small">
                {[
                  term.pages.length > 0 && t("in_fields", { pages: term.pages.join("、") }),
                  term.missing.length > 0 && t("absent", { facts: term.missing.map(named).join("、") }),
                  !onState && term.stated_page && t("stated_on", { number: term.stated_page }),
                ]
                  .filter(Boolean)
                  .join(i18n.language === "en" ? "; " : "；")}
              </p>
            </div>
            {onState && (
              <Select
                allowClear
                size="small"
                aria-label={t("state", { term: spoken(term, i18n.language) })}
                placeholder={t("not_stated")}
                value={form.stated?.find((one) => one.term === term.code)?.page}
                onChange={(page?: number) => onState(term.code, page ?? null)}
                options={pages}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
