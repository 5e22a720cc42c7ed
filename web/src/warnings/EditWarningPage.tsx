import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import { paths } from "../paths";
import { useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { useId } from "../ui/usePlace";
import { WarningForm } from "./WarningForm";

/** Change a warning while it is a draft; handed in it stands as it is. */
export default function EditWarningPage() {
  const { t } = useTranslation("warnings");
  const go = useGo();
  const id = useId();
  const path = { params: { path: { id } } };
  const warning = $api.useSuspenseQuery("get", "/api/v1/warnings/{id}", path).data;
  const save = $api.useMutation("put", "/api/v1/warnings/{id}", { onSuccess: () => go(paths.warning(id)) });
  const { employee, level, findings, rules, expectation, valid_months } = warning;
  return (
    <Page
      title={t("edit_of", { name: employee.name })}
      back={{ to: paths.warning(id), label: t("back_to_warning") }}
      narrow
    >
      {warning.stage === "draft" ? (
        <WarningForm
          known={warning}
          initial={{ employee_id: employee.id, level, findings, rules, expectation, valid_months }}
          submit={t("form.save")}
          send={(body) => save.mutateAsync({ ...path, headers: ifMatch(warning), body })}
          onCancel={() => go(paths.warning(id))}
        />
      ) : (
        <p className="note warn">{t("form.locked")}</p>
      )}
    </Page>
  );
}
