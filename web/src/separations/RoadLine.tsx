import { CheckOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Separation } from "../api/types";
import { DateText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import "./road.css";
import { isOver, roadSteps } from "./road";

/** Where a case stands on its road: what was done and when, and what comes next. */
export function RoadLine({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const { today } = useMe();
  const steps = roadSteps(separation, today);
  const next = isOver(separation) ? -1 : steps.findIndex((step) => !step.done);
  return (
    <ol className="road-line" aria-label={t("road.label")}>
      {steps.map((step, at) => (
        <li
          key={step.key}
          className={step.done ? "done" : at === next ? "next" : ""}
          aria-current={at === next ? "step" : undefined}
        >
          <span className="road-mark" aria-hidden>
            {step.done ? <CheckOutlined /> : at + 1}
          </span>
          <span>
            <span className="road-name">{t(`road.${step.key}`)}</span>
            <span className="visually-hidden">{t(step.done ? "road.is_done" : "road.is_open")}</span>
            {step.at && (
              <span className="road-at">
                <DateText date={dayOf(step.at)} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The civil date in Shanghai of an instant, or the date itself. */
function dayOf(at: string): string {
  if (at.length === 10) return at;
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
}
