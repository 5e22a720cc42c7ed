import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { hasRole, isManagerOf, isSelf, worksWithPeople } from "../api/can";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Page } from "../ui/Page";
import { Alone } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { useMe } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import { CheckInsTab } from "./CheckInsTab";
import { ContractsTab } from "./ContractsTab";
import { DocumentsTab } from "./DocumentsTab";
import { EmployeeActions } from "./EmployeeActions";
import { OverviewTab } from "./OverviewTab";
import { PayTab } from "./PayTab";
import { ReviewsTab } from "./ReviewsTab";
import { TimelineTab } from "./TimelineTab";

/** One person: who it is, and the whole trail of the employment. */
export default function EmployeePage() {
  const { t } = useTranslation("employees");
  const me = useMe();
  const id = useId();
  const [search, change] = useSearch();
  const employee = $api.useSuspenseQuery("get", "/api/v1/employees/{id}", { params: { path: { id } } }).data;
  const self = isSelf(me, employee);
  const seesPay = self || hasRole(me, "hr", "payroll");
  const tabs = [
    { key: "overview", children: <OverviewTab employee={employee} /> },
    { key: "timeline", children: <TimelineTab id={id} /> },
    { key: "contracts", children: <ContractsTab employee={employee} /> },
    ...(seesPay ? [{ key: "pay", children: <PayTab id={id} /> }] : []),
    { key: "reviews", children: <ReviewsTab id={id} /> },
    { key: "check_ins", children: <CheckInsTab employee={employee} /> },
    { key: "documents", children: <DocumentsTab id={id} /> },
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
          {self && <Tag tone="info">{t("myself")}</Tag>}
        </>
      }
      about={[employee.number, employee.org_unit?.name, employee.position?.name].filter(Boolean).join(" · ")}
      actions={<EmployeeActions employee={employee} managed={isManagerOf(me, employee)} />}
    >
      <Tabs
        activeKey={search.tab ?? "overview"}
        onChange={(tab) => change({ tab: tab === "overview" ? undefined : tab })}
        destroyOnHidden
        items={tabs.map((tab) => ({
          key: tab.key,
          label: t(`tab.${tab.key}`),
          children: <Alone>{tab.children}</Alone>,
        }))}
      />
    </Page>
  );
}
