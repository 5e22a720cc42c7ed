import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import { paths } from "../paths";
import { FlagTags } from "../ui/FlagTags";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { Steps } from "../ui/Steps";
import { DateText, MoneyText } from "../ui/Text";
import { Unfold } from "../ui/Unfold";
import { FiguresUsed } from "./FiguresUsed";
import { outcomeSteps } from "./outcome";
import "./money.css";

/** What is owed by law on this ground, each sum with the steps by which it can be redone. */
export function MoneyTab({ separation, self }: { separation: Separation; self: boolean }) {
  const { t, i18n } = useTranslation("separations");
  const money = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/settlement", {
    params: { path: { id: separation.id } },
  }).data;
  const sums = (["average_wage", "severance", "annual_leave", "income_tax"] as const).map(
    (name) => [name, outcomeSteps(money[name])] as const,
  );
  return (
    <div className="stack">
      {money.missing.length > 0 && (
        <div className="note warn">
          <p className="strong">{t("money.missing")}</p>
          <ul className="bullets">
            {money.missing.map((one) => (
              <li key={one.zh}>{spoken(one, i18n.language)}</li>
            ))}
          </ul>
          {!self && (
            <p className="row">
              <Go to={paths.employee(separation.employee.id, "pay")}>{t("money.complete")}</Go>
              <Go to={paths.standards()}>{t("money.complete_figures")}</Go>
            </p>
          )}
        </div>
      )}
      <Panel title={t("money.title")} about={t("money.about")} extra={<MoneyDay day={money.last_day} />}>
        <table className="bill">
          <thead>
            <tr>
              <th scope="col">{t("money.line")}</th>
              <th scope="col" className="right">
                {t("money.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {money.lines.map((line) => (
              <tr key={line.code}>
                <td>
                  {spoken(line, i18n.language)}{" "}
                  {line.rules.map((rule) => (
                    <span key={rule} className="mono quiet">
                      {rule}{" "}
                    </span>
                  ))}
                </td>
                <td className="right">
                  <MoneyText amount={line.amount} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="bill-total">
              <td>{t("money.total")}</td>
              <td className="right">
                <MoneyText amount={money.total} strong />
              </td>
            </tr>
            {money.tax && (
              <tr>
                <td>{t("money.tax")}</td>
                <td className="right">
                  −<MoneyText amount={money.tax} />
                </td>
              </tr>
            )}
            {money.net && (
              <tr className="bill-total">
                <td>{t("money.net")}</td>
                <td className="right">
                  <MoneyText amount={money.net} strong />
                </td>
              </tr>
            )}
          </tfoot>
        </table>
        <FlagTags flags={money.flags} />
      </Panel>
      <FiguresUsed figures={money.figures} />
      <Panel title={t("money.how")} about={t("money.how_about", { ruleset: money.ruleset })}>
        {sums.every(([, steps]) => steps.length === 0) && <p className="quiet">{t("money.no_steps")}</p>}
        {sums
          .filter(([, steps]) => steps.length > 0)
          .map(([name, steps], at) => (
            <Unfold key={name} look="heading" title={t(`money.sum.${name}`)} open={at < 2}>
              <Steps steps={steps} />
            </Unfold>
          ))}
      </Panel>
    </div>
  );
}

function MoneyDay({ day }: { day?: string | null }) {
  const { t } = useTranslation("separations");
  if (!day) return null;
  return (
    <span className="quiet small">
      {t("last_day")} <DateText date={day} />
    </span>
  );
}
