import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { relationTo } from "../api/can";
import type { Employee } from "../api/types";
import { paths } from "../paths";
import { useGo } from "../ui/Go";
import { useCan, useMe } from "../ui/useMe";
import { AssignmentDrawer, ContractDrawer } from "./ChangeDrawers";

/** What may be begun from a person's page. */
export function EmployeeActions({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  const me = useMe();
  const can = useCan();
  const go = useGo();
  const [open, setOpen] = useState<"assignment" | "contract" | null>(null);
  const relation = relationTo(me, employee);
  const hr = can("employees.write");
  const active = employee.state === "active";
  return (
    <>
      {can("check_ins.write", relation) && active && (
        <Button onClick={() => go(`${paths.checkIns()}?new=${employee.id}`)}>{t("act.check_in")}</Button>
      )}
      {can("plans.write", relation) && active && (
        <Button onClick={() => go(paths.newPlan({ employee_id: employee.id }))}>{t("act.plan")}</Button>
      )}
      {can("agreements.prepare") && active && !relation.self && (
        <Button onClick={() => go(paths.newContract(employee.id))}>{t("act.agreement")}</Button>
      )}
      {relation.self && active && <Button onClick={() => go(paths.leaving())}>{t("act.leaving")}</Button>}
      {hr && active && (
        <Dropdown
          menu={{
            items: [
              { key: "assignment", label: t("act.assignment"), onClick: () => setOpen("assignment") },
              { key: "contract", label: t("act.contract"), onClick: () => setOpen("contract") },
              ...(relation.self
                ? []
                : [
                    { type: "divider" as const },
                    {
                      key: "separation",
                      label: t("act.separation"),
                      onClick: () => go(paths.newSeparation({ employee: employee.id })),
                    },
                  ]),
            ],
          }}
        >
          <Button>{t("act.more")}</Button>
        </Dropdown>
      )}
      <AssignmentDrawer employee={employee} open={open === "assignment"} onClose={() => setOpen(null)} />
      <ContractDrawer employee={employee} open={open === "contract"} onClose={() => setOpen(null)} />
    </>
  );
}
