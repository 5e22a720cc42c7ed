import { useTranslation } from "react-i18next";
import { relationTo } from "../api/can";
import type { Employee } from "../api/types";
import { Facts } from "../ui/Facts";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { DateText, PersonText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { CircumstancesPanel } from "./CircumstancesPanel";
import { DisputesPanel } from "./DisputesPanel";
import { SensitivePanel } from "./SensitivePanel";
import { TimelineTab } from "./TimelineTab";

export function OverviewTab({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  const me = useMe();
  const can = useCan();
  const relation = relationTo(me, employee);
  const self = !!relation.self;
  const sees = (permission: string) => can(permission, relation);
  return (
    <div className={sees("documents.read") ? "grid-aside" : ""}>
      <div className="stack">
        <Panel title={t("overview.job")}>
          <Facts
            of={[
              [t("field.unit"), employee.org_unit?.name],
              [t("field.position"), employee.position?.name],
              [t("field.manager"), <PersonText person={employee.manager} link={!self} />],
              [t("field.hired_on"), <DateText date={employee.hired_on} />],
              [t("field.left_on"), employee.left_on && <DateText date={employee.left_on} />],
              [t("field.contract_ends_on"), <DateText date={employee.contract_ends_on} />],
              [t("field.work_city"), employee.work_city],
            ]}
          />
        </Panel>
        <Panel title={t("overview.person")}>
          <Facts
            of={[
              [t("field.gender"), t(`gender.${employee.gender}`)],
              [
                t("field.phone"),
                employee.phone_masked && <span className="number">{employee.phone_masked}</span>,
              ],
              [t("field.email"), employee.email],
              [
                t("field.account"),
                employee.account ? (
                  <>
                    {employee.account.login}{" "}
                    <Tag tone={employee.account.active ? "good" : "warn"}>
                      {t(employee.account.active ? "account.active" : "account.waiting")}
                    </Tag>
                  </>
                ) : (
                  t("account.none")
                ),
              ],
            ]}
          />
        </Panel>
        {sees("employees.sensitive") && <SensitivePanel id={employee.id} self={self} />}
        {sees("disputes.read") && (
          <DisputesPanel employee={employee} handles={!self && sees("disputes.manage")} />
        )}
        {sees("circumstances.read") && (
          <CircumstancesPanel id={employee.id} mayEdit={sees("circumstances.write")} />
        )}
      </div>
      {sees("documents.read") && (
        <Panel title={t("overview.latest")}>
          <TimelineTab id={employee.id} latest />
        </Panel>
      )}
    </div>
  );
}
