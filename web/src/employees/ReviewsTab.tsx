import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Review } from "../api/types";
import { paths } from "../paths";
import { Chart } from "../ui/Chart";
import { Empty } from "../ui/Empty";
import { ListTable } from "../ui/ListTable";
import { Panel } from "../ui/Panel";
import { ReviewStageTag, ScoreTag } from "../ui/stages";
import { PersonText } from "../ui/Text";
import { colours } from "../ui/theme";

/** Results over the cycles, against the line of each. */
export function ReviewsTab({ id }: { id: string }) {
  const { t } = useTranslation("employees");
  const reviews = $api.useSuspenseQuery("get", "/api/v1/reviews", {
    params: { query: { employee_id: id, limit: 50 } },
  }).data.items;
  const scored = reviews
    .filter((review) => review.result)
    .sort((a, b) => a.cycle.from.localeCompare(b.cycle.from));
  if (reviews.length === 0) return <Empty title={t("reviews.none")}>{t("reviews.none_about")}</Empty>;
  return (
    <div className="stack">
      {scored.length > 1 && (
        <Panel title={t("reviews.trend")}>
          <Trend scored={scored} />
        </Panel>
      )}
      <Panel flush>
        <ListTable
          caption={t("tab.reviews")}
          rows={reviews}
          rowKey={(one) => one.id}
          to={(one) => paths.review(one.id)}
          empty={null}
          fields={[
            { key: "cycle", label: t("reviews.cycle"), phone: "title", show: (one) => one.cycle.name },
            { key: "manager", label: t("field.manager"), show: (one) => <PersonText person={one.manager} /> },
            { key: "stage", label: t("reviews.stage"), show: (one) => <ReviewStageTag stage={one.stage} /> },
            {
              key: "score",
              label: t("reviews.score"),
              align: "right",
              phone: "side",
              show: (one) => <ScoreTag review={one} />,
            },
          ]}
        />
      </Panel>
    </div>
  );
}

function Trend({ scored }: { scored: Review[] }) {
  const { t } = useTranslation("employees");
  const said = scored.map((one) => `${one.cycle.code}: ${one.result?.score}`).join("; ");
  return (
    <Chart
      height={220}
      sentence={`${t("reviews.trend")}: ${said}`}
      option={{
        grid: { left: 40, right: 16, top: 20, bottom: 28 },
        xAxis: { type: "category", data: scored.map((one) => one.cycle.code) },
        yAxis: { type: "value", min: 0, max: 120, splitNumber: 4 },
        tooltip: { trigger: "axis" },
        series: [
          {
            name: t("reviews.score"),
            type: "line",
            symbolSize: 9,
            lineStyle: { width: 3, color: colours.teal },
            data: scored.map((one) => ({
              value: Number(one.result?.score),
              itemStyle: { color: one.result?.below_baseline ? colours.bad : colours.teal },
            })),
            label: { show: true, color: colours.ink },
          },
          {
            name: t("reviews.baseline"),
            type: "line",
            step: "middle",
            symbol: "none",
            lineStyle: { type: "dashed", color: colours.warn, width: 1.5 },
            data: scored.map((one) => Number(one.cycle.baseline)),
          },
        ],
      }}
    />
  );
}
