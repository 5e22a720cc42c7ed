import { useTranslation } from "react-i18next";
import { paths } from "../paths";
import { Go } from "./Go";

/** No page has this address. */
export function MissingPage() {
  const { t } = useTranslation();
  return (
    <main className="lone">
      <h1>{t("missing_page.title")}</h1>
      <p className="quiet">{t("missing_page.text")}</p>
      <Go to={paths.home()}>{t("missing_page.home")}</Go>
    </main>
  );
}
