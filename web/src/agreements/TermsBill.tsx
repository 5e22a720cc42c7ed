import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";
import { DateText, MoneyText } from "../ui/Text";

/** The sums of an agreement, and the two dates that matter. */
export function TermsBill({ terms }: { terms: NonNullable<Agreement["terms"]> }) {
  const { t } = useTranslation("agreements");
  const sums: [string, string | null | undefined, boolean][] = [
    ["total", terms.total, true],
    ["tax", terms.tax, false],
    ["net", terms.net, true],
  ];
  return (
    <dl className="terms">
      {terms.lines.map((line) => (
        <div key={line.code}>
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
      {terms.last_day && (
        <div>
          <dt>{t("terms.last_day")}</dt>
          <dd>
            <DateText date={terms.last_day} />
          </dd>
        </div>
      )}
      {terms.pay_on && (
        <div>
          <dt>{t("terms.pay_on")}</dt>
          <dd>
            <DateText date={terms.pay_on} />
          </dd>
        </div>
      )}
    </dl>
  );
}
