import { useTranslation } from "react-i18next";
import type { ComparedGround } from "../../api/types";
import { MoneyText } from "../../ui/Text";
import { roadOf } from "../road";

/** What a ground costs as it stands, and if it were found unlawful. */
export function Cost({ ground }: { ground: Pick<ComparedGround, "ground" | "cost"> }) {
  const { t } = useTranslation("opening");
  const { cost } = ground;
  if (!cost) return <p className="ground-cost quiet small">{t("cost.unknown")}</p>;
  const rows: [string, string | null | undefined][] = [
    ["severance", cost.severance],
    ["notice_pay", cost.notice_pay],
    ["unlawful", damagesOf(ground)],
  ];
  return (
    <dl className="ground-cost">
      {rows.map(([key, amount]) => (
        <div key={key}>
          <dt>{t(`cost.${key}`)}</dt>
          <dd>{amount ? <MoneyText amount={amount} /> : <span className="quiet">—</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Damages of an unlawful ending; what both sides sign is no dismissal that could be found so. */
export function damagesOf({ ground, cost }: Pick<ComparedGround, "ground" | "cost">): string | null {
  return roadOf(ground) === "agreement" ? null : (cost?.damages_if_unlawful ?? null);
}
