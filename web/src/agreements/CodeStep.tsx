import { Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Agreement, PasskeyAnswer } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { PasskeyConfirm } from "./PasskeyConfirm";
import { StepFoot } from "./StepFoot";
import type { SignerRole } from "./turn";

/** What proves who signs: a code or a passkey's answer. */
export interface Proof {
  code?: string;
  passkey?: PasskeyAnswer;
  /** The signer's identity number, where they give it to be checked. */
  national_id?: string;
}

interface CodeStepProps {
  agreement: Agreement;
  role: SignerRole;
  /** The signer has a passkey, and this page may ask for it. */
  hasPasskey: boolean;
  onDone: (proof: Proof) => void;
  onBack?: () => void;
}

/**
 * A one-time code to the person's own telephone or e-mail, or their passkey, apart from the sign-in and for this act
 * only; and the person's identity number, which is checked with whoever keeps a register.
 */
export function CodeStep({ agreement, role, hasPasskey, onDone, onBack }: CodeStepProps) {
  const { t } = useTranslation("agreements");
  const [code, setCode] = useState("");
  const [number, setNumber] = useState("");
  const [passkey, setPasskey] = useState<PasskeyAnswer>();
  const ask = $api.useMutation("post", "/api/v1/agreements/{id}/signing-codes");
  const params = { path: { id: agreement.id } };
  const send = () => ask.mutate({ params });
  const challenge = $api.useMutation("post", "/api/v1/agreements/{id}/passkey-challenges");
  const proof = passkey ? { passkey } : { code };
  const lacking = !ask.data ? t("signing.why_code_first") : code.length < 6 && t("signing.why_code");
  return (
    <>
      <Panel
        title={t(hasPasskey ? "signing.confirm" : "signing.code")}
        about={t(hasPasskey ? "signing.confirm_about" : "signing.code_about")}
      >
        <div className="stack">
          {hasPasskey && !ask.data && (
            <PasskeyConfirm
              confirmed={passkey !== undefined}
              ask={() => challenge.mutateAsync({ params })}
              onAnswer={setPasskey}
            />
          )}
          {!passkey && (
            <SentCode
              sentTo={ask.data?.sent_to}
              problem={ask.error}
              sending={ask.isPending}
              onSend={send}
              code={code}
              onCode={setCode}
              second={hasPasskey}
            />
          )}
          {role !== "employer" && (passkey || ask.data) && (
            <IdentityNumber number={number} onChange={setNumber} />
          )}
        </div>
      </Panel>
      <StepFoot
        next={t("signing.next")}
        why={!passkey && lacking}
        onNext={() => onDone({ ...proof, national_id: number || undefined })}
        onBack={onBack}
      />
    </>
  );
}

interface SentCodeProps {
  sentTo?: string;
  problem: unknown;
  sending: boolean;
  onSend: () => void;
  code: string;
  onCode: (code: string) => void;
  /** There is another way, which comes first. */
  second: boolean;
}

function SentCode({ sentTo, problem, sending, onSend, code, onCode, second }: SentCodeProps) {
  const { t } = useTranslation("agreements");
  if (sentTo === undefined) {
    return (
      <>
        <ProblemNote problem={problem} />
        <div>
          <ActionButton type={second ? "default" : "primary"} size="large" loading={sending} onClick={onSend}>
            {t("signing.code_send")}
          </ActionButton>
        </div>
      </>
    );
  }
  return (
    <>
      <ProblemNote problem={problem} />
      <p className="good" role="status">
        {t("signing.code_sent", { to: sentTo })}
      </p>
      <Input.OTP
        size="large"
        length={6}
        autoFocus
        aria-label={t("signing.code")}
        value={code}
        onChange={onCode}
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <p>
        <button type="button" className="link-button small" onClick={onSend}>
          {t("signing.code_again")}
        </button>
      </p>
    </>
  );
}

function IdentityNumber({ number, onChange }: { number: string; onChange: (number: string) => void }) {
  const { t } = useTranslation("agreements");
  const id = useId();
  return (
    <div>
      <label className="strong" htmlFor={id}>
        {t("signing.number")}
      </label>
      <Input
        id={id}
        size="large"
        style={{ maxWidth: 320, marginTop: 6 }}
        maxLength={18}
        autoComplete="off"
        aria-describedby={`${id}-about`}
        value={number}
        onChange={(event) => onChange(event.target.value.trim())}
      />
      <p className="quiet small" id={`${id}-about`}>
        {t("signing.number_about")}
      </p>
    </div>
  );
}
