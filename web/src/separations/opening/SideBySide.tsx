import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ComparedGround } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { Panel } from "../../ui/Panel";
import { Tag } from "../../ui/Tag";
import { MoneyText } from "../../ui/Text";
import { damagesOf } from "./Cost";
import { useQuestionNames } from "./useQuestionNames";
import { useWhyEmployersLose } from "./useWhyEmployersLose";
import { barsOf, openQuestions, standingOf } from "./verdict";

interface SideBySideProps {
  grounds: ComparedGround[];
  onChoose: (ground: string) => void;
  onClear: () => void;
}

/** Two or three grounds in columns, line by line. */
export function SideBySide({ grounds, onChoose, onClear }: SideBySideProps) {
  const { t, i18n } = useTranslation("opening");
  const lose = useWhyEmployersLose();
  const named = useQuestionNames();
  const list = (of: { code: string; zh: string; en: string }[]): ReactNode =>
    of.length === 0 ? (
      <span className="quiet">{t("none")}</span>
    ) : (
      <ul className="bullets">
        {of.map((one) => (
          <li key={one.code}>{spoken(one, i18n.language)}</li>
        ))}
      </ul>
    );
  const money = (amount: string | null | undefined) =>
    amount ? <MoneyText amount={amount} /> : <span className="quiet">—</span>;
  const lines: [string, (ground: ComparedGround) => ReactNode][] = [
    [
      t("standing.label"),
      (ground) => {
        const standing = standingOf(ground);
        return <Tag tone={standing.tone}>{t(`standing.${standing.key}`)}</Tag>;
      },
    ],
    [t("bars_only"), (ground) => list(barsOf(ground))],
    [t("questions"), (ground) => named(openQuestions(ground)) || <span className="quiet">{t("none")}</span>],
    [t("proved"), (ground) => t("proved_of", { proved: ground.proved, asked: ground.asked })],
    [t("missing"), (ground) => list(ground.missing)],
    [t("cost.severance"), (ground) => money(ground.cost?.severance)],
    [t("cost.notice_pay"), (ground) => money(ground.cost?.notice_pay)],
    [t("cost.unlawful"), (ground) => money(damagesOf(ground))],
    [t("union"), (ground) => t(ground.asks_union ? "union_yes" : "union_no")],
    [t("lose"), (ground) => lose(ground) ?? <span className="quiet">—</span>],
  ];
  return (
    <Panel
      title={t("beside")}
      extra={
        <Button size="small" onClick={onClear}>
          {t("clear_picks")}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways takes the focus */}
      <section className="beside" aria-label={t("beside")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <td />
              {grounds.map((ground) => (
                <th key={ground.ground} scope="col">
                  {spoken(ground, i18n.language)} <span className="mono quiet">{ground.ground}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(([label, show]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {grounds.map((ground) => (
                  <td key={ground.ground}>{show(ground)}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td />
              {grounds.map((ground) => (
                <td key={ground.ground}>
                  <Button
                    size="small"
                    type="primary"
                    ghost
                    aria-label={t("choose_beside", { ground: ground.ground })}
                    onClick={() => onChoose(ground.ground)}
                  >
                    {t("choose")}
                  </Button>
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </Panel>
  );
}
