import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Agreement, AgreementFacts } from "../api/types";
import { DateText, MoneyText, PeriodText } from "../ui/Text";
import { TermsBill } from "./TermsBill";

/** What is agreed: the sums that end an employment, or the terms of a contract from a template. */
export function Agreed({ agreement }: { agreement: Pick<Agreement, "terms" | "facts"> }) {
  const { t } = useTranslation("agreements");
  if (agreement.terms) return <TermsBill terms={agreement.terms} />;
  if (!agreement.facts) return null;
  return (
    <dl className="terms">
      {linesOf(agreement.facts, t).map(([name, value]) => (
        <div key={name} className={LONG.includes(name) ? "long" : ""}>
          <dt>{t(`agreed.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Line = [name: string, value: ReactNode];

/** Text that people wrote takes the whole width. */
const LONG = ["task", "duties", "hazards", "reason", "items", "scope", "secrets"];

function linesOf(facts: AgreementFacts, t: TFunction<"agreements">): Line[] {
  switch (facts.kind) {
    case "labour_contract":
      return labourLines(facts, t);
    case "contract_renewal":
      return [...termLines(facts, t), ["monthly_wage", <MoneyText amount={facts.monthly_wage} strong />]];
    case "contract_variation":
      return [
        ["effective_on", <DateText date={facts.effective_on} />],
        ...(facts.items?.length ? [["items", <VariedItems items={facts.items} />] as Line] : []),
        ...(facts.clauses ? [["varied_clauses", clauseCounts(facts.clauses.changes, t)] as Line] : []),
        ["reason", facts.reason],
      ];
    case "non_compete":
      return [
        ["months", t("agreed.months_of", { months: facts.months })],
        ["region", facts.region],
        ["scope", facts.scope],
        ["monthly", <MoneyText amount={facts.monthly} strong />],
        ["damages", facts.damages ? <MoneyText amount={facts.damages} strong /> : t("agreed.no_damages")],
      ];
    case "confidentiality":
      return [["secrets", facts.scope]];
    case "service_period":
      return [
        ["training", facts.training],
        ["provider", facts.provider],
        ["trained", <PeriodText inclusive from={facts.training_from} until={facts.training_until} />],
        ["cost", <MoneyText amount={facts.cost} strong />],
        ["service_months", t("agreed.months_of", { months: facts.service_months })],
        ["service_until", <DateText date={facts.service_until} />],
      ];
    case "recruitment_conditions":
      return [
        ["conditions", <Conditions conditions={facts.conditions} />],
        ["assessed_by", facts.assessed_by],
      ];
  }
}

type Of<K extends AgreementFacts["kind"]> = Extract<AgreementFacts, { kind: K }>;

function termLines(facts: Of<"labour_contract" | "contract_renewal">, t: TFunction<"agreements">): Line[] {
  return [
    ["term", t(`contract_kind.${facts.term}`)],
    ["from", <DateText date={facts.from} />],
    ...(facts.until ? [["until", <DateText date={facts.until} />] satisfies Line] : []),
  ];
}

function labourLines(facts: Of<"labour_contract">, t: TFunction<"agreements">): Line[] {
  const probation = facts.probation_until && (
    <>
      <DateText date={facts.probation_until} /> · <MoneyText amount={facts.probation_wage} />
    </>
  );
  const hours = [t(`agreed.hours_of.${facts.hours}`), facts.hours_approval].filter(Boolean).join(" · ");
  const optional: [string, string | null | undefined][] = [
    ["task", facts.task],
    ["duties", facts.duties],
    ["hazards", facts.hazards],
  ];
  return [
    ...termLines(facts, t),
    [facts.probation_until ? "probation_until" : "probation", probation || t("agreed.no_probation")],
    ["monthly_wage", <MoneyText amount={facts.monthly_wage} strong />],
    ["pay_day", t("agreed.pay_day_of", { day: facts.pay_day })],
    ["hours", hours],
    ...optional.filter(([, value]) => value),
  ];
}

function Conditions({ conditions }: { conditions: Of<"recruitment_conditions">["conditions"] }) {
  const { t } = useTranslation("agreements");
  return (
    <ul className="stack tight">
      {conditions.map((one, at) => (
        <li key={at}>
          <span className="strong">{one.item}</span>
          <p>{one.standard}</p>
          <p className="quiet small">{t("agreed.assessed_as", { how: one.assessment })}</p>
        </li>
      ))}
    </ul>
  );
}

/** How many clauses change; which and how stands in the file and in the redline. */
function clauseCounts(
  changes: NonNullable<Of<"contract_variation">["clauses"]>["changes"],
  t: TFunction<"agreements">,
) {
  const { reworded = {}, added = [], removed = [] } = changes;
  const counts = [
    ["reworded", Object.keys(reworded).length],
    ["added", added.length],
    ["removed", removed.length],
  ] as const;
  const said = counts.filter(([, count]) => count > 0);
  return said.map(([change, count]) => t(`varying.count.${change}`, { count })).join(t("varying.comma"));
}

function VariedItems({ items }: { items: NonNullable<Of<"contract_variation">["items"]> }) {
  const { t } = useTranslation("agreements");
  return (
    <ul className="stack tight">
      {items.map((one, at) => (
        <li key={at}>
          <span className="strong">{one.item}</span>
          <p>{t("agreed.changed", { before: one.before, after: one.after })}</p>
        </li>
      ))}
    </ul>
  );
}
