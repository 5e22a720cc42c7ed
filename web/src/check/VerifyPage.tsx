import { useTranslation } from "react-i18next";
import { Page } from "../ui/Page";
import { SignedFileCheck } from "./SignedFileCheck";

/** Check a signed PDF, inside the shell. */
export default function VerifyPage() {
  const { t } = useTranslation("check");
  return (
    <Page title={t("title")} about={t("about")} narrow>
      <SignedFileCheck />
    </Page>
  );
}
