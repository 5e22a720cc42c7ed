import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import { paths } from "../paths";
import { useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { useId } from "../ui/usePlace";
import { PlanForm } from "./PlanForm";

/** Change a plan while it is a draft; once published it stands. */
export default function EditPlanPage() {
  const { t } = useTranslation("plans");
  const go = useGo();
  const id = useId();
  const path = { params: { path: { id } } };
  const plan = $api.useSuspenseQuery("get", "/api/v1/improvement-plans/{id}", path).data;
  const save = $api.useMutation("put", "/api/v1/improvement-plans/{id}", {
    onSuccess: () => go(paths.plan(id)),
  });
  const { employee, mentor, review_id, alert_id, from, until, reason, change_of_post } = plan;
  const { goals, training, planned_check_ins } = plan;
  return (
    <Page
      title={t("edit_of", { name: employee.name })}
      back={{ to: paths.plan(id), label: t("back_to_plan") }}
      narrow
    >
      {plan.stage === "draft" ? (
        <PlanForm
          known={plan}
          initial={{
            employee_id: employee.id,
            mentor_id: mentor?.id,
            review_id,
            alert_id,
            from,
            until,
            reason,
            change_of_post,
            goals,
            training,
            planned_check_ins,
          }}
          submit={t("form.save")}
          send={(body) => save.mutateAsync({ ...path, headers: ifMatch(plan), body })}
          onCancel={() => go(paths.plan(id))}
        />
      ) : (
        <p className="note warn">{t("form.locked")}</p>
      )}
    </Page>
  );
}
