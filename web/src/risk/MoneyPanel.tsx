import { useTranslation } from "react-i18next";
import type { Risk } from "../api/types";
import { Chart } from "../ui/Chart";
import { moneyText } from "../ui/format";
import { Panel } from "../ui/Panel";
import { StakeList } from "../ui/StakeList";
import { OUTCOMES } from "../ui/stakes";
import { colours } from "../ui/theme";
import { useIsPhone } from "../ui/useIsPhone";

/** The money of all open cases, by how they might end. The bars show how far the ends lie apart. */
export function MoneyPanel({ risk }: { risk: Risk }) {
  const { t } = useTranslation("risk");
  const phone = useIsPhone();
  const sums = OUTCOMES.map((outcome) => ({
    outcome,
    label: t(`common:stake.outcome.${outcome}`),
    amount: risk.at_stake[outcome],
  }));
  const drawn = sums.filter(({ outcome }) => outcome !== "back_pay_a_month").reverse();
  const said = sums.map(({ label, amount }) => `${label} ${moneyText(amount) ?? "—"}`).join("; ");
  return (
    <Panel title={t("money")} about={t("money_about", { count: risk.cases })}>
      {risk.without_sums > 0 && (
        <p className="note warn risk-note">{t("without_sums", { count: risk.without_sums })}</p>
      )}
      <div className="risk-money">
        <StakeList stake={risk.at_stake} />
        {risk.cases > risk.without_sums && (
          <Chart
            height={220}
            sentence={`${t("money")}: ${said}`}
            option={{
              grid: { left: phone ? 76 : 96, right: 24, top: 8, bottom: 28 },
              xAxis: {
                type: "value",
                splitNumber: 3,
                axisLabel: { formatter: (yuan: number) => t("ten_thousand", { amount: yuan / 10_000 }) },
              },
              yAxis: { type: "category", data: drawn.map((one) => one.label), axisTick: { show: false } },
              series: [
                {
                  type: "bar",
                  barMaxWidth: 26,
                  // Only the length of a bar; the amount itself stands beside it as the service gave it.
                  data: drawn.map((one) => ({
                    value: Number(one.amount ?? 0),
                    itemStyle: { color: one.outcome === "damages" ? colours.bad : colours.teal },
                  })),
                },
              ],
            }}
          />
        )}
      </div>
    </Panel>
  );
}
