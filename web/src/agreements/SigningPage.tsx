import { Steps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Page } from "../ui/Page";
import { useIsPhone } from "../ui/useIsPhone";
import { useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import "./agreement.css";
import { CodeStep } from "./CodeStep";
import { ConsentStep } from "./ConsentStep";
import { DeclinePanel } from "./DeclinePanel";
import { DoneStep } from "./DoneStep";
import { MeaningStep } from "./MeaningStep";
import { ReadStep } from "./ReadStep";
import { SignatureStep } from "./SignatureStep";

const STEPS = ["read", "meaning", "consent", "code", "signature"] as const;

/**
 * Signing, made for a phone held in one hand: the whole document, what it means in figures and words,
 * consent to the electronic form, a code that proves who signs, and the drawn signature.
 */
export default function SigningPage() {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const phone = useIsPhone();
  const id = useId();
  const agreement = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}", {
    params: { path: { id } },
  }).data;
  const [step, setStep] = useState(0);
  const [code, setCode] = useState("");
  const role = isSelf(me, agreement.employee) ? "employee" : "employer";
  const own = agreement.signers.find((signer) => signer.role === role);
  const show = (number: number) => {
    setStep(number);
    window.scrollTo({ top: 0 });
  };
  const on = () => show(step + 1);
  const back = step > 0 ? () => show(step - 1) : undefined;
  const current = STEPS[step];

  if (own?.state === "signed") {
    return (
      <Page title={agreement.title} narrow>
        <DoneStep agreement={agreement} />
      </Page>
    );
  }
  const closed = !["sent", "partly_signed"].includes(agreement.stage);
  return (
    <Page title={agreement.title} back={{ to: paths.agreement(id), label: t("back_to_agreement") }} narrow>
      {closed ? (
        <p className="note warn">{t("signing.closed", { stage: t(`stage.agreement.${agreement.stage}`) })}</p>
      ) : (
        <>
          <div className="signing-steps">
            {phone ? (
              <p className="quiet small">
                {t("signing.step", { number: step + 1, of: STEPS.length })} · {t(`signing.steps.${current}`)}
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
          {current === "read" && <ReadStep agreement={agreement} onDone={on} />}
          {current === "meaning" && (
            <MeaningStep agreement={agreement} role={role} onDone={on} onBack={back} />
          )}
          {current === "consent" && <ConsentStep agreement={agreement} onDone={on} onBack={back} />}
          {current === "code" && (
            <CodeStep
              agreement={agreement}
              onBack={back}
              onDone={(given) => {
                setCode(given);
                on();
              }}
            />
          )}
          {current === "signature" && <SignatureStep agreement={agreement} code={code} onBack={back} />}
          <DeclinePanel agreement={agreement} />
        </>
      )}
    </Page>
  );
}
