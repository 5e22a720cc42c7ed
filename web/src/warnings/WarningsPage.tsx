import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api } from "../api/client";
import type { Warning } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { FilterSelect } from "../ui/FilterSelect";
import { useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { EmployeePicker } from "../ui/Pickers";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { WarningList } from "../ui/WarningList";

const LEVELS = ["reminder", "written", "final"] as const;
const STAGES = [
  "draft",
  "statement_asked",
  "awaiting_approval",
  "issued",
  "acknowledged",
  "withdrawn",
] as const;

/** Warnings of one's people, or of everybody; where each stands and whether it still counts. */
export default function WarningsPage() {
  const { t } = useTranslation("warnings");
  const me = useMe();
  const go = useGo();
  const [search, change] = useSearch();
  const filter = (value: Record<string, string | undefined>) =>
    change({ ...value, cursor: undefined, page: undefined });
  const begin = (me.is_manager || hasRole(me, "hr")) && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => go(paths.newWarning())}>
      {t("begin")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={begin}>
      <div className="filters">
        {(me.is_manager || hasRole(me, "hr", "legal")) && (
          <EmployeePicker
            aria-label={t("employee")}
            value={search.employee_id}
            onChange={(employee_id) => filter({ employee_id })}
          />
        )}
        <FilterSelect
          label={t("level_label")}
          all={t("level_label")}
          minWidth={150}
          value={search.level as Warning["level"]}
          onChange={(level) => filter({ level })}
          options={LEVELS.map((value) => ({ value, label: t(`warning.level.${value}`) }))}
        />
        <FilterSelect
          label={t("stage_label")}
          all={t("stage_label")}
          minWidth={150}
          value={search.stage as Warning["stage"]}
          onChange={(stage) => filter({ stage })}
          options={STAGES.map((value) => ({ value, label: t(`stage.warning.${value}`) }))}
        />
      </div>
      <Panel flush>
        <Alone padded key={`${search.employee_id}${search.level}${search.stage}${search.cursor}`}>
          <Listed
            query={{
              employee_id: search.employee_id,
              level: search.level as Warning["level"],
              stage: search.stage as Warning["stage"],
              cursor: search.cursor,
            }}
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

interface ListedProps {
  query: { employee_id?: string; level?: Warning["level"]; stage?: Warning["stage"]; cursor?: string };
  empty: React.ReactNode;
}

function Listed({ query, empty }: ListedProps) {
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/warnings", {
    params: { query: { ...query, limit: 50 } },
  }).data;
  return (
    <>
      <WarningList warnings={items} withName empty={empty} />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
