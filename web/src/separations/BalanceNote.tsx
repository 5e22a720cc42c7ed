import { WarningFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Proposal } from "../api/types";
import { spoken } from "../i18n/i18n";
import { isBelow } from "../ui/format";
import { RuleTag } from "../ui/Tag";
import { MoneyText } from "../ui/Text";

/** How an offer stands to the law's figures: its share in all and line by line, and what must be known before it is accepted. */
export function BalanceNote({ proposal }: { proposal: Proposal }) {
  const { t, i18n } = useTranslation("separations");
  const { balance } = proposal;
  const warned = balance.warnings.length > 0;
  if (!balance.share && !warned) return null;
  return (
    <div className={warned ? "note warn" : "note"}>
      <p className="strong">
        {warned && <WarningFilled aria-hidden />}{" "}
        {t("balance.title", { by: t(`negotiation.${proposal.by}`), round: proposal.round })}
        {balance.share && t("balance.of_law", { share: balance.share })}
      </p>
      <table className="shares">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t("money.line")}</th>
            <th scope="col">{t("balance.offered")}</th>
            <th scope="col">{t("balance.share")}</th>
          </tr>
        </thead>
        <tbody>
          {balance.lines.map((line) => (
            <tr key={line.code} className={isBelow(line.amount, line.statutory) ? "bad" : ""}>
              <th scope="row">{line.label}</th>
              <td>
                <MoneyText amount={line.amount} /> / <MoneyText amount={line.statutory} />
              </td>
              <td>{line.share}%</td>
            </tr>
          ))}
        </tbody>
      </table>
      {balance.warnings.map((warning) => (
        <p key={warning.code} className="balance-warning">
          {spoken(warning, i18n.language)} <RuleTag rule={warning.rule} />
        </p>
      ))}
      {balance.house_threshold && (
        <p className="quiet small">{t("balance.house", { percent: balance.house_threshold })}</p>
      )}
    </div>
  );
}
