import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { Empty } from "../ui/Empty";
import { Panel } from "../ui/Panel";
import { PaperList } from "../ui/PaperList";

export function DocumentsTab({ id }: { id: string }) {
  const { t } = useTranslation("employees");
  const papers = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/documents", {
    params: { path: { id }, query: { limit: 200 } },
  }).data.items;
  return (
    <Panel flush>
      <PaperList
        papers={papers}
        empty={<Empty title={t("documents.none")}>{t("documents.none_about")}</Empty>}
      />
    </Panel>
  );
}
