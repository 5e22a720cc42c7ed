import { useTranslation } from "react-i18next";
import type { NonCompete } from "../../api/types";
import { Facts } from "../../ui/Facts";
import { Panel } from "../../ui/Panel";
import { Steps } from "../../ui/Steps";
import { DateText, InstantText, MoneyText } from "../../ui/Text";
import { Unfold } from "../../ui/Unfold";
import { computedOf } from "./duty";

/** How the duty was ended before its term, and what that costs. */
export function Ending({ ending }: { ending: NonNullable<NonCompete["ending"]> }) {
  const { t } = useTranslation("exit");
  const computed = computedOf(ending.cost);
  const costs = ending.by === "employer";
  return (
    <Panel title={t("ending.title")} about={t(`ending.about.${ending.by}`)}>
      <Facts
        of={[
          [t("ending.on"), <DateText date={ending.on} />],
          [t("ending.by"), `${t(`ending.sides.${ending.by}`)} · ${ending.by_name}`],
          [t("ending.at"), <InstantText at={ending.at} />],
          [t("ending.extra"), costs && <MoneyText amount={ending.extra} strong />],
          [t("ending.extra_paid"), costs && <MoneyText amount={ending.extra_paid} />],
        ]}
      />
      <p className="prose quote" style={{ marginTop: 12 }}>
        {ending.text}
      </p>
      {computed && (
        <Unfold title={t("release.how")} look="link">
          <Steps steps={computed.steps} />
        </Unfold>
      )}
    </Panel>
  );
}
