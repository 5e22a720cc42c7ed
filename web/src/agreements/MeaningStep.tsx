import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";
import { dateText, moneyText } from "../ui/format";
import { Panel } from "../ui/Panel";
import { Agreed } from "./Agreed";
import { StepFoot } from "./StepFoot";
import type { SignerRole } from "./turn";

interface MeaningStepProps {
  agreement: Agreement;
  role: SignerRole;
  onDone: () => void;
  onBack?: () => void;
}

/** The figures or terms once more, and what signing means in plain words. */
export function MeaningStep({ agreement, role, onDone, onBack }: MeaningStepProps) {
  const { t } = useTranslation("agreements");
  const { terms } = agreement;
  return (
    <>
      {role !== "witness" && (
        <Panel
          title={t(terms ? "figures" : "agreed.title")}
          about={t(terms ? "signing.figures_about" : "signing.agreed_about")}
        >
          <Agreed agreement={agreement} />
          {terms?.below_statutory && (
            <p className="note bad" style={{ marginTop: 12 }}>
              {t("signing.below", { statutory: moneyText(terms.statutory_total) })}
            </p>
          )}
        </Panel>
      )}
      <Panel title={t("signing.meaning")}>
        {role === "witness" ? (
          <WitnessMeaning agreement={agreement} />
        ) : (
          <MeaningList agreement={agreement} role={role} />
        )}
      </Panel>
      <StepFoot next={t("signing.understood")} onNext={onDone} onBack={onBack} />
    </>
  );
}

/** A witness is no party: what their signature says, and what it does not. */
function WitnessMeaning({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  return (
    <ul className="plain-words">
      {["presence", "no_party", "truth", "confidence"].map((key) => (
        <li key={key}>{t(`witness.means.${key}`, { name: agreement.employee.name })}</li>
      ))}
    </ul>
  );
}

interface MeaningListProps {
  agreement: Agreement;
  role: Exclude<SignerRole, "witness">;
}

function MeaningList({ agreement, role }: MeaningListProps) {
  const { t, i18n } = useTranslation("agreements");
  const date = (day: string) => dateText(day, i18n.language);
  const { terms, expires_on } = agreement;
  const say = (key: string, values = {}) =>
    t(`signing.means.${terms ? "" : "contract."}${role}.${key}`, values);
  const words = terms
    ? [
        say("ends", { date: date(terms.last_day) }),
        say("paid", { date: date(terms.pay_on), total: moneyText(terms.total) }),
        ...["binding", "free_will", "papers", "advice"].map((key) => say(key)),
      ]
    : [
        say("binding"),
        expires_on ? say("until", { date: date(expires_on) }) : say("no_limit"),
        ...["free_will", "copy", "change", "advice"].map((key) => say(key)),
      ];
  return (
    <ul className="plain-words">
      {words.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
