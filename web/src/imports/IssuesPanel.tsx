import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { ImportIssue } from "../api/types";
import { ListTable } from "../ui/ListTable";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";

/** Every wrong cell by sheet, row and column, as the person finds it in the file. */
export function IssuesPanel({ id }: { id: string }) {
  const { t } = useTranslation("imports");
  const [level, setLevel] = useState<"all" | "error" | "warning">("all");
  const issues = $api.useSuspenseQuery("get", "/api/v1/imports/{id}/issues", {
    params: { path: { id }, query: { limit: 200 } },
  }).data;
  const shown = issues.items.filter((issue) => level === "all" || issue.level === level);
  return (
    <Panel
      flush
      title={t("issues")}
      about={t("issues_about")}
      extra={
        <Segmented
          aria-label={t("issues")}
          value={level}
          onChange={setLevel}
          options={(["all", "error", "warning"] as const).map((value) => ({
            value,
            label: t(`level.${value}`),
          }))}
        />
      }
    >
      <ListTable<ImportIssue>
        caption={t("issues")}
        rows={shown}
        rowKey={(one) => `${one.sheet}:${one.row}:${one.column}:${one.code}`}
        empty={<p className="empty quiet">{t("issues_none")}</p>}
        fields={[
          {
            key: "cell",
            label: t("cell"),
            phone: "title",
            show: (one) => (
              <span className="nowrap">
                {t("row_number", { row: one.row })}
                {one.column && <span className="strong">「{one.column}」</span>}
              </span>
            ),
          },
          {
            key: "sheet",
            label: t("sheet"),
            phone: "hide",
            show: (one) => <span className="quiet nowrap">{one.sheet}</span>,
          },
          {
            key: "level",
            label: t("level.title"),
            phone: "side",
            show: (one) => <Tag tone={one.level === "error" ? "bad" : "warn"}>{t(`level.${one.level}`)}</Tag>,
          },
          {
            key: "value",
            label: t("value"),
            show: (one) =>
              one.value ? (
                <code className="cell-value">{one.value}</code>
              ) : (
                <span className="quiet">{t("blank")}</span>
              ),
          },
          {
            key: "message",
            label: t("what_to_do"),
            show: (one) => <span className="issue-message">{one.message}</span>,
          },
        ]}
      />
      {issues.next_cursor && (
        <p className="quiet small" style={{ padding: "10px 22px" }}>
          {t("issues_first", { count: issues.items.length })}
        </p>
      )}
    </Panel>
  );
}
