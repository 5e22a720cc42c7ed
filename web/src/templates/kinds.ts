import type { TFunction } from "i18next";
import { $api } from "../api/client";
import type { Template, TemplateKindFacts } from "../api/types";

/** The kinds of contract that are written from templates, in the order of the service. */
export const CONTRACTS = [
  "labour_contract",
  "contract_renewal",
  "contract_variation",
  "non_compete",
  "confidentiality",
  "service_period",
  "recruitment_conditions",
] as const satisfies Template["kind"][];

/** The kinds of letter: an employer has one text for all of a kind. */
export const LETTERS = [
  "separation_agreement",
  "separation_notice",
  "ending_notice",
  "union_notice",
  "warning_letter",
  "improvement_plan",
  "settlement_statement",
  "non_compete_letter",
] as const satisfies Template["kind"][];

export const KINDS = [...CONTRACTS, ...LETTERS];

export type ContractKind = (typeof CONTRACTS)[number];
export type ContractTemplate = Template & { kind: ContractKind };

export function isContract(kind: Template["kind"]): kind is ContractKind {
  return CONTRACTS.some((one) => one === kind);
}

/** Whether contracts can be drafted from a template now. */
export function givesContracts(template: Template): template is ContractTemplate {
  return !!template.released && isContract(template.kind);
}

/** The kinds to choose from, contracts and letters apart. */
export function kindOptions(t: TFunction<"templates">) {
  return [CONTRACTS, LETTERS].map((kinds, at) => ({
    label: t(at === 0 ? "contracts" : "letters"),
    title: "",
    options: kinds.map((value) => ({ value, label: t(`agreement_kind.${value}`) })),
  }));
}

/** A kind by its name, as an address has it. */
export function kindNamed(name: string | undefined): Template["kind"] | undefined {
  return KINDS.find((kind) => kind === name);
}

/** What a text of a kind must say and may name. It changes with the program, not while it runs. */
export function useKindFacts(kind: Template["kind"]): TemplateKindFacts {
  const kinds = $api.useSuspenseQuery(
    "get",
    "/api/v1/template-kinds",
    {},
    { staleTime: Number.POSITIVE_INFINITY },
  ).data;
  const facts = kinds.find((one) => one.kind === kind);
  if (!facts) throw new Error(`no kind ${kind}`);
  return facts;
}
