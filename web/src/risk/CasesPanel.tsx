import { useTranslation } from "react-i18next";
import type { Risk } from "../api/types";
import { useGroundText } from "../separations/useGroundText";
import { Go } from "../ui/Go";
import { ListTable } from "../ui/ListTable";
import { Panel } from "../ui/Panel";
import { SeparationStageTag } from "../ui/stages";
import { listOf } from "./lists";

/** Open cases by ground and stage, with the age of the oldest. */
export function CasesPanel({ risk, employer }: { risk: Risk; employer?: string }) {
  const { t } = useTranslation("risk");
  const groundText = useGroundText();
  return (
    <Panel
      flush
      title={t("cases", { count: risk.cases })}
      about={t("cases_about")}
      extra={risk.cases > 0 && <Go to={listOf("cases", { employer })}>{t("all_cases")}</Go>}
    >
      <ListTable
        caption={t("cases", { count: risk.cases })}
        rows={risk.by_ground}
        rowKey={(one) => `${one.ground} ${one.stage}`}
        to={(one) => listOf("cases", { employer, ground: one.ground, stage: one.stage })}
        empty={<p className="empty quiet">{t("no_cases")}</p>}
        fields={[
          { key: "ground", label: t("ground"), phone: "title", show: (one) => groundText(one.ground) },
          {
            key: "stage",
            label: t("stage_label"),
            phone: "side",
            show: (one) => <SeparationStageTag stage={one.stage} ground={one.ground} />,
          },
          {
            key: "cases",
            label: t("count"),
            align: "right",
            show: (one) => <span className="number strong">{one.cases}</span>,
          },
          {
            key: "oldest",
            label: t("oldest"),
            align: "right",
            show: (one) => <span className="number">{t("days", { count: one.oldest_days })}</span>,
          },
        ]}
      />
    </Panel>
  );
}
