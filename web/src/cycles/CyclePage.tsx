import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { ReviewCycle } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { Facts } from "../ui/Facts";
import { addDays } from "../ui/format";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { DateText, NumberText } from "../ui/Text";
import { useId, useSearch } from "../ui/usePlace";
import { ActualsTab } from "./ActualsTab";
import { DeliveryTab } from "./DeliveryTab";
import { GoalsTab } from "./GoalsTab";

/** One cycle: how far its reviews are, the goals of each position, delivery, and the actuals. */
export default function CyclePage() {
  const { t } = useTranslation("cycles");
  const id = useId();
  const [search, change] = useSearch();
  const cycle = $api.useSuspenseQuery("get", "/api/v1/review-cycles/{id}", { params: { path: { id } } }).data;
  const tabs = {
    overview: <OverviewTab cycle={cycle} />,
    goals: <GoalsTab cycle={cycle} />,
    delivery: <DeliveryTab cycle={cycle} />,
    actuals: <ActualsTab cycle={cycle} />,
  };
  return (
    <Page
      title={cycle.name}
      back={{ to: paths.cycles(), label: t("title") }}
      tags={<Tag tone={cycle.state === "open" ? "good" : "plain"}>{t(`states.${cycle.state}`)}</Tag>}
    >
      <Tabs
        activeKey={search.tab ?? "overview"}
        onChange={(tab) => change({ tab: tab === "overview" ? undefined : tab, position: undefined })}
        destroyOnHidden
        items={Object.entries(tabs).map(([key, children]) => ({
          key,
          label: t(`tab.${key}`),
          children: <Alone>{children}</Alone>,
        }))}
      />
    </Page>
  );
}

function OverviewTab({ cycle }: { cycle: ReviewCycle }) {
  const { t } = useTranslation("cycles");
  const counts = Object.entries(cycle.counts ?? {}) as [string, number][];
  return (
    <div className="stack">
      <Panel>
        <Facts
          of={[
            [t("code"), cycle.code],
            [t("from"), <DateText date={cycle.from} />],
            [t("until"), <DateText date={addDays(cycle.until, -1)} />],
            [t("baseline"), <NumberText value={cycle.baseline} />],
            [t("kpi_weight"), <NumberText value={cycle.kpi_weight} unit="%" />],
          ]}
        />
      </Panel>
      <Panel title={t("progress")}>
        {counts.length === 0 ? (
          <Empty
            title={t("no_reviews")}
            action={<Go to={paths.cycle(cycle.id, "goals")}>{t("set_goals")}</Go>}
          >
            {t("no_reviews_about")}
          </Empty>
        ) : (
          <div className="stage-counts">
            {counts.map(([stage, count]) => (
              <Go key={stage} to={`${paths.reviews()}?cycle_id=${cycle.id}&stage=${stage}`}>
                <b className="number">{count}</b>
                <span>{t(`stage.review.${stage}`)}</span>
              </Go>
            ))}
          </div>
        )}
      </Panel>
    </div>
  );
}
