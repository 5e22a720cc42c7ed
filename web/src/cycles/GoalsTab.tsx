import { CheckCircleFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { ReviewCycle } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { useSearch } from "../ui/usePlace";
import { GoalsEditor } from "./GoalsEditor";
import "./goals.css";

/** The goals of each position in this cycle. */
export function GoalsTab({ cycle }: { cycle: ReviewCycle }) {
  const { t } = useTranslation("cycles");
  const [search, change] = useSearch();
  const positions = $api.useSuspenseQuery("get", "/api/v1/positions").data.items;
  const set = $api.useSuspenseQuery("get", "/api/v1/review-cycles/{id}/position-goals", {
    params: { path: { id: cycle.id } },
  }).data.items;
  const kpis = $api.useSuspenseQuery("get", "/api/v1/kpis", { params: { query: { limit: 200 } } }).data.items;
  if (kpis.length === 0) {
    return (
      <Empty title={t("goals.no_kpis")} action={<Go to={paths.kpis()}>{t("goals.to_kpis")}</Go>}>
        {t("goals.no_kpis_about")}
      </Empty>
    );
  }
  const goalsOf = (id: string) => set.find((one) => one.position.id === id)?.goals ?? [];
  const chosen = positions.find((one) => one.id === search.position) ?? positions[0];
  if (!chosen) return <Empty title={t("goals.no_positions")} />;
  return (
    <div className="position-goals">
      <Panel title={t("goals.positions")}>
        <nav className="position-nav" aria-label={t("goals.positions")}>
          {positions.map((one) => (
            <button
              key={one.id}
              type="button"
              aria-current={one.id === chosen.id}
              onClick={() => change({ position: one.id })}
            >
              <span>{one.name}</span>
              {goalsOf(one.id).length > 0 ? (
                <CheckCircleFilled style={{ color: "var(--good)" }} aria-label={t("goals.are_set")} />
              ) : (
                <span className="quiet small">{t("goals.not_set")}</span>
              )}
            </button>
          ))}
        </nav>
      </Panel>
      <Panel title={t("goals.of", { position: chosen.name })} about={t("goals.about")}>
        <GoalsEditor
          key={chosen.id}
          cycleId={cycle.id}
          positionId={chosen.id}
          goals={goalsOf(chosen.id)}
          kpis={kpis}
          onSaved={() => undefined}
        />
      </Panel>
    </div>
  );
}
