import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Calendar } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Deadline } from "../api/types";
import { useIsPhone } from "../ui/useIsPhone";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { DeadlineTable, type OpensDeadlines } from "./DeadlineList";
import { type Asked, addMonths, byDay, gravest, keyOf, spanOf } from "./deadline";

/** As many as a page of the service holds. */
const MOST = 200;
/** Titles in a cell; the rest are counted. */
const NAMED = 2;

/** A month of deadlines: titles in the cells at a desk, marks on a phone, and the chosen day below. */
export default function MonthView({ asked, onOpen }: { asked: Asked } & OpensDeadlines) {
  const { t } = useTranslation("deadlines");
  const { today } = useMe();
  const phone = useIsPhone();
  const [search, change] = useSearch();
  const day = search.day ?? (search.month ? `${search.month}-01` : today);
  const month = day.slice(0, 7);
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/deadlines", {
    params: { query: { ...asked, ...spanOf(month), limit: MOST } },
  }).data;
  const days = byDay(items);
  const go = (months: number) => change({ month: addMonths(month, months), day: undefined });
  return (
    <div className="stack">
      <div className="row between">
        <h2>{t("month", { year: month.slice(0, 4), month: Number(month.slice(5)) })}</h2>
        <div className="row">
          <Button icon={<LeftOutlined aria-hidden />} aria-label={t("month_before")} onClick={() => go(-1)} />
          <Button onClick={() => change({ month: undefined, day: undefined })}>{t("this_month")}</Button>
          <Button icon={<RightOutlined aria-hidden />} aria-label={t("month_after")} onClick={() => go(1)} />
        </div>
      </div>
      {next_cursor && <p className="note warn">{t("too_many", { most: MOST })}</p>}
      <Calendar
        className="deadline-calendar"
        fullscreen={!phone}
        value={dayjs(day)}
        headerRender={() => null}
        onSelect={(chosen) => change({ day: chosen.format("YYYY-MM-DD"), month: undefined })}
        cellRender={(date, { type }) =>
          type === "date" ? <Cell due={days.get(date.format("YYYY-MM-DD")) ?? []} phone={phone} /> : null
        }
      />
      <DeadlineTable
        items={days.get(day) ?? []}
        onOpen={onOpen}
        empty={<p className="quiet">{t("none_on_day", { day })}</p>}
      />
    </div>
  );
}

function Cell({ due, phone }: { due: Deadline[]; phone: boolean }) {
  const { t } = useTranslation("deadlines");
  if (due.length === 0) return null;
  if (phone) {
    return (
      <span className={`deadline-mark ${gravest(due)}`}>
        <span className="visually-hidden">{t("count", { count: due.length })}</span>
      </span>
    );
  }
  return (
    <ul className="deadline-cell">
      {due.slice(0, NAMED).map((one) => (
        <li key={keyOf(one)} className={one.state} title={`${one.employee.name} · ${one.title}`}>
          {one.employee.name} · {one.title}
        </li>
      ))}
      {due.length > NAMED && <li className="more">{t("more", { count: due.length - NAMED })}</li>}
    </ul>
  );
}
