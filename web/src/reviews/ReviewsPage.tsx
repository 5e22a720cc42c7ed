import { keepPreviousData } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { worksWithPeople } from "../api/can";
import { $api } from "../api/client";
import type { Review } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Panel } from "../ui/Panel";
import { EmployeePicker } from "../ui/Pickers";
import { ProblemNote } from "../ui/ProblemNote";
import { ReviewStageTag, ScoreTag } from "../ui/stages";
import { PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";

const STAGES = [
  "goals_delivered",
  "goals_confirmed",
  "goals_objected",
  "self_assessed",
  "manager_assessed",
  "result_delivered",
  "result_confirmed",
  "result_objected",
];
const FIRST = { cursor: undefined, page: undefined };

/** Reviews: one's own, those of the team, or all that this person may see. */
export default function ReviewsPage() {
  const { t } = useTranslation("reviews");
  const me = useMe();
  const [search, change] = useSearch();
  const everyone = worksWithPeople(me);
  const whose = search.whose ?? (everyone ? "all" : me.is_manager ? "team" : "mine");
  const list = $api.useQuery(
    "get",
    "/api/v1/reviews",
    {
      params: {
        query: {
          cycle_id: search.cycle_id,
          employee_id: whose === "mine" ? me.employee?.id : search.employee_id,
          manager_id: whose === "team" ? "me" : undefined,
          stage: search.stage as Review["stage"],
          cursor: search.cursor,
          limit: 50,
        },
      },
    },
    { placeholderData: keepPreviousData },
  );
  const cycles = $api.useQuery(
    "get",
    "/api/v1/review-cycles",
    { params: { query: { limit: 100 } } },
    { retry: false },
  );
  const choices = [
    ...(everyone ? ["all"] : []),
    ...(me.is_manager ? ["team"] : []),
    ...(me.employee ? ["mine"] : []),
  ];
  return (
    <Page title={t("title")} about={t(`about.${whose}`)}>
      <search className="filters">
        {choices.length > 1 && (
          <Select
            aria-label={t("whose.label")}
            value={whose}
            onChange={(value) => change({ whose: value, employee_id: undefined, ...FIRST })}
            options={choices.map((value) => ({ value, label: t(`whose.${value}`) }))}
          />
        )}
        <Select
          aria-label={t("cycle")}
          style={{ minWidth: 150 }}
          allowClear
          placeholder={t("cycle")}
          value={search.cycle_id}
          onChange={(value) => change({ cycle_id: value, ...FIRST })}
          options={(cycles.data?.items ?? []).map((cycle) => ({ value: cycle.id, label: cycle.name }))}
        />
        <Select
          aria-label={t("stage_label")}
          style={{ minWidth: 150 }}
          allowClear
          placeholder={t("stage_label")}
          value={search.stage}
          onChange={(value) => change({ stage: value, ...FIRST })}
          options={STAGES.map((value) => ({ value, label: t(`stage.review.${value}`) }))}
        />
        {everyone && whose === "all" && (
          <EmployeePicker
            aria-label={t("employee")}
            value={search.employee_id}
            onChange={(value) => change({ employee_id: value, ...FIRST })}
          />
        )}
      </search>
      <Panel flush>
        {list.error ? (
          <div style={{ padding: 20 }}>
            <ProblemNote problem={list.error} />
          </div>
        ) : (
          <ListTable
            caption={t("title")}
            rows={list.data?.items ?? []}
            rowKey={(one) => one.id}
            to={(one) => paths.review(one.id)}
            waiting={list.isFetching}
            empty={<Empty title={t("none")}>{t(`none_about.${whose}`)}</Empty>}
            fields={[
              {
                key: "employee",
                label: t("employee"),
                phone: whose === "mine" ? "hide" : "title",
                show: (one) => <PersonText person={one.employee} />,
              },
              {
                key: "cycle",
                label: t("cycle"),
                phone: whose === "mine" ? "title" : undefined,
                show: (one) => one.cycle.name,
              },
              {
                key: "position",
                label: t("position"),
                phone: "hide",
                show: (one) => one.position?.name ?? "—",
              },
              {
                key: "manager",
                label: t("manager"),
                phone: "hide",
                show: (one) => <PersonText person={one.manager} />,
              },
              { key: "stage", label: t("stage_label"), show: (one) => <ReviewStageTag stage={one.stage} /> },
              {
                key: "score",
                label: t("score"),
                align: "right",
                phone: "side",
                show: (one) => <ScoreTag review={one} />,
              },
            ]}
          />
        )}
        <Pager next={list.data?.next_cursor} shown={list.data?.items.length ?? 0} />
      </Panel>
    </Page>
  );
}
