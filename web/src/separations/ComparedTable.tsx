import { WarningFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Proposal } from "../api/types";
import { isBelow } from "../ui/format";
import { DateText, MoneyText } from "../ui/Text";
import type { ComparedLine } from "./compare";

interface ComparedTableProps {
  lines: ComparedLine[];
  employer: Proposal | null;
  employee: Proposal | null;
  statutoryTotal: string;
}

/** Line by line: what the law computes, what the employer offers, what the employee asks. */
export function ComparedTable({ lines, employer, employee, statutoryTotal }: ComparedTableProps) {
  const { t } = useTranslation("separations");
  return (
    <div>
      <table className="compared">
        <thead>
          <tr>
            <th scope="col">{t("money.line")}</th>
            <th scope="col">{t("negotiation.statutory")}</th>
            <th scope="col" className="employer">
              {t("negotiation.employer")}
            </th>
            <th scope="col" className="employee">
              {t("negotiation.employee")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.code}>
              <th scope="row">
                {line.label}
                {line.statutory && (
                  <span className="statutory-under">
                    {t("negotiation.statutory")} <MoneyText amount={line.statutory} />
                  </span>
                )}
              </th>
              <td className="quiet">
                <MoneyText amount={line.statutory} />
              </td>
              <Offered amount={line.employer} statutory={line.statutory} />
              <Offered amount={line.employee} statutory={line.statutory} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {t("money.total")}
              <span className="statutory-under">
                {t("negotiation.statutory")} <MoneyText amount={statutoryTotal} />
              </span>
            </th>
            <td>
              <MoneyText amount={statutoryTotal} />
            </td>
            <Offered amount={employer?.total ?? null} statutory={employer ? statutoryTotal : null} strong />
            <Offered amount={employee?.total ?? null} statutory={employee ? statutoryTotal : null} strong />
          </tr>
          <tr className="plain">
            <th scope="row">{t("last_day")}</th>
            <td />
            <td>{employer ? <DateText date={employer.last_day} /> : "—"}</td>
            <td>{employee ? <DateText date={employee.last_day} /> : "—"}</td>
          </tr>
          <tr className="plain">
            <th scope="row">{t("negotiation.pay_on")}</th>
            <td />
            <td>{employer ? <DateText date={employer.pay_on} /> : "—"}</td>
            <td>{employee ? <DateText date={employee.pay_on} /> : "—"}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Offered(props: { amount: string | null; statutory: string | null; strong?: boolean }) {
  const { t } = useTranslation("separations");
  const below = isBelow(props.amount, props.statutory);
  return (
    <td className={below ? "below" : ""}>
      <MoneyText amount={props.amount} strong={props.strong} />
      {below && (
        <span className="below-note">
          <WarningFilled aria-hidden /> {t("negotiation.below_line")}
        </span>
      )}
    </td>
  );
}
