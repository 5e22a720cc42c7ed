import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { useEmployeeInAddress } from "../employees/useEmployeeInAddress";
import { paths } from "../paths";
import { useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { useSearch } from "../ui/usePlace";
import { WarningForm } from "./WarningForm";

/** Begin a warning, from a person's page as a rule. */
export default function NewWarningPage() {
  const { t } = useTranslation("warnings");
  const go = useGo();
  const [search] = useSearch();
  const employee = useEmployeeInAddress();
  const create = $api.useMutation("post", "/api/v1/warnings", {
    onSuccess: (warning) => go(paths.warning(warning.id), { replace: true }),
  });
  return (
    <Page
      title={employee ? t("begin_for", { name: employee.name }) : t("begin")}
      about={t("form.about")}
      back={{ to: paths.warnings(), label: t("title") }}
      narrow
    >
      <WarningForm
        employee={employee}
        initial={{ employee_id: search.employee_id }}
        submit={t("form.save_draft")}
        send={(body) => create.mutateAsync({ body })}
        onCancel={() => go(paths.warnings())}
      />
    </Page>
  );
}
