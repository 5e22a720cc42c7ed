import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { TemplateText, TemplateVariable } from "../api/types";
import { spoken } from "../i18n/i18n";
import { type Blank, blanksOf, withFilled } from "./blanks";
import { reveal } from "./RemarkList";
import { clauseOf } from "./remarks";
import type { Edit } from "./useDraft";

interface BlankListProps {
  text: TemplateText;
  variables: TemplateVariable[];
  edit: Edit;
}

/** What an imported form left open, with the facts that its words ask for; nothing is filled unasked. */
export function BlankList({ text, variables, edit }: BlankListProps) {
  const { t } = useTranslation("templates");
  const blanks = blanksOf(text, variables);
  const suggested = blanks.filter((blank) => blank.variable);
  if (blanks.length === 0) return null;
  return (
    <section className="note" aria-label={t("blanks.title", { number: blanks.length })}>
      <div className="row between">
        <p className="strong">{t("blanks.title", { number: blanks.length })}</p>
        {suggested.length > 1 && (
          <Button size="small" onClick={() => edit((now) => withFilled(now, blanksOf(now, variables)))}>
            {t("blanks.fill_all", { number: suggested.length })}
          </Button>
        )}
      </div>
      <ul className="blanks">
        {blanks.map((blank) => (
          <li key={`${blank.pointer} ${blank.from}`}>
            <Place blank={blank} text={text} />
            <Suggestion blank={blank} edit={edit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ blank, text }: { blank: Blank; text: TemplateText }) {
  const { t } = useTranslation("templates");
  const at = clauseOf({ pointer: blank.pointer, words: "" });
  return (
    <span className="grow">
      {at === null ? (
        <span className="quiet">{t("preamble")}</span>
      ) : (
        <button type="button" className="link-button" onClick={() => reveal(at)}>
          {t("clause_number", { number: at + 1 })} {text.clauses[at]?.heading}
        </button>
      )}
      ：<span>{blank.before}</span>
      <span className="quiet">____</span>
    </span>
  );
}

function Suggestion({ blank, edit }: { blank: Blank; edit: Edit }) {
  const { t, i18n } = useTranslation("templates");
  if (!blank.variable) return <span className="quiet small">{t("blanks.unknown")}</span>;
  return (
    <Button size="small" onClick={() => edit((now) => withFilled(now, [blank]))}>
      {t("blanks.fill", { name: spoken(blank.variable, i18n.language) })}
    </Button>
  );
}
