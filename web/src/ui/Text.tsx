import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { paths } from "../paths";
import { addDays, dateText, daysBetween, instantText, moneyText, numberText, scoreText } from "./format";
import { Go } from "./Go";
import { useMe } from "./useMe";

const NOTHING = "—";

/** An amount in yuan. */
export function MoneyText({ amount, strong }: { amount: string | null | undefined; strong?: boolean }) {
  const text = moneyText(amount);
  return <span className={strong ? "number strong" : "number"}>{text ? `¥${text}` : NOTHING}</span>;
}

/** A quantity or score, without useless zeros. */
export function NumberText({ value, unit }: { value: string | null | undefined; unit?: string | null }) {
  const text = numberText(value);
  return (
    <span className="number">
      {text ?? NOTHING}
      {text && unit ? <span className="quiet small"> {unit}</span> : null}
    </span>
  );
}

/** A score, to two places. */
export function ScoreText({ score }: { score: string | null | undefined }) {
  return <span className="number">{scoreText(score) ?? NOTHING}</span>;
}

/** A civil date. */
export function DateText({ date }: { date: string | null | undefined }) {
  const { i18n } = useTranslation();
  return <span className="nowrap">{dateText(date, i18n.language) ?? NOTHING}</span>;
}

/** A moment on the clock of Shanghai. */
export function InstantText({ at }: { at: string | null | undefined }) {
  const { i18n } = useTranslation();
  return (
    <time className="nowrap" dateTime={at ?? undefined}>
      {instantText(at, i18n.language) ?? NOTHING}
    </time>
  );
}

/** A period `[from, until)`, shown with its last day, as people say it. `inclusive`: `until` is that day. */
export function PeriodText(props: { from: string; until?: string | null; inclusive?: boolean }) {
  const { from, until, inclusive } = props;
  const { t, i18n } = useTranslation();
  const start = dateText(from, i18n.language);
  const last = until && (inclusive ? until : addDays(until, -1));
  const end = last ? dateText(last, i18n.language) : t(inclusive ? "open_end" : "until_now");
  return (
    <span>
      <span className="nowrap">{start}</span> – <span className="nowrap">{end}</span>
    </span>
  );
}

/** A due date and how far it is, seen from the service's today. */
export function DueText({ on }: { on: string | null | undefined }) {
  const { t } = useTranslation();
  const { today } = useMe();
  if (!on) return <span className="quiet">{NOTHING}</span>;
  const days = daysBetween(today, on);
  const tone = days < 0 ? "bad" : days <= 3 ? "warn" : "quiet";
  const distance =
    days < 0 ? t("due.overdue", { days: -days }) : days === 0 ? t("due.today") : t("due.left", { days });
  return (
    <span>
      <DateText date={on} /> <span className={`small nowrap ${tone}`}>{distance}</span>
    </span>
  );
}

type Person = { id: string; number: string; name: string };

/** A person; those who work with people's records may open the page about them. */
export function PersonText({ person, link }: { person: Person | null | undefined; link?: boolean }) {
  if (!person) return <span className="quiet">{NOTHING}</span>;
  const text = (
    <>
      {person.name} <span className="quiet small">{person.number}</span>
    </>
  );
  return link ? <Go to={paths.employee(person.id)}>{text}</Go> : <span>{text}</span>;
}

/** A fingerprint of a document, shortened; the whole of it on hover. */
export function ShaText({ sha256 }: { sha256: string }) {
  return (
    <Tooltip title={<span className="mono">{sha256}</span>}>
      <span className="mono quiet">
        {sha256.slice(0, 8)}…{sha256.slice(-6)}
      </span>
    </Tooltip>
  );
}
