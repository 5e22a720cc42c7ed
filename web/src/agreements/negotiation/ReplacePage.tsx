import { useTranslation } from "react-i18next";
import { isSelf } from "../../api/can";
import { $api } from "../../api/client";
import type { Agreement, AgreementFacts } from "../../api/types";
import { paths } from "../../paths";
import { Page } from "../../ui/Page";
import { Alone } from "../../ui/Panel";
import { PersonText } from "../../ui/Text";
import { useMe } from "../../ui/useMe";
import { useId } from "../../ui/usePlace";
import "../agreement.css";
import "./negotiation.css";
import { mayBeReplaced } from "./negotiation";
import { ReplaceForm } from "./ReplaceForm";

/** The next agreement in the place of one that both have not signed. */
export default function ReplacePage() {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const id = useId();
  const agreement = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}", {
    params: { path: { id } },
  }).data;
  const { facts, template } = agreement;
  return (
    <Page
      title={t("negotiation.replace_title")}
      back={{ to: paths.agreement(id), label: t("back_to_agreement") }}
      about={
        <>
          <PersonText person={agreement.employee} /> ·{" "}
          {t("negotiation.replace_about", { number: agreement.number })}
        </>
      }
      narrow
    >
      {isSelf(me, agreement.employee) ? (
        <p className="note warn">{t("negotiation.replace_own")}</p>
      ) : !mayBeReplaced(agreement) || !facts || !template ? (
        <p className="note warn">
          {t("negotiation.replace_closed", { stage: t(`stage.agreement.${agreement.stage}`) })}
        </p>
      ) : (
        <Alone>
          <Replacing agreement={agreement} facts={facts} template={template} />
        </Alone>
      )}
    </Page>
  );
}

interface ReplacingProps {
  agreement: Agreement;
  facts: AgreementFacts;
  template: NonNullable<Agreement["template"]>;
}

function Replacing({ agreement, facts, template }: ReplacingProps) {
  const path = { params: { path: { id: agreement.id } } };
  const text = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/text", path).data;
  const comments = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/comments", path).data.items;
  const versions = $api.useSuspenseQuery("get", "/api/v1/templates/{id}", {
    params: { path: { id: template.id } },
  }).data.versions;
  const released = versions.find((version) => version.stage === "released")?.number;
  return (
    <ReplaceForm
      agreement={agreement}
      facts={facts}
      template={template}
      newest={released && released > template.number ? released : null}
      amendments={text.amendments}
      comments={comments}
    />
  );
}
