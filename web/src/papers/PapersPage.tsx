import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { EmployeeRef } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { PaperList } from "../ui/PaperList";
import { AgreementStageTag } from "../ui/stages";
import { useMe } from "../ui/useMe";

/** One's own papers: agreements to sign and signed, notices, results, the certificate. Kept after leaving. */
export default function PapersPage() {
  const { t } = useTranslation("papers");
  const me = useMe();
  return (
    <Page title={t("title")} about={t("about")}>
      {me.employee ? (
        <>
          <Alone>
            <Agreements employee={me.employee} />
          </Alone>
          <Alone>
            <Papers employee={me.employee} />
          </Alone>
        </>
      ) : (
        <Panel>
          <Empty title={t("no_employee")}>{t("no_employee_about")}</Empty>
        </Panel>
      )}
    </Page>
  );
}

function Agreements({ employee }: { employee: EmployeeRef }) {
  const { t } = useTranslation("papers");
  const all = $api.useSuspenseQuery("get", "/api/v1/agreements", {
    params: { query: { employee_id: employee.id, limit: 50 } },
  }).data.items;
  const agreements = all.filter((one) => one.employee.id === employee.id);
  if (agreements.length === 0) return null;
  return (
    <Panel title={t("agreements")}>
      <ul className="stack tight">
        {agreements.map((one) => (
          <li key={one.id} className="row between">
            <Go to={paths.agreement(one.id)} className="strong">
              {one.title}
            </Go>
            <AgreementStageTag stage={one.stage} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Papers({ employee }: { employee: EmployeeRef }) {
  const { t } = useTranslation("papers");
  const papers = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/documents", {
    params: { path: { id: employee.id }, query: { limit: 200 } },
  }).data.items;
  return (
    <Panel flush title={t("papers")}>
      <PaperList papers={papers} empty={<Empty title={t("none")}>{t("none_about")}</Empty>} />
    </Panel>
  );
}
