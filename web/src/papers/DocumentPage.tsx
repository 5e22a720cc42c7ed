import { useTranslation } from "react-i18next";
import { paths } from "../paths";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { PdfView } from "../ui/PdfView";
import { useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";

/** One document, as it is on record. */
export default function DocumentPage() {
  const { t } = useTranslation("papers");
  const me = useMe();
  const id = useId();
  return (
    <Page
      title={t("document")}
      back={me.employee ? { to: paths.papers(), label: t("title") } : undefined}
      narrow
    >
      <Panel>
        <PdfView path={`/api/v1/documents/${id}/file`} fileName={`youju-${id.slice(0, 8)}.pdf`} />
      </Panel>
    </Page>
  );
}
