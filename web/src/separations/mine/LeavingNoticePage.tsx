import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { EmployeeRef } from "../../api/types";
import { paths } from "../../paths";
import { Empty } from "../../ui/Empty";
import { Page } from "../../ui/Page";
import { Alone, Panel } from "../../ui/Panel";
import { useMe } from "../../ui/useMe";
import { useSearch } from "../../ui/usePlace";
import { earliestAfterResignation, inProbation } from "../noticeDates";
import { FaultForm } from "./FaultForm";
import { ResignationForm } from "./ResignationForm";

/** Give one's own notice: resign, or end it for the employer's fault. */
export default function LeavingNoticePage() {
  const { t } = useTranslation("leaving");
  const me = useMe();
  const [search] = useSearch();
  const fault = search.kind === "fault";
  return (
    <Page
      title={t(fault ? "fault.title" : "resignation.title")}
      about={t(fault ? "fault.about" : "resignation.about")}
      back={{ to: paths.leaving(), label: t("title") }}
      narrow
    >
      {!me.employee ? (
        <Panel>
          <Empty title={t("no_employee")}>{t("no_employee_about")}</Empty>
        </Panel>
      ) : fault ? (
        <FaultForm />
      ) : (
        <Alone>
          <Resignation employee={me.employee} />
        </Alone>
      )}
    </Page>
  );
}

function Resignation({ employee }: { employee: EmployeeRef }) {
  const { today } = useMe();
  const contracts = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/contracts", {
    params: { path: { id: employee.id } },
  }).data.items;
  return (
    <ResignationForm
      earliest={earliestAfterResignation(today, contracts)}
      probation={inProbation(contracts, today)}
    />
  );
}
