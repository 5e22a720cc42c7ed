import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Assignment, Contract, Employee } from "../api/types";
import { Empty } from "../ui/Empty";
import { type Field, ListTable } from "../ui/ListTable";
import { Alone, Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { DateText, MoneyText, PeriodText, PersonText } from "../ui/Text";

/** Contracts and assignments, newest first: what was agreed, and where the person has worked. */
export function ContractsTab({ employee }: { employee: Employee }) {
  return (
    <div className="stack">
      <Alone>
        <Contracts id={employee.id} />
      </Alone>
      <Alone>
        <Assignments employee={employee} />
      </Alone>
    </div>
  );
}

function Contracts({ id }: { id: string }) {
  const { t } = useTranslation("employees");
  const contracts = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/contracts", {
    params: { path: { id } },
  }).data.items;
  return (
    <Panel flush title={t("contract.list")}>
      <ListTable
        caption={t("contract.list")}
        fields={contractFields(t)}
        rows={[...contracts].sort((a, b) => b.from.localeCompare(a.from))}
        rowKey={(one) => one.id}
        empty={<Empty title={t("contract.none")}>{t("contract.none_about")}</Empty>}
      />
    </Panel>
  );
}

function Assignments({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  const assignments = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/assignments", {
    params: { path: { id: employee.id } },
  }).data.items;
  const units = $api.useQuery("get", "/api/v1/org-units", {}, { retry: false });
  const positions = $api.useQuery("get", "/api/v1/positions", {}, { retry: false });
  const names = new Map(
    [
      employee.org_unit,
      employee.position,
      ...(units.data?.items ?? []),
      ...(positions.data?.items ?? []),
    ].map((one) => [one.id, one.name]),
  );
  return (
    <Panel flush title={t("assignment.list")} about={t("assignment.about")}>
      <ListTable
        caption={t("assignment.list")}
        fields={assignmentFields(t, names, employee)}
        rows={[...assignments].sort((a, b) => b.from.localeCompare(a.from))}
        rowKey={(one) => one.id}
        empty={<Empty title={t("assignment.none")} />}
      />
    </Panel>
  );
}

function contractFields(t: TFunction): Field<Contract>[] {
  return [
    {
      key: "kind",
      label: t("contract.kind"),
      phone: "title",
      show: (one) => t(`contract_kind.${one.kind}`),
    },
    {
      key: "period",
      label: t("contract.period"),
      show: (one) => <PeriodText inclusive from={one.from} until={one.until} />,
    },
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
        one.monthly_wage ? (
          <MoneyText amount={one.monthly_wage} />
        ) : (
          <span className="quiet">{t("hidden")}</span>
        ),
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

function assignmentFields(t: TFunction, names: Map<string, string>, employee: Employee): Field<Assignment>[] {
  return [
    {
      key: "position",
      label: t("field.position"),
      phone: "title",
      show: (one) => names.get(one.position_id) ?? "—",
    },
    { key: "unit", label: t("field.unit"), show: (one) => names.get(one.org_unit_id) ?? "—" },
    {
      key: "manager",
      label: t("field.manager"),
      show: (one) =>
        one.manager_id === employee.manager?.id ? (
          <PersonText person={employee.manager} />
        ) : (
          <FormerManager id={one.manager_id} />
        ),
    },
    {
      key: "period",
      label: t("assignment.period"),
      show: (one) => <PeriodText from={one.from} until={one.until} />,
    },
  ];
}

/** A manager of the past, by name where this person may see it. */
function FormerManager({ id }: { id?: string | null }) {
  const manager = $api.useQuery(
    "get",
    "/api/v1/employees/{id}",
    { params: { path: { id: id ?? "" } } },
    { enabled: !!id, retry: false },
  );
  return <PersonText person={manager.data} />;
}
