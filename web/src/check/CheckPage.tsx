import { useTranslation } from "react-i18next";
import { paths } from "../paths";
import { LanguageSwitch } from "../session/LanguageSwitch";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Wordmark } from "../ui/shell/Wordmark";
import { expectedOf } from "./expected";
import { SignedFileCheck } from "./SignedFileCheck";

/** Check a signed PDF, for anyone. */
export default function CheckPage() {
  const { t } = useTranslation("check");
  return (
    <div className="check">
      <header className="check-top">
        <Wordmark small />
        <nav className="row">
          <LanguageSwitch />
          <Go to={paths.signIn()}>{t("sign_in")}</Go>
        </nav>
      </header>
      <main>
        <Page title={t("title")} about={t("about")} narrow>
          <SignedFileCheck expected={expectedOf(window.location.search)} />
        </Page>
      </main>
    </div>
  );
}
