import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dispute, DisputeClaim, DisputeInside } from "../api/types";
import { spoken } from "../i18n/i18n";
import { Panel } from "../ui/Panel";
import { RuleTag } from "../ui/Tag";
import { DateText, MoneyText } from "../ui/Text";
import { Unfold } from "../ui/Unfold";
import { ClaimsDrawer } from "./ClaimsDrawer";
import { VerdictTag } from "./words";

/** The claims, each with its limitation: a defence that is not raised in arbitration is lost. */
export function ClaimsPanel({ dispute, inside }: { dispute: Dispute; inside: DisputeInside }) {
  const { t } = useTranslation("disputes");
  const [editing, setEditing] = useState(false);
  const late = inside.claims.filter((one) => one.verdict === "out_of_time").length;
  return (
    <Panel
      title={t("claims.title")}
      about={t("claims.about")}
      extra={
        dispute.stage !== "closed" && (
          <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>
            {t("claims.edit")}
          </Button>
        )
      }
    >
      {inside.claims.length === 0 ? (
        <p className="quiet">{t("claims.none")}</p>
      ) : (
        <>
          {late > 0 && dispute.claimant === "employee" && (
            <p className="note warn" style={{ marginBottom: 12 }}>
              {t("claims.raise", { count: late })}
            </p>
          )}
          <ul className="dispute-rows" aria-label={t("claims.title")}>
            {inside.claims.map((claim, at) => (
              <ClaimRow key={`${at} ${claim.kind}`} claim={claim} />
            ))}
          </ul>
          <div className="row between dispute-total">
            <span>{t("claims.total")}</span>
            <MoneyText amount={inside.claimed} strong />
          </div>
        </>
      )}
      <FormHolder dispute={dispute} inside={inside} open={editing} onClose={() => setEditing(false)} />
    </Panel>
  );
}

interface Holder {
  dispute: Dispute;
  inside: DisputeInside;
  open: boolean;
  onClose: () => void;
}

/** The form is made anew each time, from what is on record then. */
function FormHolder({ open, ...rest }: Holder) {
  return open ? <ClaimsDrawer {...rest} /> : null;
}

function ClaimRow({ claim }: { claim: DisputeClaim }) {
  const { t, i18n } = useTranslation("disputes");
  return (
    <li>
      <div className="row between">
        <span>
          <span className="strong">{t(`claim.${claim.kind}`)}</span> <VerdictTag verdict={claim.verdict} />
        </span>
        <MoneyText amount={claim.amount} />
      </div>
      <p className="prose small">{claim.text}</p>
      {claim.last_day_to_apply && (
        <p className="small quiet">
          {t("claims.last_day")} <DateText date={claim.last_day_to_apply} />
        </p>
      )}
      {claim.missing && <p className="small warn">{spoken(claim.missing, i18n.language)}</p>}
      {claim.verdict === "interrupted" && <p className="small warn">{t("claims.interrupted_about")}</p>}
      {claim.suspended && (
        <p className="small warn">{t("claims.suspended_about", { text: claim.suspended })}</p>
      )}
      {claim.limitation && (
        <Unfold look="link" title={t("claims.steps")}>
          <Working of={claim.limitation.outcome} />
          {claim.after_interruption && (
            <>
              <h3>{t("claims.anew")}</h3>
              <Working of={claim.after_interruption.outcome} />
            </>
          )}
        </Unfold>
      )}
    </li>
  );
}

interface WorkingStep {
  rule: string;
  cite: string;
  zh: string;
  en: string;
}

function Working({ of }: { of: unknown }) {
  const { i18n } = useTranslation();
  const { steps } = of as { steps: WorkingStep[] };
  return (
    <ul className="stack tight">
      {steps.map((step) => (
        <li key={step.zh} className="small">
          {spoken(step, i18n.language)} <RuleTag rule={step.rule} cite={step.cite} />
        </li>
      ))}
    </ul>
  );
}
