import { useTranslation } from "react-i18next";
import type { Layoff } from "../api/types";
import { Tag, type Tone } from "../ui/Tag";
import { type LayoffState, stateOf } from "./procedure";

const TONES: Record<LayoffState, Tone> = { opened: "warn", explained: "info", reported: "good" };

export function LayoffStateTag({ layoff }: { layoff: Layoff }) {
  const { t } = useTranslation("layoffs");
  const state = stateOf(layoff);
  return <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag>;
}

/** Twenty people, or a tenth of all staff. */
export function ThresholdTag({ layoff }: { layoff: Layoff }) {
  const { t } = useTranslation("layoffs");
  return <Tag tone={layoff.applies ? "plain" : "bad"}>{t(layoff.applies ? "reached" : "not_reached")}</Tag>;
}

/** How many of how many, and the share. */
export function PeopleText({ layoff: { to_cut, headcount } }: { layoff: Layoff }) {
  const { t } = useTranslation("layoffs");
  // Cut, not rounded: 9.96 % is no tenth.
  const share = headcount > 0 ? Math.floor((to_cut * 1000) / headcount) / 10 : 0;
  return (
    <span className="nowrap">
      <span className="number strong">{to_cut}</span>
      <span className="number quiet"> / {headcount}</span>{" "}
      <span className="quiet small">{t("share", { share })}</span>
    </span>
  );
}
