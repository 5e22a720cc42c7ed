import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { useEmployeeInAddress } from "../employees/useEmployeeInAddress";
import { paths } from "../paths";
import { useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { useSearch } from "../ui/usePlace";
import { PlanForm } from "./PlanForm";

/** Begin a plan, from an alert or a review as a rule. */
export default function NewPlanPage() {
  const { t } = useTranslation("plans");
  const go = useGo();
  const [search] = useSearch();
  const employee = useEmployeeInAddress();
  const create = $api.useMutation("post", "/api/v1/improvement-plans", {
    onSuccess: (plan) => go(paths.plan(plan.id), { replace: true }),
  });
  const initial = {
    employee_id: search.employee_id,
    review_id: search.review_id,
    alert_id: search.alert_id,
  };
  return (
    <Page
      title={employee ? t("begin_for", { name: employee.name }) : t("begin")}
      about={t("form.about")}
      back={{ to: paths.plans(), label: t("title") }}
      narrow
    >
      <PlanForm
        initial={initial}
        submit={t("form.save_draft")}
        send={(body) => create.mutateAsync({ body })}
        onCancel={() => go(paths.plans())}
      />
    </Page>
  );
}
