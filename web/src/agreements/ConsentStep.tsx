import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";
import { Panel } from "../ui/Panel";
import { StepFoot } from "./StepFoot";
import type { SignerRole } from "./turn";
import { useStatement } from "./useStatement";

interface ConsentStepProps {
  agreement: Agreement;
  role: SignerRole;
  onDone: () => void;
  onBack?: () => void;
}

/** Consent to the electronic form, and the sentence that the signature will stand under. */
export function ConsentStep({ agreement, role, onDone, onBack }: ConsentStepProps) {
  const { t } = useTranslation("agreements");
  const statement = useStatement(agreement, role);
  const [agreed, setAgreed] = useState(false);
  return (
    <>
      <Panel title={t("signing.consent")} about={t("signing.consent_about")}>
        <p className="prose quote statement">{statement}</p>
        <p className="quiet small" style={{ margin: "12px 0" }}>
          {t("signing.fingerprint")}
          <br />
          <span className="mono break">{agreement.document_sha256}</span>
        </p>
        <Checkbox
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
          className="consent-box"
        >
          {t("signing.agree")}
        </Checkbox>
        <p className="quiet small" style={{ marginTop: 12 }}>
          {t("signing.paper")}
        </p>
      </Panel>
      <StepFoot
        next={t("signing.next")}
        why={!agreed && t("signing.why_agree")}
        onNext={onDone}
        onBack={onBack}
      />
    </>
  );
}
