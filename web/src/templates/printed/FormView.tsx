import { Button, Pagination } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PrintedCoverage, PrintedField, PrintedForm, Template, TemplateText } from "../../api/types";
import { Panel } from "../../ui/Panel";
import { useIsPhone } from "../../ui/useIsPhone";
import { useKindFacts } from "../kinds";
import { type Remark, remarksAt } from "../remarks";
import { TextField } from "../TextField";
import { freshKey } from "../text";
import type { Edit } from "../useDraft";
import { CoverageList } from "./CoverageList";
import { FieldPanel } from "./FieldPanel";
import { PageSheet } from "./PageSheet";
import { freshField, withField, withNewField, withoutField, withStated } from "./placing";
import "./printed.css";

interface FormViewProps {
  kind: Template["kind"];
  text: TemplateText;
  form: PrintedForm;
  coverage: PrintedCoverage[];
  remarks: Remark[];
  /** Left out where the form is only read. */
  edit?: Edit;
}

const HOLDS = [
  "text",
  "employee_signature",
  "employer_signature",
  "employee_signed_on",
  "employer_signed_on",
] as const satisfies PrintedField["holds"][];

/** A text on a printed form: its pages with the fields on them, and where each mandatory term stands. */
export default function FormView({ kind, text, form, coverage, remarks, edit }: FormViewProps) {
  const { t } = useTranslation("printed");
  const phone = useIsPhone();
  const { variables } = useKindFacts(kind);
  const [page, setPage] = useState(1);
  const [selected, select] = useState<string | null>(null);
  const faulty = useMemo(() => faultyFields(form, remarks), [form, remarks]);
  // A finger on a small page hits the wrong field.
  const place = phone ? undefined : edit;
  const chosen = form.fields.find((field) => field.key === selected);
  const change = (key: string, to: Partial<PrintedField>) => {
    place?.((now) => withField(now, key, to));
    if (to.page) setPage(to.page);
  };
  const remove = (key: string) => {
    place?.((now) => withoutField(now, key));
    select(null);
  };
  const add = (holds: PrintedField["holds"]) => {
    const key = freshKey().replace("clause", "field");
    const label = t(holds === "text" ? "new_field" : `holds.${holds}`);
    place?.((now) => withNewField(now, freshField(now.form ?? form, page, holds, { key, label })));
    select(key);
  };
  return (
    <div className="stack">
      <Panel title={text.title || t("untitled_form")} about={t(place ? "about" : "about_read")}>
        {edit && (
          <TextField
            look="line"
            label={t("document_title")}
            pointer="/title"
            value={text.title}
            onChange={(title) => edit((now) => ({ ...now, title }))}
            remarks={remarksAt(remarks, "/title")}
          />
        )}
        {edit && phone && <p className="note">{t("wide_screen")}</p>}
        {place && <Add holds={HOLDS} form={form} add={add} />}
        <PageSheet
          form={form}
          page={page}
          selected={selected}
          faulty={faulty}
          onSelect={select}
          onChange={place && change}
          onRemove={place && remove}
        />
        <Pagination
          simple
          align="center"
          pageSize={1}
          current={page}
          total={form.pages.length}
          onChange={setPage}
          aria-label={t("pages")}
        />
        {place && chosen ? (
          <section className="field-panel" aria-label={t("field", { label: chosen.label })}>
            <FieldPanel
              form={form}
              field={chosen}
              variables={variables}
              remarks={remarks}
              onChange={(to) => change(chosen.key, to)}
              onRemove={() => remove(chosen.key)}
            />
          </section>
        ) : (
          chosen && <p className="note">{`${chosen.label}：${chosen.text || t(`holds.${chosen.holds}`)}`}</p>
        )}
      </Panel>
      <CoverageList
        form={form}
        coverage={coverage}
        variables={variables}
        onState={edit && ((term, on) => edit((now) => withStated(now, term, on)))}
      />
    </div>
  );
}

interface AddProps {
  holds: readonly PrintedField["holds"][];
  form: PrintedForm;
  add: (holds: PrintedField["holds"]) => void;
}

/** Each side signs once, so its field can be added while there is none. */
function Add({ holds, form, add }: AddProps) {
  const { t } = useTranslation("printed");
  const there = (one: PrintedField["holds"]) =>
    one.endsWith("_signature") && form.fields.some((field) => field.holds === one);
  return (
    <div className="row field-add">
      {holds
        .filter((one) => !there(one))
        .map((one) => (
          <Button key={one} size="small" onClick={() => add(one)}>
            {t("add", { what: t(`holds.${one}`) })}
          </Button>
        ))}
    </div>
  );
}

/** The keys of fields that something stands against. */
function faultyFields(form: PrintedForm, remarks: Remark[]): ReadonlySet<string> {
  const at = remarks.map(({ pointer }) => /^\/form\/fields\/(\d+)\//.exec(pointer)?.[1]);
  return new Set(at.flatMap((one) => (one ? (form.fields[Number(one)]?.key ?? []) : [])));
}
