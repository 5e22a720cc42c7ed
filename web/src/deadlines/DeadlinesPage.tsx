import { CalendarOutlined } from "@ant-design/icons";
import { Button, Segmented, Select } from "antd";
import { lazy, useState } from "react";
import { useTranslation } from "react-i18next";
import { worksWithPeople } from "../api/can";
import type { Deadline } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { EmployeePicker } from "../ui/Pickers";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { DeadlineDetail } from "./DeadlineDetail";
import { DeadlineList } from "./DeadlineList";
import { type Asked, OWNERS, type Owner, STATES, type State, VIEWS, type View } from "./deadline";
import { FeedDrawer } from "./FeedDrawer";
import "./deadlines.css";

/** The month's calendar is heavy and comes when somebody looks at it. */
const MonthView = lazy(() => import("./MonthView"));

/** What falls due, computed from records: by date, or by month; each with what follows when it is missed. */
export default function DeadlinesPage() {
  const { t } = useTranslation("deadlines");
  const me = useMe();
  const [search, change] = useSearch();
  const [opened, setOpened] = useState<Deadline | null>(null);
  const others = me.is_manager || worksWithPeople(me);
  const view = VIEWS.find((one) => one === search.view) ?? "list";
  const asked: Asked = {
    state: STATES.find((state) => state === search.state),
    owner: OWNERS.find((owner) => owner === search.owner),
    employee_id: search.employee_id,
    records: view === "records",
  };
  const ask = (changed: Record<string, string | undefined>) =>
    change({ ...changed, cursor: undefined, page: undefined });
  return (
    <Page
      title={t("title")}
      about={t("about")}
      actions={
        <Button icon={<CalendarOutlined aria-hidden />} onClick={() => change({ subscribe: "1" })}>
          {t("subscribe")}
        </Button>
      }
    >
      <div className="filters">
        <Segmented<View>
          aria-label={t("view.label")}
          value={view}
          onChange={(value) => ask({ view: value === "list" ? undefined : value })}
          options={VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
        />
        <Select<State>
          aria-label={t("state.label")}
          className="deadline-filter"
          allowClear
          placeholder={t("state.open")}
          value={asked.state}
          onChange={(state) => ask({ state })}
          options={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <Select<Owner>
          aria-label={t("owner.label")}
          className="deadline-filter"
          allowClear
          placeholder={t("owner.any")}
          value={asked.owner}
          onChange={(owner) => ask({ owner })}
          options={OWNERS.map((value) => ({ value, label: t(`owner.${value}`) }))}
        />
        {others && (
          <EmployeePicker
            aria-label={t("employee")}
            value={search.employee_id}
            onChange={(id) => ask({ employee_id: id })}
          />
        )}
      </div>
      {view === "month" ? (
        <Panel>
          <MonthView asked={asked} onOpen={setOpened} />
        </Panel>
      ) : (
        <Alone key={JSON.stringify([asked, search.cursor])}>
          <DeadlineList asked={asked} cursor={search.cursor} onOpen={setOpened} />
        </Alone>
      )}
      <FormDrawer title={opened?.title ?? ""} open={!!opened} onClose={() => setOpened(null)}>
        {opened && <DeadlineDetail deadline={opened} onDone={() => setOpened(null)} />}
      </FormDrawer>
      <FeedDrawer open={!!search.subscribe} onClose={() => change({ subscribe: undefined })} />
    </Page>
  );
}
