import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Agreement } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { StepFoot } from "./StepFoot";

interface CodeStepProps {
  agreement: Agreement;
  onDone: (code: string) => void;
  onBack?: () => void;
}

/** A one-time code to the person's own telephone or e-mail: apart from the sign-in, for this act only. */
export function CodeStep({ agreement, onDone, onBack }: CodeStepProps) {
  const { t } = useTranslation("agreements");
  const [code, setCode] = useState("");
  const ask = $api.useMutation("post", "/api/v1/agreements/{id}/signing-codes");
  const send = () => ask.mutate({ params: { path: { id: agreement.id } } });
  return (
    <>
      <Panel title={t("signing.code")} about={t("signing.code_about")}>
        <div className="stack">
          <ProblemNote problem={ask.error} />
          {ask.data ? (
            <>
              <p className="good" role="status">
                {t("signing.code_sent", { to: ask.data.sent_to })}
              </p>
              <Input.OTP
                size="large"
                length={6}
                autoFocus
                aria-label={t("signing.code")}
                value={code}
                onChange={setCode}
                inputMode="numeric"
                autoComplete="one-time-code"
              />
              <p>
                <button type="button" className="link-button small" onClick={send}>
                  {t("signing.code_again")}
                </button>
              </p>
            </>
          ) : (
            <div>
              <ActionButton type="primary" size="large" loading={ask.isPending} onClick={send}>
                {t("signing.code_send")}
              </ActionButton>
            </div>
          )}
        </div>
      </Panel>
      <StepFoot
        next={t("signing.next")}
        why={!ask.data ? t("signing.why_code_first") : code.length < 6 && t("signing.why_code")}
        onNext={() => onDone(code)}
        onBack={onBack}
      />
    </>
  );
}
