import { useTranslation } from "react-i18next";
import type { EmployeeRef, LegalHold } from "../api/types";
import { paths } from "../paths";
import { Go } from "../ui/Go";
import { LegalHolds } from "../ui/LegalHolds";
import { Panel } from "../ui/Panel";

/** The holds on this person's records. */
export function HoldsPanel({ holds, employee }: { holds: LegalHold[]; employee: EmployeeRef }) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t("hold.title")}
      about={t("hold.about")}
      extra={<Go to={paths.employee(employee.id)}>{t("hold.see_person")}</Go>}
    >
      <LegalHolds holds={holds} />
    </Panel>
  );
}
