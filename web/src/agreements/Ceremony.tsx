import { Steps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";
import { useIsPhone } from "../ui/useIsPhone";
import "./agreement.css";
import { CodeStep, type Proof } from "./CodeStep";
import { ConsentStep } from "./ConsentStep";
import { DeclinePanel } from "./DeclinePanel";
import { DoneStep } from "./DoneStep";
import { MeaningStep } from "./MeaningStep";
import { CommentInstead } from "./negotiation/CommentInstead";
import { ReadStep } from "./ReadStep";
import { SignatureStep } from "./SignatureStep";
import { type SignerRole, waitsFor } from "./turn";
import { WaitsNote } from "./WaitsNote";

const STEPS = ["read", "meaning", "consent", "code", "signature"] as const;

interface CeremonyProps {
  agreement: Agreement;
  signsAs: SignerRole;
  /** The signer has a passkey, and this page may ask for it. */
  hasPasskey: boolean;
  /** Given in a frame of another frontend, which is told how far it has come; there is no other page to go to. */
  tell?: (what: "opened" | "signed" | "declined") => void;
}

export function hasSigned(agreement: Agreement, role: SignerRole): boolean {
  return agreement.signers.some((signer) => signer.role === role && signer.state === "signed");
}

/**
 * Signing, made for a phone held in one hand: the whole document, what it means in figures and words,
 * consent to the electronic form, a code or a passkey that proves who signs, and the drawn signature.
 */
export function Ceremony({ agreement, signsAs: role, hasPasskey, tell }: CeremonyProps) {
  const { t } = useTranslation("agreements");
  const [step, setStep] = useState(0);
  const [proof, setProof] = useState<Proof>({});
  const show = (number: number) => {
    setStep(number);
    window.scrollTo({ top: 0 });
  };
  const on = () => show(step + 1);
  const back = step > 0 ? () => show(step - 1) : undefined;
  const current = STEPS[step];
  const framed = tell !== undefined;

  if (hasSigned(agreement, role)) return <DoneStep agreement={agreement} framed={framed} />;
  if (!["sent", "partly_signed"].includes(agreement.stage)) {
    return (
      <p className="note warn">{t("signing.closed", { stage: t(`stage.agreement.${agreement.stage}`) })}</p>
    );
  }
  const before = waitsFor(agreement, role);
  if (before) return <WaitsNote role={role} before={before} />;
  return (
    <>
      <StepsTaken step={step} />
      {current === "read" && (
        <ReadStep agreement={agreement} role={role} onOpened={() => tell?.("opened")} onDone={on} />
      )}
      {current === "meaning" && <MeaningStep agreement={agreement} role={role} onDone={on} onBack={back} />}
      {current === "consent" && <ConsentStep agreement={agreement} role={role} onDone={on} onBack={back} />}
      {current === "code" && (
        <CodeStep
          agreement={agreement}
          role={role}
          hasPasskey={hasPasskey}
          onBack={back}
          onDone={(given) => {
            setProof(given);
            on();
          }}
        />
      )}
      {current === "signature" && (
        <SignatureStep
          agreement={agreement}
          role={role}
          proof={proof}
          onSigned={() => tell?.("signed")}
          onBack={back}
        />
      )}
      {!framed && role !== "witness" && <CommentInstead agreement={agreement} role={role} />}
      <DeclinePanel agreement={agreement} role={role} framed={framed} onDeclined={() => tell?.("declined")} />
    </>
  );
}

function StepsTaken({ step }: { step: number }) {
  const { t } = useTranslation("agreements");
  const phone = useIsPhone();
  return (
    <div className="signing-steps">
      {phone ? (
        <p className="quiet small">
          {t("signing.step", { number: step + 1, of: STEPS.length })} · {t(`signing.steps.${STEPS[step]}`)}
        </p>
      ) : (
        <Steps
          size="small"
          current={step}
          items={STEPS.map((key) => ({ title: t(`signing.steps.${key}`) }))}
        />
      )}
      {phone && (
        <div className="signing-bar" aria-hidden>
          <span style={{ width: `${((step + 1) / STEPS.length) * 100}%` }} />
        </div>
      )}
    </div>
  );
}
