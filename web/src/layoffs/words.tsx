import { useTranslation } from "react-i18next";
import type { Layoff } from "../api/types";
import { Tag, type Tone } from "../ui/Tag";

const TONES: Record<Layoff["stage"], Tone> = {
  opened: "warn",
  explained: "info",
  reported: "info",
  completed: "good",
  withdrawn: "plain",
};

export function LayoffStateTag({ layoff: { stage } }: { layoff: Layoff }) {
  const { t } = useTranslation("layoffs");
  return <Tag tone={TONES[stage]}>{t(`state.${stage}`)}</Tag>;
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
