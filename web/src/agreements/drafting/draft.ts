import type { AgreementDraft, AgreementFacts, Contract } from "../../api/types";
import type { ContractKind } from "../../templates/kinds";
import { addDays, addMonths, fromHundredths, hundredths } from "../../ui/format";

/** The form as people fill it in; which facts there are depends on the kind of the template. */
export interface DraftForm {
  template_id: string;
  facts: Record<string, unknown>;
  employee_address: string;
  expires_on?: string | null;
  signing_order?: AgreementDraft["signing_order"];
  witness_id?: string;
}

/** What is known about the person before anything is said. */
export interface Known {
  today: string;
  hired_on: string;
  contracts: Contract[];
}

/** How long the other side may think it over, unless somebody says otherwise. */
const DAYS_TO_SIGN = 14;
/** The usual fixed term: three years bear the longest probation (LCL 19). */
const TERM_MONTHS = 36;
const NON_COMPETE_MONTHS = 12;
const SERVICE_MONTHS = 36;
/** What courts give when the two agreed no compensation, in hundredths of the wage. */
const NON_COMPETE_SHARE = 30n;

export function lastDayToSign(today: string): string {
  return addDays(today, DAYS_TO_SIGN);
}

/** The contract that began last. */
export function latest(contracts: Contract[]): Contract | undefined {
  return contracts.reduce<Contract | undefined>(
    (last, one) => (last && last.from >= one.from ? last : one),
    undefined,
  );
}

/** What a form of a kind begins with. */
export function begun(kind: ContractKind, known: Known): DraftForm["facts"] {
  const contract = latest(known.contracts);
  const signed = latest(known.contracts.filter((one) => one.signed_on));
  switch (kind) {
    case "labour_contract":
      return {
        ...(contract && !contract.signed_on ? agreed(contract) : following(signed, known)),
        pay_day: 10,
        hours: "standard",
      };
    case "contract_renewal":
      return following(signed, known);
    case "contract_variation":
      return { effective_on: known.today, items: [{}] };
    case "non_compete":
      return { months: NON_COMPETE_MONTHS, monthly: shareOf(contract?.monthly_wage, NON_COMPETE_SHARE) };
    case "confidentiality":
      return {};
    case "service_period":
      return { service_months: SERVICE_MONTHS };
    case "recruitment_conditions":
      return { conditions: [{}] };
  }
}

/** What was entered at the hiring and not signed yet is what is to be signed. */
function agreed({ kind, from, until, probation_until, monthly_wage }: Contract): DraftForm["facts"] {
  return { term: kind, from, until, probation_until, monthly_wage: monthly_wage ?? undefined };
}

/** From the day after the contract on record; without one from the day of hire, for work began then (LCL 7). */
function following(contract: Contract | undefined, { today, hired_on }: Known): DraftForm["facts"] {
  const from = contract ? (contract.until ? addDays(contract.until, 1) : today) : hired_on;
  const kind = contract?.kind ?? "fixed_term";
  return {
    term: kind,
    from,
    until: kind === "fixed_term" ? addDays(addMonths(from, TERM_MONTHS), -1) : undefined,
    monthly_wage: contract?.monthly_wage ?? undefined,
  };
}

/** Some hundredths of an amount, half up to the fen. */
export function shareOf(wage: string | null | undefined, percent: bigint): string | undefined {
  const amount = hundredths(wage);
  return amount === null ? undefined : fromHundredths((amount * percent + 50n) / 100n);
}

/** The last day of a service period that begins when the training ends. */
export function serviceUntil(facts: DraftForm["facts"]): string | undefined {
  const { training_until, service_months } = facts;
  if (typeof training_until !== "string" || typeof service_months !== "number") return undefined;
  return addMonths(training_until, service_months);
}

type VariedClauses = NonNullable<Extract<AgreementFacts, { kind: "contract_variation" }>["clauses"]>;
type Rewording = NonNullable<VariedClauses["changes"]["reworded"]>[string];

/** The clauses that a variation changes; none without the contract that they stand in. */
export function toVariedClauses(clauses: unknown): VariedClauses | undefined {
  const { agreement_id, changes } = (clauses ?? {}) as Partial<VariedClauses>;
  if (!agreement_id) return undefined;
  const reworded = Object.entries(changes?.reworded ?? {}).map(([key, one]): [string, Rewording] => [
    key,
    { text: one.text ?? "", text_en: one.text_en || undefined },
  ]);
  const added = (changes?.added ?? []).map((one) => ({
    after: one.after || undefined,
    heading: one.heading ?? "",
    heading_en: one.heading_en || undefined,
    text: one.text ?? "",
    text_en: one.text_en || undefined,
  }));
  return {
    agreement_id,
    changes: { reworded: Object.fromEntries(reworded), added, removed: changes?.removed ?? [] },
  };
}

/** The facts as the service takes them: what was left empty is left out. */
export function toFacts(facts: DraftForm["facts"], kind: AgreementFacts["kind"]): AgreementFacts {
  const all: DraftForm["facts"] = { ...facts, clauses: toVariedClauses(facts.clauses) };
  const said = Object.entries(all).filter(([, value]) => value !== "" && value != null);
  // The service checks which facts a kind has; the form knows them by name only.
  return { ...Object.fromEntries(said), kind } as AgreementFacts;
}

/** As the service takes it. */
export function toDraft(form: DraftForm, kind: ContractKind): AgreementDraft {
  return {
    template_id: form.template_id,
    facts: toFacts(form.facts, kind),
    employee_address: form.employee_address,
    expires_on: form.expires_on ?? null,
    signing_order: form.signing_order,
    witness_id: form.witness_id,
  };
}
