import { $api } from "../api/client";
import type { Template, TemplateKindFacts } from "../api/types";

/** The kinds of contract that are written from templates, in the order of the service. */
export const KINDS = [
  "labour_contract",
  "contract_renewal",
  "contract_variation",
  "non_compete",
  "confidentiality",
  "service_period",
] as const satisfies Template["kind"][];

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
