import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { may } from "../api/can";
import { download } from "../api/client";
import type { Agreement } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Facts } from "../ui/Facts";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { PdfView } from "../ui/PdfView";
import { ProblemNote } from "../ui/ProblemNote";
import { SigningOrderText } from "../ui/SigningOrderField";
import { Tag } from "../ui/Tag";
import { DateText, InstantText, ShaText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { Agreed } from "./Agreed";
import { AgreementTasks } from "./AgreementTasks";
import { Copies } from "./Copies";
import { PaperCopies } from "./PaperCopies";
import { PaperSignatures } from "./PaperSignatures";

interface DocumentTabProps {
  agreement: Agreement;
  /** Not a witness, and not who merely gets a copy. */
  isParty: boolean;
}

/** The document itself, its figures, who has signed, and what comes next. */
export function DocumentTab({ agreement, isParty }: DocumentTabProps) {
  const { t } = useTranslation("agreements");
  const signedHere = agreement.stage === "signed" && !agreement.on_paper;
  return (
    <div className="grid-aside">
      <Panel>
        <PdfView
          path={`/api/v1/agreements/${agreement.id}/document`}
          fileName={`${agreement.title}.pdf`}
          revision={String(agreement.version)}
        />
      </Panel>
      <div className="stack">
        <AgreementTasks agreement={agreement} />
        <Panel title={t("signers")}>
          <Signers agreement={agreement} />
          {signedHere && <CompletionCertificate agreement={agreement} />}
        </Panel>
        {isParty && <Copies agreement={agreement} />}
        {isParty && signedHere && <PaperCopies agreement={agreement} />}
        {isParty && <PaperSignatures agreement={agreement} />}
        <Panel title={t(agreement.terms ? "figures" : "agreed.title")}>
          <Agreed agreement={agreement} />
        </Panel>
        <Panel title={t("facts")}>
          <Facts
            single
            of={[
              [t("kind_label"), t(`agreement_kind.${agreement.kind}`)],
              [t("number"), <span className="number">{agreement.number}</span>],
              [t("template"), agreement.template && <FromTemplate template={agreement.template} />],
              [
                t("expires_on"),
                agreement.expires_on ? (
                  <DateText date={agreement.expires_on} />
                ) : (
                  !agreement.terms && t("no_expiry")
                ),
              ],
              [t("signing_order.label"), <SigningOrderText order={agreement.signing_order} />],
              [t("pages"), agreement.pages],
              [t("sha256"), <ShaText sha256={agreement.document_sha256} />],
              [t("created_by"), agreement.created_by_name],
              [t("reviewed_by"), agreement.reviewed_by_name],
              [t("sent_at"), agreement.sent_at && <InstantText at={agreement.sent_at} />],
              [
                t("case"),
                isParty && agreement.separation_id && (
                  <Go to={paths.separation(agreement.separation_id)}>{t("see_case")}</Go>
                ),
              ],
              [
                t("person"),
                isParty && !agreement.separation_id && (
                  <Go to={paths.employee(agreement.employee.id, "contracts")}>{t("see_person")}</Go>
                ),
              ],
            ]}
          />
        </Panel>
      </div>
    </div>
  );
}

/** The text it was written from, for those who keep templates a way to it. */
function FromTemplate({ template }: { template: NonNullable<Agreement["template"]> }) {
  const { t } = useTranslation("agreements");
  const { id, name, number } = template;
  const words = t("template_version", { name, number });
  return may(useMe(), "templates.read") ? <Go to={paths.template(id, number)}>{words}</Go> : words;
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
            <SignerTag state={agreement.on_paper ? "on_paper" : signer.state} />
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

const SIGNER_TONES = { waiting: "plain", signed: "good", on_paper: "good", declined: "bad" } as const;

function SignerTag({ state }: { state: keyof typeof SIGNER_TONES }) {
  const { t } = useTranslation("agreements");
  return <Tag tone={SIGNER_TONES[state]}>{t(`signer.${state}`)}</Tag>;
}

/** Made by the service when both have signed; whoever may read the agreement may take it. */
function CompletionCertificate({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const take = useMutation({
    mutationFn: () =>
      download(
        `/api/v1/agreements/${agreement.id}/certificate`,
        `${t("certificate_name")} ${agreement.number}.pdf`,
      ),
  });
  return (
    <div className="stack tight agreement-certificate">
      <ActionButton
        icon={<DownloadOutlined aria-hidden />}
        loading={take.isPending}
        onClick={() => take.mutate()}
      >
        {t("certificate")}
      </ActionButton>
      <p className="quiet small">{t("certificate_about")}</p>
      <ProblemNote problem={take.error} />
    </div>
  );
}
