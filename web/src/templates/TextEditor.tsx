import { BookOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type FocusEvent, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Template, TemplateText } from "../api/types";
import { LabelledSwitch } from "../ui/LabelledSwitch";
import { Panel } from "../ui/Panel";
import { useIsPhone } from "../ui/useIsPhone";
import { Clause } from "./Clause";
import { useKindFacts } from "./kinds";
import { byClause, type Remark, remarksAt } from "./remarks";
import { RemarksHere, TextField } from "./TextField";
import { freshKey, withNewClause, withTextAt } from "./text";
import type { Edit } from "./useDraft";

const NONE: Remark[] = [];

interface TextEditorProps {
  kind: Template["kind"];
  text: TemplateText;
  remarks: Remark[];
  /** Left out where the text is only read. */
  edit?: Edit;
  /** A field took the cursor. */
  onPlace: (event: FocusEvent) => void;
  /** Opens the library of clauses. */
  onLibrary?: () => void;
}

/** A text with its clauses, the English behind a switch. */
export function TextEditor({ kind, text, remarks, edit, onPlace, onLibrary }: TextEditorProps) {
  const { t, i18n } = useTranslation("templates");
  const { terms } = useKindFacts(kind);
  const phone = useIsPhone();
  const [english, setEnglish] = useState(i18n.language === "en");
  // A contract is many screens of a phone: there the clauses begin folded, as a table of contents.
  const [folded, setFolded] = useState<ReadonlySet<string>>(
    () => new Set(phone ? text.clauses.map((clause) => clause.key) : []),
  );
  const fold = useCallback((key: string, open: boolean) => {
    setFolded((now) => {
      if (now.has(key) !== open) return now;
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const placed = useMemo(() => byClause(remarks), [remarks]);
  const allFolded = text.clauses.every((clause) => folded.has(clause.key));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields inside take the cursor; nothing is pressed here
    <div className="stack" onFocus={onPlace}>
      <Panel
        title={text.title.includes("{") ? t(`agreement_kind.${kind}`) : text.title || t("untitled")}
        extra={
          <LabelledSwitch checked={english} onChange={setEnglish}>
            {t("english")}
          </LabelledSwitch>
        }
      >
        {edit ? (
          <Opening text={text} english={english} remarks={remarks} edit={edit} />
        ) : (
          <>
            <p className="prose">{text.preamble.trim()}</p>
            {english && (
              <div lang="en" className="quote">
                <p className="strong">{text.title_en}</p>
                <p className="prose">{text.preamble_en.trim()}</p>
              </div>
            )}
          </>
        )}
      </Panel>
      <Panel
        flush
        title={t("clauses")}
        extra={
          <Button
            size="small"
            onClick={() => setFolded(new Set(allFolded ? [] : text.clauses.map((clause) => clause.key)))}
          >
            {t(allFolded ? "unfold_all" : "fold_all")}
          </Button>
        }
      >
        <ol className="clauses">
          {text.clauses.map((clause, at) => (
            <Clause
              key={clause.key}
              clause={clause}
              at={at}
              last={at === text.clauses.length - 1}
              terms={terms}
              english={english}
              remarks={placed.get(at) ?? NONE}
              open={!folded.has(clause.key)}
              onFold={fold}
              edit={edit}
            />
          ))}
        </ol>
        {edit && (
          <p className="clause-add">
            <Button
              icon={<PlusOutlined aria-hidden />}
              onClick={() => edit((now) => withNewClause(now, now.clauses.length - 1, freshKey()))}
            >
              {t("add_last")}
            </Button>
            {onLibrary && (
              <Button icon={<BookOutlined aria-hidden />} onClick={onLibrary}>
                {t("library.open")}
              </Button>
            )}
          </p>
        )}
      </Panel>
    </div>
  );
}

interface OpeningProps {
  text: TemplateText;
  english: boolean;
  remarks: Remark[];
  edit: Edit;
}

/** The title and what stands before the first clause. */
function Opening({ text, english, remarks, edit }: OpeningProps) {
  const { t } = useTranslation("templates");
  const field = (name: "title" | "title_en" | "preamble" | "preamble_en") => ({
    pointer: `/${name}`,
    value: text[name],
    onChange: (value: string) => edit((now) => withTextAt(now, `/${name}`, value)),
    remarks: remarksAt(remarks, `/${name}`),
  });
  return (
    <div className="stack tight">
      <RemarksHere
        remarks={english ? NONE : ["/title_en", "/preamble_en"].flatMap((at) => remarksAt(remarks, at))}
      />
      <TextField look="line" label={t("document_title")} {...field("title")} />
      {english && <TextField look="line" lang="en" label={t("document_title_en")} {...field("title_en")} />}
      <TextField look="paragraphs" label={t("preamble")} {...field("preamble")} />
      {english && (
        <TextField look="paragraphs" lang="en" label={t("preamble_en")} {...field("preamble_en")} />
      )}
    </div>
  );
}
