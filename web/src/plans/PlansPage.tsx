import { PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api } from "../api/client";
import type { Plan } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { dateText } from "../ui/format";
import { useGo } from "../ui/Go";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { PlanStageTag } from "../ui/stages";
import { PeriodText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";

export default function PlansPage() {
  const { t, i18n } = useTranslation("plans");
  const me = useMe();
  const go = useGo();
  const [search, change] = useSearch();
  const mayBegin = me.is_manager || hasRole(me, "hr");
  const begin = mayBegin && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => go(paths.newPlan())}>
      {t("begin")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={begin}>
      <div className="filters">
        <Select
          aria-label={t("stage_label")}
          style={{ minWidth: 160 }}
          allowClear
          placeholder={t("stage_label")}
          value={search.stage}
          onChange={(stage) => change({ stage, cursor: undefined, page: undefined })}
          options={["draft", "published", "active", "closed"].map((value) => ({
            value,
            label: t(`stage.plan.${value}`),
          }))}
        />
        {search.ends_by && (
          <Button onClick={() => change({ ends_by: undefined, cursor: undefined, page: undefined })}>
            {t("ends_by", { day: dateText(search.ends_by, i18n.language) })} ×
          </Button>
        )}
      </div>
      <Panel flush>
        <Alone padded key={`${search.stage}${search.ends_by}${search.cursor}`}>
          <PlanList
            stage={search.stage}
            endsBy={search.ends_by}
            cursor={search.cursor}
            empty={
              <Empty title={t("none")} action={begin}>
                {t("none_about")}
              </Empty>
            }
          />
        </Alone>
      </Panel>
    </Page>
  );
}

interface PlanListProps {
  stage?: string;
  endsBy?: string;
  cursor?: string;
  empty: React.ReactNode;
}

function PlanList({ stage, endsBy, cursor, empty }: PlanListProps) {
  const { t } = useTranslation("plans");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/improvement-plans", {
    params: { query: { stage: stage as Plan["stage"], ends_by: endsBy, cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.plan(one.id)}
        empty={empty}
        fields={[
          {
            key: "employee",
            label: t("employee"),
            phone: "title",
            show: (one) => <PersonText person={one.employee} />,
          },
          { key: "manager", label: t("manager"), show: (one) => <PersonText person={one.manager} /> },
          {
            key: "window",
            label: t("window"),
            show: (one) => <PeriodText from={one.from} until={one.until} />,
          },
          {
            key: "goals",
            label: t("goals"),
            align: "right",
            phone: "hide",
            show: (one) => <span className="number">{one.goals.length}</span>,
          },
          {
            key: "check_ins",
            label: t("check_ins"),
            align: "right",
            show: (one) => <span className="number">{one.check_in_count}</span>,
          },
          {
            key: "stage",
            label: t("stage_label"),
            phone: "side",
            show: (one) => <PlanStageTag stage={one.stage} />,
          },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
