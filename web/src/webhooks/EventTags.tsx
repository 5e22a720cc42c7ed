import { useTranslation } from "react-i18next";
import { Tag } from "../ui/Tag";

/** The kinds of events that a webhook asks for; of many, the first few and how many more. */
export function EventTags({ events, most = events.length }: { events: string[]; most?: number }) {
  const { t } = useTranslation("webhooks");
  const more = events.length - most;
  return (
    <span className="row webhook-events">
      {events.slice(0, most).map((event) => (
        <Tag key={event}>
          {event === "*" ? t("all_events") : <code className="webhook-kind">{event}</code>}
        </Tag>
      ))}
      {more > 0 && <span className="quiet small">{t("more_events", { number: more })}</span>}
    </span>
  );
}
