import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import { passkeysWork } from "../api/passkey";
import { paths } from "../paths";
import { Page } from "../ui/Page";
import { useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import { Ceremony, hasSigned } from "./Ceremony";

/** Signing, for whichever side the signed-in person stands on. */
export default function SigningPage() {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const id = useId();
  const agreement = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}", {
    params: { path: { id } },
  }).data;
  const side = isSelf(me, agreement.employee) ? "employee" : "employer";
  const back = { to: paths.agreement(id), label: t("back_to_agreement") };
  return (
    <Page title={agreement.title} back={hasSigned(agreement, side) ? undefined : back} narrow>
      <Ceremony agreement={agreement} side={side} hasPasskey={me.passkeys > 0 && passkeysWork()} />
    </Page>
  );
}
