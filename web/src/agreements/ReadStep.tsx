import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";
import { Panel } from "../ui/Panel";
import { PdfView } from "../ui/PdfView";
import { VariedClauses, WhatChanged } from "./negotiation/ChangesTab";
import { variesClauses } from "./negotiation/negotiation";
import { StepFoot } from "./StepFoot";
import type { SignerRole } from "./turn";

interface ReadStepProps {
  agreement: Agreement;
  role: SignerRole;
  /** Called once the document is there. */
  onOpened: () => void;
  onDone: () => void;
}

/** The whole document; the way on opens at its last page. */
export function ReadStep({ agreement, role, onOpened, onDone }: ReadStepProps) {
  const { t } = useTranslation("agreements");
  const [read, setRead] = useState(false);
  return (
    <>
      <div className="note">
        <p className="strong">{t("signing.before")}</p>
        <ul className="plain-words">
          {["process", "care", "free", "copy"].map((key) => (
            <li key={key}>{t(`signing.before_${key}`)}</li>
          ))}
        </ul>
      </div>
      {role !== "witness" && <Changes agreement={agreement} />}
      <Panel>
        <PdfView
          path={`/api/v1/agreements/${agreement.id}/document`}
          fileName={`${agreement.title}.pdf`}
          revision={String(agreement.version)}
          onOpened={onOpened}
          onReadToEnd={() => setRead(true)}
        />
      </Panel>
      <StepFoot next={t("signing.have_read")} why={!read && t("signing.why_read")} onNext={onDone} />
    </>
  );
}

/** What both sides negotiated, which a witness reads nothing of. */
function Changes({ agreement }: { agreement: Agreement }) {
  return (
    <>
      {agreement.replaces && <WhatChanged agreement={agreement} before={agreement.replaces} />}
      {variesClauses(agreement) && <VariedClauses agreement={agreement} tinted />}
    </>
  );
}
