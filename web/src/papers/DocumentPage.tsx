import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { pathOfResource, paths } from "../paths";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { PdfView } from "../ui/PdfView";
import { InstantText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";

/** One document, as it is on record, and the way back to what it belongs to. */
export default function DocumentPage() {
  const { t } = useTranslation("papers");
  const me = useMe();
  const id = useId();
  const paper = $api.useSuspenseQuery("get", "/api/v1/documents/{id}", { params: { path: { id } } }).data;
  const own = me.employee?.id === paper.employee_id;
  const about = own ? null : pathOfResource(paper.resource_type, paper.resource_id);
  const back = about
    ? { to: about, label: t(`of.${paper.resource_type}`) }
    : { to: paths.papers(), label: t("title") };
  return (
    <Page title={paper.title} about={<InstantText at={paper.created_at} />} back={back} narrow>
      <Panel>
        <PdfView path={`/api/v1/documents/${id}/file`} fileName={`${paper.title}.pdf`} />
      </Panel>
    </Page>
  );
}
