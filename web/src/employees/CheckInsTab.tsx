import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { relationTo } from "../api/can";
import { $api } from "../api/client";
import type { Employee } from "../api/types";
import { paths } from "../paths";
import { CheckInCard } from "../ui/CheckInCard";
import { Empty } from "../ui/Empty";
import { useGo } from "../ui/Go";
import { useCan, useMe } from "../ui/useMe";

export function CheckInsTab({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  const me = useMe();
  const can = useCan();
  const go = useGo();
  const held = $api.useSuspenseQuery("get", "/api/v1/check-ins", {
    params: { query: { employee_id: employee.id, limit: 100 } },
  }).data.items;
  const add = can("check_ins.write", relationTo(me, employee)) && (
    <Button type="primary" onClick={() => go(`${paths.checkIns()}?new=${employee.id}`)}>
      {t("act.check_in")}
    </Button>
  );
  if (held.length === 0) {
    return (
      <Empty title={t("check_ins.none")} action={add}>
        {t("check_ins.none_about")}
      </Empty>
    );
  }
  return (
    <div className="stack">
      {add && <div>{add}</div>}
      {held.map((checkIn) => (
        <CheckInCard key={checkIn.id} checkIn={checkIn} />
      ))}
    </div>
  );
}
