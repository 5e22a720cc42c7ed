import { useTranslation } from "react-i18next";
import type { TemplateText } from "../api/types";
import { clauseOf, fieldOf, type Remark } from "./remarks";

/** All that stands against a release, each leading to its clause. */
export function RemarkList({ remarks, text }: { remarks: Remark[]; text: TemplateText }) {
  const { t } = useTranslation("templates");
  if (remarks.length === 0) return <p className="note good">{t("no_findings")}</p>;
  const placed = (remark: Remark) => {
    const at = clauseOf(remark);
    const field = text.form?.fields[fieldOf(remark) ?? -1];
    if (field) return <span className="strong">{field.label || t("untitled")}</span>;
    if (at === null) return <span className="quiet">{t("in_text")}</span>;
    const heading = text.clauses[at]?.heading || t("untitled");
    return (
      <button type="button" className="link-button" onClick={() => reveal(at)}>
        {t("clause_number", { number: at + 1 })} {heading}
      </button>
    );
  };
  return (
    <section className="note warn" aria-label={t("findings", { number: remarks.length })}>
      <p className="strong">{t("findings", { number: remarks.length })}</p>
      <ul className="bullets">
        {remarks.map((remark) => (
          <li key={remark.pointer + remark.words}>
            {placed(remark)}：{remark.words}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function clauseId(at: number): string {
  return `clause-${at + 1}`;
}

/** Opens a clause and goes there. */
export function reveal(at: number): void {
  const clause = document.getElementById(clauseId(at)) as HTMLDetailsElement | null;
  if (!clause) return;
  clause.open = true;
  clause.scrollIntoView({ behavior: "smooth", block: "start" });
  clause.querySelector("summary")?.focus({ preventScroll: true });
}
