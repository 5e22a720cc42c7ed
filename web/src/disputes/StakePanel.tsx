import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Dispute, DisputeInside } from "../api/types";
import { Panel } from "../ui/Panel";
import { StakeList } from "../ui/StakeList";
import { MoneyText } from "../ui/Text";

/** What the case behind the dispute costs by how it ends, beside what is claimed. */
export function StakePanel({ dispute, inside }: { dispute: Dispute; inside: DisputeInside }) {
  const { t } = useTranslation("disputes");
  const { at_stake } = $api.useSuspenseQuery("get", "/api/v1/disputes/{id}/at-stake", {
    params: { path: { id: dispute.id } },
  }).data;
  if (!at_stake) return null;
  return (
    <Panel title={t("stake.title")} about={t("stake.about", { number: inside.separation_number })}>
      <StakeList stake={at_stake} />
      {inside.claims.length > 0 && (
        <div className="row between dispute-total">
          <span>{t("claims.total")}</span>
          <MoneyText amount={inside.claimed} strong />
        </div>
      )}
      <p className="quiet small" style={{ marginTop: 12 }}>
        {t("stake.note")}
      </p>
    </Panel>
  );
}
