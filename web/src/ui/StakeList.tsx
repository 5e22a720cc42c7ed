import { useTranslation } from "react-i18next";
import type { Stake } from "../api/types";
import "./stakes.css";
import { OUTCOMES } from "./stakes";
import { MoneyText } from "./Text";

/** What a case, or many, may cost: an amount for each end, with the rule it is reckoned by. */
export function StakeList({ stake }: { stake: Stake }) {
  const { t } = useTranslation();
  return (
    <dl>
      {OUTCOMES.map((outcome) => (
        <div key={outcome} className="stake">
          <dt>
            {t(`stake.outcome.${outcome}`)}
            <span className="quiet small">{t(`stake.about.${outcome}`)}</span>
          </dt>
          <dd>
            <MoneyText amount={stake[outcome]} strong />
          </dd>
        </div>
      ))}
    </dl>
  );
}
