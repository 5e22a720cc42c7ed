import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { Timeline } from "../ui/Timeline";

/** The person's own trail; `latest` shows the last few beside the overview. */
export function TimelineTab({ id, latest }: { id: string; latest?: boolean }) {
  const { t } = useTranslation("employees");
  const trail = $api.useInfiniteQuery(
    "get",
    "/api/v1/employees/{id}/timeline",
    { params: { path: { id }, query: { limit: latest ? 5 : 50 } } },
    {
      pageParamName: "cursor",
      // An empty cursor asks for the first page; undefined would become the library's own default, 0.
      initialPageParam: "",
      getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? undefined,
    },
  );
  const items = (trail.data?.pages ?? []).flatMap((page) => page.items);
  if (trail.error) return <ProblemNote problem={trail.error} />;
  if (trail.isPending) return <p className="quiet">{t("loading")}</p>;
  if (items.length === 0) return <Empty title={t("trail.none")}>{t("trail.none_about")}</Empty>;
  if (latest) {
    return (
      <>
        <Timeline items={items.slice(0, 5)} />
        <Go to={paths.employee(id, "timeline")}>{t("trail.whole")}</Go>
      </>
    );
  }
  return (
    <Panel title={t("trail.title")} about={t("trail.about")}>
      <Timeline items={items} />
      {trail.hasNextPage && (
        <div style={{ textAlign: "center", paddingTop: 12 }}>
          <Button onClick={() => void trail.fetchNextPage()} loading={trail.isFetchingNextPage}>
            {t("trail.earlier")}
          </Button>
        </div>
      )}
    </Panel>
  );
}
