import {
  AlertOutlined,
  AuditOutlined,
  BankOutlined,
  CommentOutlined,
  EditOutlined,
  FileTextOutlined,
  FlagOutlined,
  LinkOutlined,
  NotificationOutlined,
  SafetyCertificateOutlined,
  SolutionOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TimelineItem } from "../api/types";
import { pathOfResource } from "../paths";
import { shanghai } from "./format";
import { Go } from "./Go";
import "./timeline.css";
import type { Tone } from "./Tag";

const LOOKS: [prefix: string, icon: ReactNode, tone: Tone][] = [
  ["review", <AuditOutlined aria-hidden />, "info"],
  ["alert", <AlertOutlined aria-hidden />, "bad"],
  ["plan", <FlagOutlined aria-hidden />, "warn"],
  ["improvement_plan", <FlagOutlined aria-hidden />, "warn"],
  ["check_in", <CommentOutlined aria-hidden />, "plain"],
  ["warning", <NotificationOutlined aria-hidden />, "warn"],
  ["separation", <SolutionOutlined aria-hidden />, "bad"],
  ["agreement", <EditOutlined aria-hidden />, "good"],
  ["evidence", <SafetyCertificateOutlined aria-hidden />, "good"],
  ["document", <FileTextOutlined aria-hidden />, "plain"],
  ["wages", <BankOutlined aria-hidden />, "plain"],
];

function look(kind: string): [ReactNode, Tone] {
  const found = LOOKS.find(([prefix]) => kind.startsWith(prefix));
  return found ? [found[1], found[2]] : [<UserOutlined aria-hidden />, "plain"];
}

/** The trail: what happened, when, by whom, and its place in the log. Newest first, by month. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  const { t, i18n } = useTranslation();
  const months = byMonth(items);
  return (
    <div className="trail">
      {months.map(([month, entries]) => (
        <section key={month}>
          <h3>{monthText(month, i18n.language)}</h3>
          <ol>
            {entries.map((item) => {
              const [icon, tone] = look(item.kind);
              const at = shanghai(item.occurred_at);
              const to = pathOfResource(item.resource_type, item.resource_id);
              return (
                <li key={item.id}>
                  <time dateTime={item.occurred_at}>
                    <b>{Number(at?.date.slice(8))}</b>
                    <span>{at?.time}</span>
                  </time>
                  <span className={`trail-mark ${tone}`} aria-hidden>
                    {icon}
                  </span>
                  <div className="trail-what">
                    <p className="strong">{to ? <Go to={to}>{item.title}</Go> : item.title}</p>
                    <p className="quiet small">
                      {item.actor_name}
                      <span className="trail-index">
                        {item.index === null || item.index === undefined ? (
                          t("timeline.pending")
                        ) : (
                          <Tooltip title={t("timeline.placed")}>
                            <span>
                              <LinkOutlined aria-hidden /> #{item.index}
                            </span>
                          </Tooltip>
                        )}
                      </span>
                    </p>
                  </div>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}

export function byMonth(items: TimelineItem[]): [month: string, items: TimelineItem[]][] {
  const months: [string, TimelineItem[]][] = [];
  for (const item of items) {
    const month = shanghai(item.occurred_at)?.date.slice(0, 7) ?? "";
    const last = months.at(-1);
    if (last?.[0] === month) last[1].push(item);
    else months.push([month, [item]]);
  }
  return months;
}

function monthText(month: string, language: string): string {
  const [year, number] = month.split("-");
  if (language !== "en") return `${year}年${Number(number)}月`;
  return new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}
