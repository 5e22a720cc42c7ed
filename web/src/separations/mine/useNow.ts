import { useTranslation } from "react-i18next";
import type { Separation } from "../../api/types";
import { dateText } from "../../ui/format";
import { roadOf } from "../road";

type Standing = Pick<Separation, "ground" | "stage" | "notice" | "receipt" | "last_day">;

/** The sentence that says where a case stands, by its road and stage. */
export function nowKey({ ground, stage, notice, receipt }: Standing): string {
  const road = roadOf(ground);
  if (stage === "completed" || stage === "withdrawn") return stage;
  if (road === "employee_notice") {
    return receipt ? "employee_notice.received" : notice ? "employee_notice.given" : "employee_notice.paper";
  }
  if (stage === "noticed") return road === "ending" ? "ending.noticed" : "dismissal.noticed";
  if (["negotiating", "agreed", "signed"].includes(stage)) return `agreement.${stage}`;
  return road === "agreement" ? "agreement.open" : "under_way";
}

/** What is happening in a case, in plain words for the person it is about. */
export function useNow(): (one: Standing) => string {
  const { t, i18n } = useTranslation("leaving");
  return (one) => t(`now.${nowKey(one)}`, { day: dateText(one.last_day, i18n.language) ?? t("day_open") });
}
