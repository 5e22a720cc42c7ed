import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { passkeysWork } from "../api/passkey";
import { paths } from "../paths";
import { Page } from "../ui/Page";
import { useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import { Ceremony, hasSigned } from "./Ceremony";
import { ownRole } from "./turn";

/** Signing, as whatever the signed-in person is in this agreement. */
export default function SigningPage() {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const id = useId();
  const agreement = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}", {
    params: { path: { id } },
  }).data;
  const role = ownRole(agreement, me);
  const back = { to: paths.agreement(id), label: t("back_to_agreement") };
  return (
    <Page title={agreement.title} back={hasSigned(agreement, role) ? undefined : back} narrow>
      <Ceremony agreement={agreement} signsAs={role} hasPasskey={me.passkeys > 0 && passkeysWork()} />
    </Page>
  );
}
