import { Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import SignaturePad from "signature_pad";
import { $api, ifMatch } from "../api/client";
import type { Agreement } from "../api/types";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import type { Proof } from "./CodeStep";
import { StepFoot } from "./StepFoot";
import type { SignerRole } from "./turn";
import { useStatement } from "./useStatement";

interface SignatureStepProps {
  agreement: Agreement;
  role: SignerRole;
  proof: Proof;
  onSigned: () => void;
  onBack?: () => void;
}

/**
 * The drawn signature, and the act itself. The drawing is what a person is used to seeing; what binds is
 * the certificate and the code or passkey, so those who cannot draw may sign without it.
 */
export function SignatureStep({ agreement, role, proof, onSigned, onBack }: SignatureStepProps) {
  const { t } = useTranslation("agreements");
  const statement = useStatement(agreement, role);
  const pad = useRef<SignaturePad | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [without, setWithout] = useState(false);
  const sign = $api.useMutation("post", "/api/v1/agreements/{id}/signature", { onSuccess: onSigned });
  const [attach] = useState(() => (canvas: HTMLCanvasElement | null) => {
    if (!canvas) return;
    pad.current = startPad(canvas, () => setDrawn(true));
    return () => pad.current?.off();
  });
  const undrawn = proof.passkey ? "signing.without_drawing_passkey" : "signing.without_drawing";
  const clear = () => {
    pad.current?.clear();
    setDrawn(false);
  };
  const send = () =>
    sign.mutate({
      params: { path: { id: agreement.id } },
      headers: ifMatch(agreement),
      body: {
        ...proof,
        document_sha256: agreement.document_sha256,
        statement,
        drawn_signature_svg: drawn && !without ? pad.current?.toSVG() : undefined,
      },
    });
  return (
    <>
      <Panel
        title={t("signing.draw")}
        about={t("signing.draw_about")}
        extra={
          <Button size="small" onClick={clear} disabled={!drawn}>
            {t("signing.clear")}
          </Button>
        }
      >
        <div className={without ? "signature-pad off" : "signature-pad"}>
          <canvas ref={attach} aria-label={t("signing.draw")} role="img" />
          {!drawn && <span aria-hidden>{t("signing.draw_here")}</span>}
        </div>
        <p style={{ marginTop: 10 }}>
          <button type="button" className="link-button small" onClick={() => setWithout(!without)}>
            {t(without ? "signing.with_drawing" : undrawn)}
          </button>
        </p>
      </Panel>
      <ProblemNote problem={sign.error} />
      <StepFoot
        next={t("signing.sign")}
        why={!drawn && !without && t("signing.why_draw")}
        loading={sign.isPending}
        onNext={send}
        onBack={onBack}
      />
    </>
  );
}

function startPad(canvas: HTMLCanvasElement, onStroke: () => void): SignaturePad {
  const ratio = Math.max(window.devicePixelRatio || 1, 1);
  canvas.width = canvas.offsetWidth * ratio;
  canvas.height = canvas.offsetHeight * ratio;
  canvas.getContext("2d")?.scale(ratio, ratio);
  const pad = new SignaturePad(canvas, { penColor: "#17303a", minWidth: 1, maxWidth: 3.2 });
  pad.addEventListener("endStroke", onStroke);
  return pad;
}
