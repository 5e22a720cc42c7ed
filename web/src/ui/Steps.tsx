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
  const { i18n } = useTranslation();
  return (
    <ol className="sum">
      {steps.map((step, at) => (
        <li key={at}>
          <span className="sum-sentence">
            {spoken(step, i18n.language)}{" "}
            {(step.rule || step.cite) && <RuleTag rule={step.rule} cite={step.cite} />}
          </span>
          <span className="sum-value strong">
            {/^-?\d+\.\d{2}$/.test(step.value) ? moneyText(step.value) : step.value}
          </span>
        </li>
      ))}
    </ol>
  );
}
