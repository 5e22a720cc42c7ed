import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  DownOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { Button, Popconfirm } from "antd";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TemplateClause, TemplateKindFacts } from "../api/types";
import { spoken } from "../i18n/i18n";
import { Tag } from "../ui/Tag";
import { ClauseFields } from "./ClauseFields";
import { clauseId } from "./RemarkList";
import type { Remark } from "./remarks";
import { freshKey, withMovedClause, withNewClause, withoutClause } from "./text";
import type { Edit } from "./useDraft";

interface ClauseProps {
  clause: TemplateClause;
  at: number;
  last: boolean;
  terms: TemplateKindFacts["terms"];
  english: boolean;
  remarks: Remark[];
  open: boolean;
  onFold: (key: string, open: boolean) => void;
  /** Left out where the text is only read. */
  edit?: Edit;
}

/** One clause, which can be folded; drawn anew only when something of it changes, for there are many. */
export const Clause = memo(function Clause(props: ClauseProps) {
  const { clause, at, remarks, open, onFold, edit } = props;
  const { t } = useTranslation("templates");
  return (
    <li className="clause">
      <details
        id={clauseId(at)}
        open={open}
        onToggle={(event) => onFold(clause.key, event.currentTarget.open)}
      >
        <summary>
          <DownOutlined aria-hidden />
          <span className="quiet nowrap">{t("clause_number", { number: at + 1 })}</span>
          <span className="strong">{clause.heading || t("untitled")}</span>
          <Terms {...props} />
          {clause.when && <Tag tone="info">{t("conditional")}</Tag>}
          {remarks.length > 0 && <Tag tone="warn">{t("remarks", { number: remarks.length })}</Tag>}
        </summary>
        {edit ? <ClauseFields {...props} edit={edit} /> : <ClauseText {...props} />}
      </details>
      {edit && <Tools {...props} edit={edit} />}
    </li>
  );
});

function Terms({ clause, terms }: ClauseProps) {
  const { i18n } = useTranslation();
  return terms
    .filter((term) => clause.covers?.includes(term.code))
    .map((term) => <Tag key={term.code}>{spoken(term, i18n.language)}</Tag>);
}

function ClauseText({ clause, english }: ClauseProps) {
  const { t } = useTranslation("templates");
  return (
    <div className="clause-fields">
      {clause.when && (
        <p className="small">
          <span className="quiet">{t("when")}：</span>
          <code className="mono">{clause.when}</code>
        </p>
      )}
      <p className="prose">{clause.text.trim()}</p>
      {english && (
        <div lang="en" className="quote">
          <p className="strong">{clause.heading_en}</p>
          <p className="prose">{clause.text_en.trim()}</p>
        </div>
      )}
    </div>
  );
}

/** Moving, adding and removing stand beside the fold, so that they work on folded clauses too. */
function Tools({ clause, at, last, edit }: ClauseProps & { edit: Edit }) {
  const { t } = useTranslation("templates");
  const named = (act: string) =>
    t("act_on", { act, clause: clause.heading || t("clause_number", { number: at + 1 }) });
  const tool = (act: string, icon: ReactNode, onClick?: () => void, disabled?: boolean) => (
    <Button
      type="text"
      size="small"
      icon={icon}
      title={act}
      aria-label={named(act)}
      disabled={disabled}
      onClick={onClick}
    />
  );
  return (
    <div className="clause-tools">
      {tool(
        t("up"),
        <ArrowUpOutlined aria-hidden />,
        () => edit((text) => withMovedClause(text, at, -1)),
        at === 0,
      )}
      {tool(
        t("down"),
        <ArrowDownOutlined aria-hidden />,
        () => edit((text) => withMovedClause(text, at, 1)),
        last,
      )}
      {tool(t("add_clause"), <PlusOutlined aria-hidden />, () =>
        edit((text) => withNewClause(text, at, freshKey())),
      )}
      <Popconfirm
        title={t("remove_sure")}
        okText={t("remove_clause")}
        onConfirm={() => edit((text) => withoutClause(text, at))}
      >
        {tool(t("remove_clause"), <DeleteOutlined aria-hidden />)}
      </Popconfirm>
    </div>
  );
}
