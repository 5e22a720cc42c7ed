import { useTranslation } from "react-i18next";
import type { DisputeInside } from "../api/types";
import { spoken } from "../i18n/i18n";
import { Panel } from "../ui/Panel";
import { RuleTag, Tag } from "../ui/Tag";
import { DateText, DueText } from "../ui/Text";

/** What is due from the steps on record, the other side's days among them. */
export function CalendarPanel({ calendar }: { calendar: DisputeInside["calendar"] }) {
  const { t, i18n } = useTranslation("disputes");
  return (
    <Panel title={t("calendar.title")} about={t("calendar.about")}>
      {calendar.length === 0 ? (
        <p className="quiet">{t("calendar.none")}</p>
      ) : (
        <ul className="dispute-rows" aria-label={t("calendar.title")}>
          {calendar.map((due) => (
            <li key={`${due.kind} ${due.side}`}>
              <div className="row between">
                <span>
                  <span className="strong">{t(`due.${due.kind}`)}</span>{" "}
                  <Tag tone={due.side === "employer" ? "info" : "plain"}>{t(`acts.${due.side}`)}</Tag>
                </span>
                {due.done_on ? (
                  <span>
                    <Tag tone="good">{t("calendar.done")}</Tag> <DateText date={due.done_on} />
                  </span>
                ) : (
                  <DueText on={due.due_on} />
                )}
              </div>
              <p className="small quiet">{spoken(due.basis, i18n.language)}</p>
              <p className="small">{t(`due_about.${due.kind}`)}</p>
              <RuleTag rule={due.row} cite={due.cite} />
            </li>
          ))}
        </ul>
      )}
      <p className="quiet small" style={{ marginTop: 12 }}>
        {t("calendar.limits")}
      </p>
    </Panel>
  );
}
