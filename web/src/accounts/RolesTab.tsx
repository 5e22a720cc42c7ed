import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { Panel } from "../ui/Panel";
import "./accounts.css";
import { columnsOf, may } from "./rolesTable";

/** The one table of who may do what, as the service publishes it. */
export function RolesTab() {
  const { t, i18n } = useTranslation("accounts");
  const rights = $api.useSuspenseQuery("get", "/api/v1/access/roles").data;
  const columns = columnsOf(rights);
  return (
    <Panel flush title={t("tab.roles")} about={t("roles_about")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="roles-scroll" aria-label={t("tab.roles")} tabIndex={0}>
        <table className="roles">
          <thead>
            <tr>
              <th scope="col">{t("action")}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`role.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rights.map((row) => (
              <tr key={row.name}>
                <th scope="row">
                  {i18n.language === "en" ? row.name : row.zh} <code className="mono quiet">{row.name}</code>
                </th>
                {columns.map((column) => (
                  <td key={column}>
                    {may(row, column) && (
                      <span className="good" role="img" aria-label={t("may")}>
                        ●
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
