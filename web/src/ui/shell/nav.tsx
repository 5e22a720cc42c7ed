import {
  AlertOutlined,
  ApartmentOutlined,
  ApiOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BookOutlined,
  CalculatorOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CommentOutlined,
  CopyOutlined,
  EnvironmentOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  FlagOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  IdcardOutlined,
  ImportOutlined,
  KeyOutlined,
  LogoutOutlined,
  NotificationOutlined,
  RadarChartOutlined,
  ReconciliationOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  SnippetsOutlined,
  SolutionOutlined,
  StopOutlined,
  TeamOutlined,
  UsergroupDeleteOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { hasRole, may, worksWithPeople } from "../../api/can";
import type { Me } from "../../api/types";
import { paths } from "../../paths";
import { SealIcon } from "./SealIcon";

export interface NavItem {
  /** Name in the catalogue, under `nav`. */
  key: string;
  to: string;
  icon: ReactNode;
}

export interface NavGroup {
  key: string;
  items: NavItem[];
}

const item = (key: string, to: string, icon: ReactNode): NavItem => ({ key, to, icon });

/** The places this person works in, by what the service lets the person do somewhere. */
export function navOf(me: Me): NavGroup[] {
  const staff = worksWithPeople(me);
  const places = (...wanted: [permission: string | boolean, item: NavItem][]) =>
    wanted.flatMap(([when, place]) => ((typeof when === "string" ? may(me, when) : when) ? [place] : []));
  const mine = me.employee
    ? [
        item("my_record", paths.employee(me.employee.id), <IdcardOutlined aria-hidden />),
        item("papers", paths.papers(), <FolderOpenOutlined aria-hidden />),
        item("my_separation", paths.leaving(), <LogoutOutlined aria-hidden />),
      ]
    : [];
  const groups: NavGroup[] = [
    { key: "home", items: [item("home", paths.home(), <HomeOutlined aria-hidden />)] },
    { key: "mine", items: mine },
    {
      key: "people",
      items: places(
        [
          staff || me.is_manager,
          item(staff ? "employees" : "team", paths.employees(), <TeamOutlined aria-hidden />),
        ],
        [
          staff || me.is_manager || hasRole(me, "admin"),
          item("org", paths.org(), <ApartmentOutlined aria-hidden />),
        ],
        [
          staff || hasRole(me, "admin"),
          item("legal_entities", paths.legalEntities(), <BankOutlined aria-hidden />),
        ],
        [
          staff || hasRole(me, "admin"),
          item("standards", paths.standards(), <EnvironmentOutlined aria-hidden />),
        ],
        ["imports.manage", item("imports", paths.imports(), <ImportOutlined aria-hidden />)],
      ),
    },
    {
      key: "performance",
      items: places(
        ["kpis.manage", item("cycles", paths.cycles(), <CalendarOutlined aria-hidden />)],
        ["kpis.manage", item("kpis", paths.kpis(), <BarChartOutlined aria-hidden />)],
        ["reviews.read", item("reviews", paths.reviews(), <AuditOutlined aria-hidden />)],
        ["alerts.read", item("alerts", paths.alerts(), <AlertOutlined aria-hidden />)],
        ["deadlines.read", item("deadlines", paths.deadlines(), <ScheduleOutlined aria-hidden />)],
        ["plans.read", item("plans", paths.plans(), <FlagOutlined aria-hidden />)],
        ["check_ins.read", item("check_ins", paths.checkIns(), <CommentOutlined aria-hidden />)],
        [
          me.is_manager || hasRole(me, "hr", "legal"),
          item("warnings", paths.warnings(), <NotificationOutlined aria-hidden />),
        ],
      ),
    },
    {
      key: "leaving",
      items: places(
        ["risk.read", item("risk", paths.risk(), <RadarChartOutlined aria-hidden />)],
        [
          hasRole(me, "hr", "legal", "union"),
          item("separations", paths.separations(), <SolutionOutlined aria-hidden />),
        ],
        [
          hasRole(me, "hr", "legal", "payroll"),
          item("separation_tasks", paths.separationTasks(), <CarryOutOutlined aria-hidden />),
        ],
        [
          hasRole(me, "hr", "legal", "payroll"),
          item("non_competes", paths.nonCompetes(), <StopOutlined aria-hidden />),
        ],
        ["layoffs.read", item("layoffs", paths.layoffs(), <UsergroupDeleteOutlined aria-hidden />)],
        [
          hasRole(me, "hr", "legal"),
          item("disputes", paths.disputes(), <ReconciliationOutlined aria-hidden />),
        ],
        ["agreements.read", item("agreements", paths.agreements(), <FileDoneOutlined aria-hidden />)],
        ["agreement_batches.read", item("batches", paths.batches(), <CopyOutlined aria-hidden />)],
        ["templates.read", item("templates", paths.templates(), <SnippetsOutlined aria-hidden />)],
        ["seals.read", item("seals", paths.seals(), <SealIcon />)],
        [true, item("calculator", paths.calculator(), <CalculatorOutlined aria-hidden />)],
        ["evidence.read", item("evidence", paths.evidence(), <SafetyCertificateOutlined aria-hidden />)],
      ),
    },
    {
      key: "system",
      items: places(
        ["accounts.manage", item("accounts", paths.accounts(), <KeyOutlined aria-hidden />)],
        ["webhooks.manage", item("webhooks", paths.webhooks(), <ApiOutlined aria-hidden />)],
        ["journal.read", item("journal", paths.journal(), <BookOutlined aria-hidden />)],
        [true, item("verify", paths.verify(), <FileProtectOutlined aria-hidden />)],
      ),
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** The four places under the thumb; everything else stands behind the fifth, "more". */
export function tabsOf(me: Me): NavItem[] {
  const all = navOf(me).flatMap((group) => group.items);
  const wanted = hasRole(me, "hr")
    ? ["home", "employees", "reviews", "separations"]
    : hasRole(me, "legal", "union")
      ? ["home", "separations", "agreements", "papers"]
      : hasRole(me, "admin")
        ? ["home", "accounts", "org", "legal_entities"]
        : hasRole(me, "payroll")
          ? ["home", "separation_tasks", "employees", "non_competes"]
          : me.is_manager
            ? ["home", "team", "reviews", "alerts"]
            : ["home", "reviews", "papers", "my_record"];
  return wanted.flatMap((key) => all.find((entry) => entry.key === key) ?? []).slice(0, 4);
}
