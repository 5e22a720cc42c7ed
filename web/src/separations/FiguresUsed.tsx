import { useTranslation } from "react-i18next";
import type { Settlement } from "../api/types";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { MoneyText } from "../ui/Text";

/** The local figures that the sums rest on, each with its year, how sure it is and where it comes from. */
export function FiguresUsed({ figures }: { figures: Settlement["figures"] }) {
  const { t } = useTranslation("separations");
  if (figures.length === 0) return null;
  return (
    <Panel title={t("money.figures")} about={t("money.figures_about")}>
      <table className="bill">
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.kind}>
              <td>
                <span className="row">
                  {t(`standard.kind.${figure.kind}`)}
                  <Tag tone={figure.status === "official" ? "good" : "plain"}>
                    {t(`standard.status.${figure.status}`)}
                  </Tag>
                  <span className="mono quiet">{figure.rule}</span>
                </span>
                <p className="quiet small">
                  {[figure.city, figure.statistics_year, figure.effective, figure.source]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </td>
              <td className="right">
                <MoneyText amount={figure.value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
