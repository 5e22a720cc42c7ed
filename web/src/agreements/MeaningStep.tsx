import { useTranslation } from "react-i18next";
import type { Agreement } from "../api/types";
import { dateText, moneyText } from "../ui/format";
import { Panel } from "../ui/Panel";
import { StepFoot } from "./StepFoot";
import { TermsBill } from "./TermsBill";

interface MeaningStepProps {
  agreement: Agreement;
  role: "employee" | "employer";
  onDone: () => void;
  onBack?: () => void;
}

/** The figures once more, and what signing means in plain words. */
export function MeaningStep({ agreement, role, onDone, onBack }: MeaningStepProps) {
  const { t } = useTranslation("agreements");
  const { terms } = agreement;
  return (
    <>
      <Panel title={t("figures")} about={t("signing.figures_about")}>
        <TermsBill terms={terms} />
        {terms.below_statutory && (
          <p className="note bad" style={{ marginTop: 12 }}>
            {t("signing.below", { statutory: moneyText(terms.statutory_total) })}
          </p>
        )}
      </Panel>
      <Panel title={t("signing.meaning")}>
        <MeaningList terms={terms} role={role} />
      </Panel>
      <StepFoot next={t("signing.understood")} onNext={onDone} onBack={onBack} />
    </>
  );
}

function MeaningList({ terms, role }: { terms: Agreement["terms"]; role: "employee" | "employer" }) {
  const { t, i18n } = useTranslation("agreements");
  const date = (day: string) => dateText(day, i18n.language);
  const words = [
    t(`signing.means.${role}.ends`, { date: date(terms.last_day) }),
    t(`signing.means.${role}.paid`, { date: date(terms.pay_on), total: moneyText(terms.total) }),
  ];
  for (const key of ["binding", "free_will", "papers", "advice"])
    words.push(t(`signing.means.${role}.${key}`));
  return (
    <ul className="plain-words">
      {words.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
