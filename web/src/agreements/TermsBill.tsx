import { useTranslation } from "react-i18next";
import { DateText, MoneyText } from "../ui/Text";
import type { Terms } from "./terms";

/** The sums of an agreement, and the two dates that matter. */
export function TermsBill({ terms }: { terms: Terms }) {
  const { t } = useTranslation("agreements");
  const sums: [string, string | null, boolean][] = [
    ["total", terms.total, true],
    ["tax", terms.tax, false],
    ["net", terms.net, true],
  ];
  return (
    <dl className="terms">
      {terms.lines.map((line) => (
        <div key={line.label}>
          <dt>{line.label}</dt>
          <dd>
            <MoneyText amount={line.amount} />
          </dd>
        </div>
      ))}
      {sums.map(
        ([name, amount, strong]) =>
          amount && (
            <div key={name} className={strong ? "sum" : ""}>
              <dt>{t(`terms.${name}`)}</dt>
              <dd>
                <MoneyText amount={amount} strong={strong} />
              </dd>
            </div>
          ),
      )}
      {terms.lastDay && (
        <div>
          <dt>{t("terms.last_day")}</dt>
          <dd>
            <DateText date={terms.lastDay} />
          </dd>
        </div>
      )}
      {terms.payOn && (
        <div>
          <dt>{t("terms.pay_on")}</dt>
          <dd>
            <DateText date={terms.payOn} />
          </dd>
        </div>
      )}
    </dl>
  );
}
