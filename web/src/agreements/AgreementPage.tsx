import { EditOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Agreement, Me } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Facts } from "../ui/Facts";
import { dateText } from "../ui/format";
import { Go, useGo } from "../ui/Go";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { PdfView } from "../ui/PdfView";
import { AgreementStageTag } from "../ui/stages";
import { Tag } from "../ui/Tag";
import { DateText, InstantText, PersonText, ShaText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import { Agreed } from "./Agreed";
import { AgreementTasks } from "./AgreementTasks";
import "./agreement.css";

/** One agreement: the document itself, its figures, who has signed, and what comes next. */
export default function AgreementPage() {
  const { t, i18n } = useTranslation("agreements");
  const me = useMe();
  const id = useId();
  const agreement = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}", {
    params: { path: { id } },
  }).data;
  return (
    <Page
      title={agreement.title}
      back={{ to: paths.agreements(), label: t("title") }}
      tags={<AgreementStageTag stage={agreement.stage} />}
      about={<PersonText person={agreement.employee} />}
      actions={<SignButton agreement={agreement} me={me} />}
    >
      {agreement.ended_reason && (
        <p className="note warn">{t("ended", { reason: agreement.ended_reason })}</p>
      )}
      {agreement.stage === "expired" && (
        <p className="note warn">
          {t("expired", { date: dateText(agreement.expires_on, i18n.language) ?? "—" })}
        </p>
      )}
      {agreement.review_text && <p className="note">{t("review_said", { text: agreement.review_text })}</p>}
      <div className="grid-aside">
        <Panel>
          <PdfView
            path={`/api/v1/agreements/${id}/document`}
            fileName={`${agreement.title}.pdf`}
            revision={String(agreement.version)}
          />
        </Panel>
        <div className="stack">
          <AgreementTasks agreement={agreement} />
          <Panel title={t("signers")}>
            <Signers agreement={agreement} />
          </Panel>
          <Panel title={t(agreement.terms ? "figures" : "agreed.title")}>
            <Agreed agreement={agreement} />
          </Panel>
          <Panel title={t("facts")}>
            <Facts
              single
              of={[
                [t("kind_label"), t(`agreement_kind.${agreement.kind}`)],
                [t("number"), <span className="number">{agreement.number}</span>],
                [
                  t("expires_on"),
                  agreement.expires_on ? (
                    <DateText date={agreement.expires_on} />
                  ) : (
                    !agreement.terms && t("no_expiry")
                  ),
                ],
                [t("pages"), agreement.pages],
                [t("sha256"), <ShaText sha256={agreement.document_sha256} />],
                [t("created_by"), agreement.created_by_name],
                [t("reviewed_by"), agreement.reviewed_by_name],
                [t("sent_at"), agreement.sent_at && <InstantText at={agreement.sent_at} />],
                [
                  t("case"),
                  agreement.separation_id && (
                    <Go to={paths.separation(agreement.separation_id)}>{t("see_case")}</Go>
                  ),
                ],
                [
                  t("person"),
                  !agreement.separation_id && (
                    <Go to={paths.employee(agreement.employee.id, "contracts")}>{t("see_person")}</Go>
                  ),
                ],
              ]}
            />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Signers({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  return (
    <ul className="signers">
      {agreement.signers.map((signer) => (
        <li key={signer.role}>
          <div className="row between">
            <span>
              <span className="strong">{signer.name}</span>{" "}
              <span className="quiet small">{t(`role_of.${signer.role}`)}</span>
            </span>
            <Tag tone={signer.state === "signed" ? "good" : signer.state === "declined" ? "bad" : "plain"}>
              {t(`signer.${signer.state}`)}
            </Tag>
          </div>
          {signer.signed_at && (
            <p className="quiet small">
              <InstantText at={signer.signed_at} />
            </p>
          )}
        </li>
      ))}
      {agreement.signers.some((signer) => signer.state === "signed") && (
        <li className="small">
          <Go to={paths.verify()}>{t("signing.verify")}</Go>
        </li>
      )}
    </ul>
  );
}

function SignButton({ agreement, me }: { agreement: Agreement; me: Me }) {
  const { t } = useTranslation("agreements");
  const go = useGo();
  const can = useCan();
  const role = isSelf(me, agreement.employee) ? "employee" : can("agreements.sign") ? "employer" : null;
  const own = agreement.signers.find((signer) => signer.role === role);
  if (!own || !["sent", "partly_signed"].includes(agreement.stage) || own.state !== "waiting") return null;
  return (
    <ActionButton
      type="primary"
      icon={<EditOutlined aria-hidden />}
      onClick={() => go(paths.signing(agreement.id))}
    >
      {t(role === "employee" ? "sign" : "seal")}
    </ActionButton>
  );
}
