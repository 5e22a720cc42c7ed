import { ImportOutlined, PlusOutlined } from "@ant-design/icons";
import { keepPreviousData } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, worksWithPeople } from "../api/can";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { useGo } from "../ui/Go";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Panel } from "../ui/Panel";
import { EmployeePicker, PositionPicker, UnitPicker } from "../ui/Pickers";
import { ProblemNote } from "../ui/ProblemNote";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { employeeFields } from "./fields";
import { HireDrawer } from "./HireDrawer";

const FIRST = { cursor: undefined, page: undefined };

/** Everyone this person may see. Searching, filtering and paging are the service's. */
export default function EmployeesPage() {
  const { t } = useTranslation("employees");
  const me = useMe();
  const go = useGo();
  const [search, change] = useSearch();
  const [hiring, setHiring] = useState(false);
  const everyone = worksWithPeople(me);
  const filtered = !!(
    search.q ||
    search.org_unit_id ||
    search.position_id ||
    search.manager_id ||
    search.state
  );
  const list = $api.useQuery(
    "get",
    "/api/v1/employees",
    {
      params: {
        query: {
          q: search.q,
          org_unit_id: search.org_unit_id,
          position_id: search.position_id,
          manager_id: search.manager_id,
          state: search.state === "all" ? undefined : search.state === "left" ? "left" : "active",
          cursor: search.cursor,
          limit: 50,
        },
      },
    },
    { placeholderData: keepPreviousData },
  );

  const empty = filtered ? (
    <Empty
      title={t("none_found")}
      action={
        <Button
          onClick={() =>
            change({
              q: undefined,
              org_unit_id: undefined,
              position_id: undefined,
              manager_id: undefined,
              state: undefined,
              ...FIRST,
            })
          }
        >
          {t("clear_filters")}
        </Button>
      }
    >
      {t("none_found_about")}
    </Empty>
  ) : (
    <Empty
      title={t("none")}
      action={
        hasRole(me, "hr") && (
          <Button type="primary" icon={<ImportOutlined aria-hidden />} onClick={() => go(paths.imports())}>
            {t("import")}
          </Button>
        )
      }
    >
      {t("none_about")}
    </Empty>
  );

  return (
    <Page
      title={everyone ? t("title") : t("team")}
      about={everyone ? t("about") : t("team_about")}
      actions={
        hasRole(me, "hr") && (
          <>
            <Button icon={<ImportOutlined aria-hidden />} onClick={() => go(paths.imports())}>
              {t("import")}
            </Button>
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setHiring(true)}>
              {t("hire")}
            </Button>
          </>
        )
      }
    >
      <search className="filters">
        <Input.Search
          className="search"
          defaultValue={search.q}
          key={`q${search.q ?? ""}`}
          placeholder={t("search")}
          aria-label={t("search")}
          allowClear
          onSearch={(q) => change({ q: q.trim() || undefined, ...FIRST })}
        />
        {everyone && (
          <>
            <UnitPicker
              aria-label={t("field.unit")}
              value={search.org_unit_id}
              onChange={(id) => change({ org_unit_id: id, ...FIRST })}
            />
            <PositionPicker
              aria-label={t("field.position")}
              value={search.position_id}
              onChange={(id) => change({ position_id: id, ...FIRST })}
            />
            <EmployeePicker
              aria-label={t("field.manager")}
              placeholder={t("field.manager")}
              value={search.manager_id}
              onChange={(id) => change({ manager_id: id, ...FIRST })}
            />
          </>
        )}
        <Select
          aria-label={t("field.state")}
          value={search.state ?? "active"}
          onChange={(state) => change({ state: state === "active" ? undefined : state, ...FIRST })}
          options={["active", "left", "all"].map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
      </search>
      <Panel flush>
        {list.error ? (
          <div style={{ padding: 20 }}>
            <ProblemNote problem={list.error} />
          </div>
        ) : (
          <ListTable
            caption={t("title")}
            fields={employeeFields(t)}
            rows={list.data?.items ?? []}
            rowKey={(one) => one.id}
            to={(one) => paths.employee(one.id)}
            waiting={list.isFetching}
            empty={empty}
          />
        )}
        <Pager next={list.data?.next_cursor} shown={list.data?.items.length ?? 0} />
      </Panel>
      <HireDrawer open={hiring} onClose={() => setHiring(false)} />
    </Page>
  );
}
