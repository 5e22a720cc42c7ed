import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Employee } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Go } from "../ui/Go";
import { LegalHolds, PlaceHoldDrawer } from "../ui/LegalHolds";
import { Panel } from "../ui/Panel";
import { InstantText } from "../ui/Text";

/** Disputes with this person, and the holds on their records. */
export function DisputesPanel({ employee, handles }: { employee: Employee; handles: boolean }) {
  const { t } = useTranslation("employees");
  const query = { employee_id: employee.id, limit: 50 };
  const disputes = $api.useSuspenseQuery("get", "/api/v1/disputes", { params: { query } }).data.items;
  if (!handles && disputes.length === 0) return null;
  return (
    <Panel title={t("disputes.title")}>
      {disputes.length === 0 ? (
        <p className="quiet">{t("disputes.none")}</p>
      ) : (
        <ul className="stack tight">
          {disputes.map((one) => (
            <li key={one.id} className="row between">
              <Go to={paths.dispute(one.id)}>
                {one.number} {one.tribunal}
              </Go>
              <span className="quiet small">
                <InstantText at={one.opened_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {handles && (
        <p style={{ marginTop: 8 }}>
          <Go to={paths.newDispute({ employee: employee.id })}>{t("disputes.open")}</Go>
        </p>
      )}
      {handles && <Holds employee={employee} />}
    </Panel>
  );
}

function Holds({ employee }: { employee: Employee }) {
  const { t } = useTranslation();
  const [placing, setPlacing] = useState(false);
  const query = { employee_id: employee.id, limit: 50 };
  const holds = $api.useSuspenseQuery("get", "/api/v1/legal-holds", { params: { query } }).data.items;
  return (
    <div style={{ marginTop: 16 }}>
      <div className="row between">
        <h3>{t("hold.title")}</h3>
        <ActionButton size="small" onClick={() => setPlacing(true)}>
          {t("hold.place")}
        </ActionButton>
      </div>
      <LegalHolds holds={holds} />
      <PlaceHoldDrawer employeeId={employee.id} open={placing} onClose={() => setPlacing(false)} />
    </div>
  );
}
