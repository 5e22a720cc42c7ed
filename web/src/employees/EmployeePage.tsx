import { Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { relationTo, worksWithPeople } from "../api/can";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Page } from "../ui/Page";
import { Alone } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { tab } from "../ui/tab";
import { useCan, useMe } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import { EmployeeActions } from "./EmployeeActions";

const CheckInsTab = tab(() => import("./CheckInsTab").then((module) => module.CheckInsTab));
const ContractsTab = tab(() => import("./ContractsTab").then((module) => module.ContractsTab));
const DocumentsTab = tab(() => import("./DocumentsTab").then((module) => module.DocumentsTab));
const OverviewTab = tab(() => import("./OverviewTab").then((module) => module.OverviewTab));
const PayTab = tab(() => import("./PayTab").then((module) => module.PayTab));
const ReviewsTab = tab(() => import("./ReviewsTab").then((module) => module.ReviewsTab));
const TimelineTab = tab(() => import("./TimelineTab").then((module) => module.TimelineTab));
const WarningsTab = tab(() => import("./WarningsTab").then((module) => module.WarningsTab));

/** One person: who it is, and the whole trail of the employment. */
export default function EmployeePage() {
  const { t } = useTranslation("employees");
  const me = useMe();
  const can = useCan();
  const id = useId();
  const [search, change] = useSearch();
  const employee = $api.useSuspenseQuery("get", "/api/v1/employees/{id}", { params: { path: { id } } }).data;
  const relation = relationTo(me, employee);
  const sees = (permission: string) => can(permission, relation);
  const tabs: [key: string, visible: boolean, content: ReactNode][] = [
    ["overview", true, <OverviewTab employee={employee} />],
    ["timeline", sees("documents.read"), <TimelineTab id={id} />],
    ["contracts", true, <ContractsTab employee={employee} />],
    ["pay", sees("wages.read"), <PayTab employee={employee} />],
    ["reviews", sees("reviews.read"), <ReviewsTab id={id} />],
    ["check_ins", sees("check_ins.read"), <CheckInsTab employee={employee} />],
    ["warnings", sees("warnings.read"), <WarningsTab employee={employee} />],
    ["documents", sees("documents.read"), <DocumentsTab id={id} />],
  ];
  return (
    <Page
      title={employee.name}
      back={
        worksWithPeople(me) || me.is_manager
          ? { to: paths.employees(), label: worksWithPeople(me) ? t("title") : t("team") }
          : undefined
      }
      tags={
        <>
          <Tag tone={employee.state === "active" ? "good" : "plain"}>{t(`state.${employee.state}`)}</Tag>
          {relation.self && <Tag tone="info">{t("myself")}</Tag>}
        </>
      }
      about={[employee.number, employee.org_unit?.name, employee.position?.name].filter(Boolean).join(" · ")}
      actions={<EmployeeActions employee={employee} />}
    >
      <Tabs
        activeKey={search.tab ?? "overview"}
        onChange={(key) => change({ tab: key === "overview" ? undefined : key })}
        destroyOnHidden
        items={tabs
          .filter(([, visible]) => visible)
          .map(([key, , content]) => ({ key, label: t(`tab.${key}`), children: <Alone>{content}</Alone> }))}
      />
    </Page>
  );
}
