import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { spoken } from "../i18n/i18n";
import { Facts } from "../ui/Facts";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { InstantText } from "../ui/Text";
import type { Report, SignatureReport } from "./verifier/report";

/** The judgement in one sentence, what is wrong, and each signature. */
export function Verdict({ name, report }: { name: string; report: Report }) {
  const { t, i18n } = useTranslation("check");
  const headline = headlineOf(report);
  const tone = headline === "valid" ? "good" : headline === "valid_open" ? "warn" : "bad";
  const Mark = { good: CheckCircleFilled, warn: ExclamationCircleFilled, bad: CloseCircleFilled }[tone];
  return (
    <>
      <div className={`note ${tone} check-verdict`} role="status">
        <Mark aria-hidden />
        <div className="grow">
          <p className="check-headline">{t(`verdict.${headline}`, { count: signed(report).length })}</p>
          <p className="small prose">{name}</p>
        </div>
      </div>
      {report.problems.length > 0 && (
        <Panel title={t("wrong")}>
          <ul className="check-limits">
            {report.problems.map((problem, index) => (
              <li key={index}>{spoken(problem, i18n.language)}</li>
            ))}
          </ul>
        </Panel>
      )}
      {report.unsigned.length > 0 && (
        <p className="note warn">
          {t("unsigned", {
            fields: report.unsigned
              .map((field) => t(`field.${field}`, field))
              .join(i18n.language === "en" ? ", " : "、"),
          })}
        </p>
      )}
      {report.signatures.map((signature) => (
        <SignatureCard key={signature.field} signature={signature} />
      ))}
    </>
  );
}

function SignatureCard({ signature }: { signature: SignatureReport }) {
  const { t, i18n } = useTranslation("check");
  const isStamp = signature.kind === "document_timestamp";
  const role = isStamp ? t("kind.document_timestamp") : t(`field.${signature.field}`, signature.field);
  const when = isStamp ? "when_stamped" : signature.timestamped_at ? "when" : "when_claimed";
  const bytes = signature.covered_bytes.toLocaleString(i18n.language);
  const added = signature.changes.map((change) => spoken(change, i18n.language));
  return (
    <Panel
      title={signature.signer || t("no_name")}
      about={role}
      extra={
        <div className="row">
          {(["intact", "trusted"] as const).map((claim) => (
            <Tag key={claim} tone={signature[claim] ? "good" : "bad"}>
              {t(`${claim}.${signature[claim] ? "yes" : "no"}`)}
            </Tag>
          ))}
        </div>
      }
    >
      <div className="check-facts">
        <Facts
          of={[
            [t(when), <InstantText key="when" at={signature.timestamped_at ?? signature.signed_at} />],
            [t("stamped_by"), isStamp ? null : signature.timestamped_by],
            [t("issuer"), signature.issuer],
            [t("covers"), signature.covers_whole_file ? t("covers_all") : t("covers_part", { bytes })],
            [t("added"), added.join(i18n.language === "en" ? "; " : "；")],
          ]}
        />
      </div>
    </Panel>
  );
}

type Headline = "valid" | "valid_open" | "changed" | "invalid" | "unsigned";

/** What people signed: a document timestamp says when, not that somebody agreed. */
const signed = ({ signatures }: Report) => signatures.filter((one) => one.kind === "signature");

/** Which sentence says it best. */
function headlineOf(report: Report): Headline {
  const { verdict, signatures, unsigned } = report;
  if (signed(report).length === 0) return "unsigned";
  if (verdict === "valid") return unsigned.length > 0 ? "valid_open" : "valid";
  return signatures.every((signature) => signature.intact && signature.trusted) ? "changed" : "invalid";
}
