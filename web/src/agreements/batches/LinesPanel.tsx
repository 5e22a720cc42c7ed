import { DeleteOutlined, EditOutlined, PlusOutlined, TableOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import type { TFunction } from "i18next";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../../ui/Empty";
import { dateText } from "../../ui/format";
import { LabelledSwitch } from "../../ui/LabelledSwitch";
import { type Field, ListTable } from "../../ui/ListTable";
import { Panel } from "../../ui/Panel";
import { MoneyText, PeriodText, PersonText } from "../../ui/Text";
import "./batches.css";
import { hasTerm, type Kind, openEndedIsDue } from "./lines";
import { isFaulty, type Lines, type Whole } from "./useLines";

const PeopleDrawer = lazy(() => import("./PeopleDrawer"));
const PasteDrawer = lazy(() => import("./PasteDrawer"));
const LineDrawer = lazy(() => import("./LineDrawer"));

/** Lines that are shown at once. */
const PAGE = 20;

interface LinesPanelProps {
  kind: Kind;
  employer: string;
  lines: Lines;
}

/** Whom the contracts are with, and what differs between them. */
export default function LinesPanel({ kind, employer, lines }: LinesPanelProps) {
  const { t } = useTranslation("batches");
  const [open, setOpen] = useState<"people" | "paste" | null>(null);
  const [pasted, setPasted] = useState("");
  const [editing, setEditing] = useState<string | null>(null);
  const edited = lines.whole.find(({ line }) => line.candidate.employee.id === editing);
  const close = () => setOpen(null);
  return (
    <Panel
      flush
      id="lines"
      title={lines.whole.length > 0 ? t("lines.title_of", { count: lines.whole.length }) : t("lines.title")}
      about={t(hasTerm(kind) ? "lines.about_term" : "lines.about")}
      extra={
        <div className="row">
          <Button icon={<TableOutlined aria-hidden />} onClick={() => setOpen("paste")}>
            {t("paste.open")}
          </Button>
          <Button type="primary" ghost icon={<PlusOutlined aria-hidden />} onClick={() => setOpen("people")}>
            {t("people.open")}
          </Button>
        </div>
      }
    >
      {lines.whole.length === 0 ? (
        <Empty title={t("lines.none")}>{t("lines.none_about")}</Empty>
      ) : (
        <Table kind={kind} lines={lines} onEdit={setEditing} />
      )}
      <Suspense>
        {open === "people" && (
          <PeopleDrawer
            kind={kind}
            employer={employer}
            chosen={new Set(lines.whole.map(({ line }) => line.candidate.employee.id))}
            onChoose={lines.add}
            onClose={close}
          />
        )}
        {open === "paste" && (
          <PasteDrawer
            kind={kind}
            employer={employer}
            text={pasted}
            onText={setPasted}
            onFill={lines.fill}
            onClose={close}
          />
        )}
        {edited && (
          <LineDrawer
            kind={kind}
            whole={edited}
            onSave={(said) => lines.edit(edited.line.candidate.employee.id, said)}
            onClose={() => setEditing(null)}
          />
        )}
      </Suspense>
    </Panel>
  );
}

interface TableProps {
  kind: Kind;
  lines: Lines;
  onEdit: (id: string) => void;
}

function Table({ kind, lines, onEdit }: TableProps) {
  const { t } = useTranslation("batches");
  const [wanted, setPage] = useState(0);
  const faulty = lines.whole.filter(isFaulty);
  const only = lines.faulty;
  const rows = only ? lines.whole.filter(({ line }) => only.has(line.candidate.employee.id)) : lines.whole;
  const page = Math.min(wanted, Math.max(Math.ceil(rows.length / PAGE) - 1, 0));
  return (
    <>
      <div className="lines-head">
        <span className={faulty.length > 0 ? "warn" : "good"} role="status">
          {faulty.length > 0 ? t("lines.faulty", { count: faulty.length }) : t("lines.complete")}
        </span>
        {(faulty.length > 0 || only) && (
          <LabelledSwitch checked={!!only} onChange={lines.onlyFaulty}>
            {t("lines.only_faulty")}
          </LabelledSwitch>
        )}
      </div>
      <ListTable
        caption={t("lines.title")}
        rows={rows.slice(page * PAGE, (page + 1) * PAGE)}
        rowKey={({ line }) => line.candidate.employee.id}
        empty={<p className="empty quiet">{t("lines.none_faulty")}</p>}
        fields={lineFields(t, { kind, lines, onEdit })}
      />
      {rows.length > PAGE && (
        <nav className="pager" aria-label={t("pager.label")}>
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t("lines.back")}
          </Button>
          <span className="quiet small">
            {t("lines.shown", {
              from: page * PAGE + 1,
              until: Math.min((page + 1) * PAGE, rows.length),
              count: rows.length,
            })}
          </span>
          <Button disabled={(page + 1) * PAGE >= rows.length} onClick={() => setPage(page + 1)}>
            {t("pager.next")}
          </Button>
        </nav>
      )}
    </>
  );
}

