import { CheckOutlined, ExclamationOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Review } from "../api/types";
import { dateText, shanghai } from "../ui/format";
import { stageLine } from "./stageLine";

/** The way of a review, drawn: what is done, when, and where it stands. */
export function StageLine({ review }: { review: Review }) {
  const { t, i18n } = useTranslation("reviews");
  const points = stageLine(review);
  const now = points.find((point) => point.state === "now") ?? points.at(-1);
  return (
    <div className="stage-line panel">
      <ol>
        {points.map((point, at) => (
          <li
            key={point.key}
            className={`${point.state}${point.objected ? " objected" : ""}`}
            aria-current={point.state === "now" ? "step" : undefined}
          >
            <span className="stage-dot" aria-hidden>
              {point.objected ? (
                <ExclamationOutlined aria-hidden />
              ) : point.state === "done" ? (
                <CheckOutlined aria-hidden />
              ) : (
                at + 1
              )}
            </span>
            <span className="stage-name">
              {t(`line.${point.key}`)}
              {point.objected && <span className="bad small"> {t("answer.objected")}</span>}
            </span>
            <span className="quiet small">
              {point.at ? dateText(shanghai(point.at)?.date, i18n.language) : t(`line.${point.state}`)}
            </span>
          </li>
        ))}
      </ol>
      <p className="stage-now">
        <span className="strong">{now && t(`line.${now.key}`)}</span>{" "}
        <span className="quiet">
          {now?.at ? dateText(shanghai(now.at)?.date, i18n.language) : t("line.now")}
        </span>
      </p>
    </div>
  );
}
