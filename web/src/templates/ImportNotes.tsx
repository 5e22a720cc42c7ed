import { useTranslation } from "react-i18next";
import { spoken } from "../i18n/i18n";
import { Unfold } from "../ui/Unfold";
import { useImportNotes } from "./importNotes";

/** What was left out of a form in Word and how it was read, while one works on what became of it. */
export function ImportNotes({ id }: { id: string }) {
  const { t, i18n } = useTranslation("templates");
  const notes = useImportNotes(id);
  if (notes.length === 0) return null;
  return (
    <section className="note info" aria-label={t("import.notes")}>
      <p className="strong">{t("import.notes")}</p>
      <ul className="bullets">
        {notes.map((note) => (
          <li key={note.code}>
            {spoken(note, i18n.language)}
            {note.left_out.length > 0 && (
              <Unfold look="link" title={t("import.left_out", { number: note.left_out.length })}>
                <p className="quote prose small">{note.left_out.join("\n")}</p>
              </Unfold>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
