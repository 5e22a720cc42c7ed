import type { TFunction } from "i18next";
import type { EmployeeSummary } from "../api/types";
import type { Field } from "../ui/ListTable";
import { Tag } from "../ui/Tag";
import { DateText, PersonText } from "../ui/Text";

/** The fields of an employee, once: the list and the header of the page draw from them. */
export function employeeFields(t: TFunction): Field<EmployeeSummary>[] {
  return [
    {
      key: "name",
      label: t("field.name"),
      phone: "title",
      show: (one) => (
        <>
          <span className="strong">{one.name}</span> <span className="quiet small">{one.number}</span>
        </>
      ),
    },
    { key: "unit", label: t("field.unit"), show: (one) => one.org_unit?.name ?? "—" },
    { key: "position", label: t("field.position"), show: (one) => one.position?.name ?? "—" },
    {
      key: "manager",
      label: t("field.manager"),
      phone: "hide",
      show: (one) => <PersonText person={one.manager} />,
    },
    { key: "hired_on", label: t("field.hired_on"), show: (one) => <DateText date={one.hired_on} /> },
    {
      key: "contract_ends_on",
      label: t("field.contract_ends_on"),
      phone: "hide",
      show: (one) =>
        one.contract_ends_on ? <DateText date={one.contract_ends_on} /> : <span className="quiet">—</span>,
    },
    {
      key: "state",
      label: t("field.state"),
      phone: "side",
      show: (one) => (
        <Tag tone={one.left_on ? "plain" : "good"}>{t(one.left_on ? "state.left" : "state.active")}</Tag>
      ),
    },
  ];
}
