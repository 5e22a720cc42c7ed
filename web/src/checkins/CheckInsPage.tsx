import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { worksWithPeople } from "../api/can";
import { $api } from "../api/client";
import { CheckInCard } from "../ui/CheckInCard";
import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { EmployeePicker } from "../ui/Pickers";
import { useMe } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import { CheckInDrawer } from "./CheckInDrawer";

/** Conversations that were written down and confirmed; managers add new ones. */
export default function CheckInsPage() {
  const { t } = useTranslation("checkins");
  const me = useMe();
  const [search, change] = useSearch();
  const add = me.is_manager && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => change({ new: "1" })}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={add} narrow>
      {(me.is_manager || worksWithPeople(me)) && (
        <div className="filters">
          <EmployeePicker
            aria-label={t("employee")}
            value={search.employee_id}
            onChange={(id) => change({ employee_id: id, cursor: undefined, page: undefined })}
          />
        </div>
      )}
      <Alone key={`${search.employee_id}${search.cursor}`}>
        <Held
          employeeId={search.employee_id}
          cursor={search.cursor}
          empty={
            <Empty title={t("none")} action={add}>
              {t("none_about")}
            </Empty>
          }
        />
      </Alone>
      <CheckInDrawer
        open={!!search.new}
        employeeId={search.new === "1" ? undefined : search.new}
        planId={search.plan}
        onClose={() => change({ new: undefined, plan: undefined })}
      />
    </Page>
  );
}

function Held(props: { employeeId?: string; cursor?: string; empty: React.ReactNode }) {
  const { employeeId, cursor, empty } = props;
  const opened = useId();
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/check-ins", {
    params: { query: { employee_id: employeeId, cursor, limit: 50 } },
  }).data;
  if (items.length === 0) return <Panel>{empty}</Panel>;
  const shown = opened ? [...items].sort((a, b) => Number(b.id === opened) - Number(a.id === opened)) : items;
  return (
    <div className="stack">
      {shown.map((checkIn) => (
        <CheckInCard key={checkIn.id} checkIn={checkIn} withName />
      ))}
      <Pager next={next_cursor} shown={items.length} />
    </div>
  );
}
