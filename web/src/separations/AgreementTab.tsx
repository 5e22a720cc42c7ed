import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api } from "../api/client";
import type { Agreement, Separation, SeparationAgreementDraft } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Empty } from "../ui/Empty";
import { Go, useGo } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { ServerForm } from "../ui/ServerForm";
import { SigningOrderField } from "../ui/SigningOrderField";
import { AgreementStageTag } from "../ui/stages";
import { Tag } from "../ui/Tag";
import { InstantText, ShaText } from "../ui/Text";
import { useMe } from "../ui/useMe";

/** The agreement that the accepted proposal becomes. */
export function AgreementTab({ separation }: { separation: Separation }) {
  if (!separation.agreement_id) return <NotYet separation={separation} />;
  return <Known separation={separation} id={separation.agreement_id} />;
}

function NotYet({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const me = useMe();
  const go = useGo();
  const write = $api.useMutation("post", "/api/v1/separations/{id}/agreement", {
    onSuccess: (agreement) => go(paths.agreement(agreement.id)),
  });
  const writes = hasRole(me, "hr");
  if (writes && separation.stage === "agreed") {
    return (
      <Panel title={t("agreement.write")} about={t("agreement.none_about")}>
        <ServerForm<SeparationAgreementDraft>
          initialValues={{ signing_order: "any" }}
          send={(body) => write.mutateAsync({ params: { path: { id: separation.id } }, body })}
          submit={t("agreement.write")}
        >
          <SigningOrderField />
        </ServerForm>
      </Panel>
    );
  }
  return (
    <Panel>
      <Empty
        title={t("agreement.none")}
        action={
          writes && (
            <ActionButton type="primary" why={t("agreement.why_not")}>
              {t("agreement.write")}
            </ActionButton>
          )
        }
      >
        {t("agreement.none_about")}
      </Empty>
    </Panel>
  );
}

/** Stages in which it came to nothing, and another may be drafted. */
const OVER: Agreement["stage"][] = ["declined", "voided", "expired"];

function Known({ separation, id }: { separation: Separation; id: string }) {
  const { t } = useTranslation("separations");
  const agreement = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}", {
    params: { path: { id } },
  }).data;
  return (
    <div className="stack">
      <Panel
        title={<Go to={paths.agreement(id)}>{agreement.title}</Go>}
        extra={<AgreementStageTag stage={agreement.stage} />}
      >
        <p className="quiet small row">
          <span>{t("agreement.pages", { count: agreement.pages })}</span>
          <ShaText sha256={agreement.document_sha256} />
        </p>
        <ul style={{ marginTop: 12 }} className="stack tight">
          {agreement.signers.map((signer) => (
            <li key={signer.role} className="row">
              <Tag tone={signer.state === "signed" ? "good" : signer.state === "declined" ? "bad" : "warn"}>
                {t(`agreement.signer.${signer.state}`)}
              </Tag>
              <span>
                {t(`side.${signer.role}`)} · {signer.name}
              </span>
              {signer.signed_at && (
                <span className="quiet small">
                  <InstantText at={signer.signed_at} />
                </span>
              )}
            </li>
          ))}
        </ul>
        <p style={{ marginTop: 14 }}>
          <Go to={paths.agreement(id)}>{t("agreement.open")}</Go>
        </p>
      </Panel>
      {OVER.includes(agreement.stage) && separation.stage === "agreed" && <NotYet separation={separation} />}
    </div>
  );
}
