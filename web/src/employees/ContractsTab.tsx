import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Assignment, Contract, Employee } from "../api/types";
import { Empty } from "../ui/Empty";
import { type Field, ListTable } from "../ui/ListTable";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { DateText, MoneyText, PeriodText, PersonText } from "../ui/Text";

/** Contracts and assignments, newest first: what was agreed, and where the person has worked. */
export function ContractsTab({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  return (
    <div className="stack">
      <Panel flush title={t("contract.list")}>
        <ListTable
          caption={t("contract.list")}
          fields={contractFields(t)}
          rows={employee.contracts}
          rowKey={(one) => one.id}
          empty={<Empty title={t("contract.none")}>{t("contract.none_about")}</Empty>}
        />
      </Panel>
      <Panel flush title={t("assignment.list")} about={t("assignment.about")}>
        <ListTable
          caption={t("assignment.list")}
          fields={assignmentFields(t)}
          rows={employee.assignments}
          rowKey={(one) => one.id}
          empty={<Empty title={t("assignment.none")} />}
        />
      </Panel>
    </div>
  );
}

function contractFields(t: TFunction): Field<Contract>[] {
  return [
    { key: "kind", label: t("contract.kind"), phone: "title", show: (one) => t(`contract.kinds.${one.kind}`) },
    { key: "period", label: t("contract.period"), show: (one) => <PeriodText inclusive from={one.from} until={one.until} /> },
    {
      key: "probation",
      label: t("contract.probation_until"),
      show: (one) => <DateText date={one.probation_until} />,
    },
    {
      key: "wage",
      label: t("contract.monthly_wage"),
      align: "right",
      show: (one) =>
        one.monthly_wage ? <MoneyText amount={one.monthly_wage} /> : <span className="quiet">{t("hidden")}</span>,
    },
    {
      key: "signed",
      label: t("contract.signed_on"),
      phone: "side",
      show: (one) =>
        one.signed_on ? <DateText date={one.signed_on} /> : <Tag tone="bad">{t("contract.unsigned")}</Tag>,
    },
  ];
}

function assignmentFields(t: TFunction): Field<Assignment>[] {
  return [
    { key: "position", label: t("field.position"), phone: "title", show: (one) => one.position?.name ?? "—" },
    { key: "unit", label: t("field.unit"), show: (one) => one.org_unit?.name ?? "—" },
    { key: "manager", label: t("field.manager"), show: (one) => <PersonText person={one.manager} /> },
    { key: "period", label: t("assignment.period"), show: (one) => <PeriodText from={one.from} until={one.until} /> },
  ];
}
