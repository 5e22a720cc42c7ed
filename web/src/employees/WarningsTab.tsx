import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { relationTo } from "../api/can";
import { $api } from "../api/client";
import type { Employee } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { useGo } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { useCan, useMe } from "../ui/useMe";
import { WarningList } from "../ui/WarningList";

/** A person's warnings, also those that no longer count. */
export function WarningsTab({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  const me = useMe();
  const can = useCan();
  const go = useGo();
  const relation = relationTo(me, employee);
  const warnings = $api.useSuspenseQuery("get", "/api/v1/warnings", {
    params: { query: { employee_id: employee.id, limit: 100 } },
  }).data.items;
  const add = can("warnings.write", relation) && !relation.self && employee.state === "active" && (
    <Button onClick={() => go(paths.newWarning(employee.id))}>{t("act.warning")}</Button>
  );
  if (warnings.length === 0) {
    return (
      <Empty title={t("warnings.none")} action={add}>
        {t("warnings.none_about")}
      </Empty>
    );
  }
  return (
    <div className="stack">
      {add && <div>{add}</div>}
      <Panel flush>
        <WarningList warnings={warnings} empty={null} />
      </Panel>
    </div>
  );
}
