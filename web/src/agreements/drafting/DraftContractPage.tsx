import { useTranslation } from "react-i18next";
import { isSelf } from "../../api/can";
import { $api } from "../../api/client";
import type { Employee } from "../../api/types";
import { paths } from "../../paths";
import { givesContracts } from "../../templates/kinds";
import { Empty } from "../../ui/Empty";
import { Go } from "../../ui/Go";
import { Page } from "../../ui/Page";
import { Alone, Panel } from "../../ui/Panel";
import { PersonText } from "../../ui/Text";
import { useMe } from "../../ui/useMe";
import { useId } from "../../ui/usePlace";
import "../agreement.css";
import { DraftForm } from "./DraftForm";

/** A contract with somebody, written from a released template of the employer. */
export default function DraftContractPage() {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const id = useId();
  const employee = $api.useSuspenseQuery("get", "/api/v1/employees/{id}", { params: { path: { id } } }).data;
  return (
    <Page
      title={t("draft.title")}
      back={{ to: paths.employee(id), label: t("draft.back") }}
      about={
        <>
          <PersonText person={employee} /> · {t("draft.about")}
        </>
      }
      narrow
    >
      {isSelf(me, employee) ? (
        <p className="note warn">{t("draft.own")}</p>
      ) : (
        <Alone>
          <Draft employee={employee} />
        </Alone>
      )}
    </Page>
  );
}

function Draft({ employee }: { employee: Employee }) {
  const { t } = useTranslation("agreements");
  const templates = $api.useSuspenseQuery("get", "/api/v1/templates", {
    params: { query: { legal_entity_id: employee.legal_entity_id, limit: 200 } },
  }).data.items;
  const contracts = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/contracts", {
    params: { path: { id: employee.id } },
  }).data.items;
  const released = templates.filter(givesContracts);
  if (released.length === 0) {
    return (
      <Panel>
        <Empty title={t("draft.none")} action={<Go to={paths.templates()}>{t("draft.see_templates")}</Go>}>
          {t("draft.none_about")}
        </Empty>
      </Panel>
    );
  }
  return <DraftForm employee={employee} templates={released} contracts={contracts} />;
}
