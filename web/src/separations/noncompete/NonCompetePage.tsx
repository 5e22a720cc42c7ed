import { useTranslation } from "react-i18next";
import { hasRole, isSelf } from "../../api/can";
import { $api } from "../../api/client";
import { paths } from "../../paths";
import { Go } from "../../ui/Go";
import { Page } from "../../ui/Page";
import { useMe } from "../../ui/useMe";
import { useId } from "../../ui/usePlace";
import { Duty } from "./Duty";

/** One duty, for payroll as for the others: payroll does not see the case it comes from. */
export default function NonCompetePage() {
  const { t } = useTranslation("exit");
  const me = useMe();
  const id = useId();
  const duty = $api.useSuspenseQuery("get", "/api/v1/non-competes/{id}", { params: { path: { id } } }).data;
  const self = isSelf(me, duty.employee);
  return (
    <Page
      title={self ? t("duty.title") : t("duties.of", { name: duty.employee.name })}
      back={{
        to: self ? paths.leaving() : paths.nonCompetes(),
        label: t(self ? "duties.mine" : "duties.title"),
      }}
      about={duty.case_number}
      actions={
        (self || hasRole(me, "hr", "legal")) && (
          <Go to={paths.separation(duty.separation_id, "non_compete")}>{t("duties.to_case")}</Go>
        )
      }
    >
      <Duty duty={duty} self={self} />
    </Page>
  );
}