function lineFields(t: TFunction<"batches">, { kind, lines, onEdit }: TableProps): Field<Whole>[] {
  const fields: Field<Whole>[] = [
    {
      key: "employee",
      label: t("employee"),
      width: 150,
      phone: "title",
      show: ({ line }) => <PersonText person={line.candidate.employee} />,
    },
  ];
  if (hasTerm(kind)) {
    fields.push({ key: "term", label: t("lines.term"), width: 230, show: (whole) => <Term whole={whole} /> });
    fields.push({
      key: "wage",
      label: t("lines.wage"),
      width: 120,
      show: (whole) => <Wage whole={whole} />,
    });
  }
  if (kind === "non_compete") {
    fields.push({
      key: "monthly",
      label: t("lines.monthly"),
      width: 150,
      show: ({ facts }) => <MoneyText amount={facts.monthly as string} />,
    });
  }
  return [
    ...fields,
    {
      key: "address",
      label: t("lines.address"),
      width: 250,
      show: ({ line }) =>
        line.candidate.address_known && !line.address ? (
          <span className="quiet">{t("lines.address_known")}</span>
        ) : (
          <Input
            aria-label={t("lines.address_of", { name: line.candidate.employee.name })}
            placeholder={t("lines.address_hint")}
            maxLength={200}
            value={line.address ?? ""}
            onChange={(event) => lines.edit(line.candidate.employee.id, { address: event.target.value })}
            onPressEnter={(event) => event.preventDefault()}
          />
        ),
    },
    { key: "note", label: t("lines.note"), show: (whole) => <Note whole={whole} /> },
    {
      key: "acts",
      label: t("lines.acts"),
      width: 96,
      phone: "side",
      show: ({ line: { candidate } }) => (
        <span className="nowrap">
          <Button
            type="text"
            icon={<EditOutlined aria-hidden />}
            aria-label={t("lines.edit_of", { name: candidate.employee.name })}
            onClick={() => onEdit(candidate.employee.id)}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t("lines.remove_of", { name: candidate.employee.name })}
            onClick={() => lines.remove(candidate.employee.id)}
          />
        </span>
      ),
    },
  ];
}

function Term({ whole: { facts } }: { whole: Whole }) {
  const { t, i18n } = useTranslation("batches");
  const from = facts.from as string | undefined;
  return (
    <>
      {t(`contract_kind.${facts.term}`)}
      {from && (
        <p className="small quiet">
          {facts.term === "fixed_term" ? (
            <PeriodText from={from} until={facts.until as string} inclusive />
          ) : (
            t("lines.since", { date: dateText(from, i18n.language) })
          )}
        </p>
      )}
    </>
  );
}

function Wage({ whole: { line, facts } }: { whole: Whole }) {
  const { t } = useTranslation("batches");
  const now = line.candidate.contract?.monthly_wage;
  const changed = now && facts.monthly_wage !== now;
  return (
    <>
      <MoneyText amount={facts.monthly_wage as string} />
      {changed && (
        <p className="small quiet">
          {t("lines.now")} <MoneyText amount={now} />
        </p>
      )}
    </>
  );
}

/** What the service refused, what is missing, and what the law says about the term. */
function Note({ whole: { line, facts, lacks } }: { whole: Whole }) {
  const { t } = useTranslation("batches");
  const { candidate, refused } = line;
  const due = "term" in facts && openEndedIsDue(candidate);
  if (refused.length + lacks.length === 0 && !due) return <span className="quiet">—</span>;
  return (
    <ul className="line-notes small">
      {refused.map((error) => (
        <li key={error.pointer + error.code} className="bad">
          {error.detail}
        </li>
      ))}
      {lacks.length > 0 && (
        <li className="warn">
          {t("lines.lacks", { what: lacks.map((name) => t(`lack.${name}`)).join(t("and")) })}
        </li>
      )}
      {due && (
        <li className={facts.term === "fixed_term" ? "warn" : "quiet"}>
          {t(facts.term === "fixed_term" ? "lines.due_against" : "lines.due", {
            count: candidate.fixed_terms,
          })}
        </li>
      )}
    </ul>
  );
}
