import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CommentOutlined,
  FileDoneOutlined,
  FlagOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  IdcardOutlined,
  ImportOutlined,
  KeyOutlined,
  SafetyCertificateOutlined,
  SolutionOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { hasRole } from "../../api/can";
import type { Me } from "../../api/types";
import { paths } from "../../paths";

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

/** The places this person works in, by role and relation. */
export function navOf(me: Me): NavGroup[] {
  const staff = hasRole(me, "hr", "legal", "payroll", "auditor");
  const hr = hasRole(me, "hr");
  const admin = hasRole(me, "admin");
  const cases = hasRole(me, "hr", "legal", "union", "auditor");
  const groups: NavGroup[] = [
    { key: "home", items: [item("home", paths.home(), <HomeOutlined aria-hidden />)] },
  ];

  if (me.employee) {
    groups.push({
      key: "mine",
      items: [
        item("my_record", paths.employee(me.employee.id), <IdcardOutlined aria-hidden />),
        item("papers", paths.papers(), <FolderOpenOutlined aria-hidden />),
      ],
    });
  }
  const people: NavItem[] = [];
  if (staff || me.is_manager) {
    people.push(item(staff ? "employees" : "team", paths.employees(), <TeamOutlined aria-hidden />));
  }
  if (staff || admin) {
    people.push(item("org", paths.org(), <ApartmentOutlined aria-hidden />));
    people.push(item("legal_entities", paths.legalEntities(), <BankOutlined aria-hidden />));
  }
  if (hr) people.push(item("imports", paths.imports(), <ImportOutlined aria-hidden />));
  if (people.length > 0) groups.push({ key: "people", items: people });

  const performance: NavItem[] = [];
  if (hr) performance.push(item("cycles", paths.cycles(), <CalendarOutlined aria-hidden />));
  if (hr) performance.push(item("kpis", paths.kpis(), <BarChartOutlined aria-hidden />));
  if (me.employee || staff) {
    performance.push(item("reviews", paths.reviews(), <AuditOutlined aria-hidden />));
    performance.push(item("alerts", paths.alerts(), <AlertOutlined aria-hidden />));
    performance.push(item("plans", paths.plans(), <FlagOutlined aria-hidden />));
    performance.push(item("check_ins", paths.checkIns(), <CommentOutlined aria-hidden />));
  }
  if (performance.length > 0) groups.push({ key: "performance", items: performance });

  const leaving: NavItem[] = [];
  if (cases || me.employee) {
    leaving.push(
      item(cases ? "separations" : "my_separation", paths.separations(), <SolutionOutlined aria-hidden />),
    );
    leaving.push(item("agreements", paths.agreements(), <FileDoneOutlined aria-hidden />));
  }
  if (hasRole(me, "hr", "legal", "auditor")) {
    leaving.push(item("evidence", paths.evidence(), <SafetyCertificateOutlined aria-hidden />));
  }
  if (leaving.length > 0) groups.push({ key: "leaving", items: leaving });

  const system: NavItem[] = [];
  if (admin) system.push(item("accounts", paths.accounts(), <KeyOutlined aria-hidden />));
  if (hasRole(me, "auditor", "admin"))
    system.push(item("journal", paths.journal(), <BookOutlined aria-hidden />));
  system.push(item("verify", paths.verify(), <SafetyCertificateOutlined aria-hidden />));
  groups.push({ key: "system", items: system });
  return groups;
}

/** The four places under the thumb; everything else stands behind the fifth, "more". */
export function tabsOf(me: Me): NavItem[] {
  const all = navOf(me).flatMap((group) => group.items);
  const wanted = hasRole(me, "hr")
    ? ["home", "employees", "reviews", "separations"]
    : hasRole(me, "legal", "union")
      ? ["home", "separations", "agreements", "papers"]
      : hasRole(me, "admin")
        ? ["home", "accounts", "journal", "org"]
        : me.is_manager
          ? ["home", "team", "reviews", "alerts"]
          : ["home", "reviews", "papers", "my_record"];
  return wanted.flatMap((key) => all.find((entry) => entry.key === key) ?? []).slice(0, 4);
}
