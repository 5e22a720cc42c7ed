import { Table } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useGo } from "./Go";
import "./list.css";
import { useIsPhone } from "./useIsPhone";

/**
 * A field of a noun, declared once: its label and its read-only text. Lists draw columns from it at a
 * desk, and cards on a phone: the `title` field stands first, `side` fields to the right, the rest below.
 */
export interface Field<T> {
  key: string;
  label: string;
  show: (row: T) => ReactNode;
  align?: "right";
  width?: number;
  phone?: "title" | "side" | "hide";
}

interface ListTableProps<T> {
  fields: Field<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  /** The page about a row. */
  to?: (row: T) => string;
  empty: ReactNode;
  waiting?: boolean;
  caption: string;
}

export function ListTable<T extends object>(props: ListTableProps<T>) {
  const { fields, rows, rowKey, to, empty, waiting, caption } = props;
  const phone = useIsPhone();
  const go = useGo();
  if (rows.length === 0 && !waiting) return <>{empty}</>;
  if (phone) return <Cards {...props} />;
  return (
    <Table<T>
      ref={to ? undefined : reachable}
      className="list-table"
      aria-label={caption}
      dataSource={rows}
      rowKey={rowKey}
      loading={waiting}
      pagination={false}
      size="middle"
      rowClassName={to ? "opens" : ""}
      onRow={(row) =>
        to
          ? {
              tabIndex: 0,
              onClick: (event) => {
                if (!(event.target as HTMLElement).closest("a,button")) go(to(row));
              },
              onKeyDown: (event) => {
                if (event.key === "Enter" && event.target === event.currentTarget) go(to(row));
              },
            }
          : {}
      }
      columns={fields.map((field) => ({
        key: field.key,
        title: field.label,
        align: field.align,
        width: field.width,
        render: (_: unknown, row: T) => field.show(row),
      }))}
    />
  );
}

/** Rows that open a page take the focus themselves; other tables that scroll sideways take it whole. */
function reachable(table: { nativeElement: HTMLDivElement } | null) {
  table?.nativeElement.querySelector(".ant-table-content")?.setAttribute("tabindex", "0");
}

function Cards<T extends object>({ fields, rows, rowKey, to, caption, waiting }: ListTableProps<T>) {
  const { t } = useTranslation();
  const go = useGo();
  const title = fields.find((field) => field.phone === "title") ?? fields[0];
  const side = fields.filter((field) => field.phone === "side");
  const lines = fields.filter((field) => field !== title && !field.phone);
  if (waiting && rows.length === 0) return <p className="empty quiet">{t("loading")}</p>;
  return (
    <ul className="cards" aria-label={caption}>
      {rows.map((row) => {
        const content = (
          <>
            <div className="card-top">
              <div className="strong">{title?.show(row)}</div>
              <div className="row">
                {side.map((field) => (
                  <span key={field.key}>{field.show(row)}</span>
                ))}
              </div>
            </div>
            <dl>
              {lines.map((field) => (
                <div key={field.key}>
                  <dt>{field.label}</dt>
                  <dd>{field.show(row)}</dd>
                </div>
              ))}
            </dl>
          </>
        );
        return (
          <li key={rowKey(row)}>
            {to ? (
              // biome-ignore lint/a11y/useSemanticElements: the card may hold links of its own
              <div
                className="card"
                role="link"
                tabIndex={0}
                onClick={(event) => {
                  if (!(event.target as HTMLElement).closest("a,button")) go(to(row));
                }}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && event.target === event.currentTarget) go(to(row));
                }}
              >
                {content}
              </div>
            ) : (
              <div className="card">{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
