import "./accounts.css";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { Panel } from "../ui/Panel";
import { readTable } from "./rolesTable";

/** The one table of who may do what, as the service publishes it. */
export function RolesTab() {
  const { t } = useTranslation("accounts");
  const answer = $api.useSuspenseQuery("get", "/api/v1/access/roles").data as unknown;
  const table = readTable(answer);
  return (
    <Panel flush title={t("tab.roles")} about={t("roles_about")}>
      {table ? (
        <div style={{ overflowX: "auto" }}>
          <table className="roles">
            <thead>
              <tr>
                <th scope="col">{t("action")}</th>
                {table.columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`role.${column}`, { defaultValue: column })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.action}>
                  <th scope="row">
                    <code className="mono">{row.action}</code>
                  </th>
                  {table.columns.map((column) => (
                    <td key={column}>{row.may.includes(column) ? <span className="good">●</span> : ""}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <pre className="mono" style={{ padding: 22, overflowX: "auto" }}>
          {JSON.stringify(answer, null, 2)}
        </pre>
      )}
    </Panel>
  );
}
