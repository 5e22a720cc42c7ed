import { useTranslation } from "react-i18next";
import { spoken } from "../i18n/i18n";
import { moneyText } from "./format";
import "./steps.css";
import { RuleTag } from "./Tag";

interface Step {
  zh: string;
  en: string;
  value: string;
  rule?: string;
  cite?: string;
}

/** A sum as a person would redo it by hand: one sentence, its rule and its value a step. */
export function Steps({ steps }: { steps: Step[] }) {
  const { t, i18n } = useTranslation();
  /** An amount as money, a verdict in the reader's language, everything else as it is. */
  const valueText = (value: string) => {
    if (/^-?\d+\.\d{2}$/.test(value)) return moneyText(value);
    const isWord = /^[a-z ]+$/.test(value) && i18n.exists(`common:step_value.${value}`);
    return isWord ? t(`step_value.${value}`) : value;
  };
  return (
    <ol className="sum">
      {steps.map((step, at) => (
        <li key={at}>
          <span className="sum-sentence">
            {spoken(step, i18n.language)}{" "}
            {(step.rule || step.cite) && <RuleTag rule={step.rule} cite={step.cite} />}
          </span>
          <span className="sum-value strong">{valueText(step.value)}</span>
        </li>
      ))}
    </ol>
  );
}
