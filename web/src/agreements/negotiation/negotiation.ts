import type { Agreement, AgreementComment, AgreementReplacement } from "../../api/types";
import { type DraftForm, toFacts } from "../drafting/draft";

export type Side = AgreementComment["by"];

/** A comment with the answers to it. */
export interface Thread {
  comment: AgreementComment;
  answers: AgreementComment[];
}

/** Comments with their answers, in the order in which they were made. */
export function threads(comments: AgreementComment[]): Thread[] {
  return comments
    .filter((comment) => !comment.answers)
    .map((comment) => ({
      comment,
      answers: comments.filter((one) => one.answers === comment.id),
    }));
}

/** Those on one clause; on the whole text without one. */
export function on(clause: string | null, all: Thread[]): Thread[] {
  return all.filter(({ comment }) => (comment.clause ?? null) === clause);
}

export function isOpen(agreement: Pick<Agreement, "stage">): boolean {
  return agreement.stage === "sent" || agreement.stage === "partly_signed";
}

/** Whether another may be drafted in its place: both have not signed, and none stands there already. */
export function mayBeReplaced(agreement: Pick<Agreement, "stage" | "facts" | "replaced_by">): boolean {
  if (!agreement.facts || agreement.stage === "signed" || agreement.stage === "voided") return false;
  const next = agreement.replaced_by?.stage;
  return !next || ["declined", "voided", "expired"].includes(next);
}

/** Who sees the employee sign, where somebody does. */
export function witnessOf({ signers }: Pick<Agreement, "signers">): { id: string; name: string } | undefined {
  const found = signers.find((signer) => signer.role === "witness");
  return found?.employee_id ? { id: found.employee_id, name: found.name } : undefined;
}

/** Whether it changes clauses of a contract that both signed. */
export function variesClauses({ facts }: Pick<Agreement, "facts">): boolean {
  return facts?.kind === "contract_variation" && !!facts.clauses;
}

/** The form of a replacement. */
export interface ReplacementForm {
  template: NonNullable<AgreementReplacement["template"]>;
  facts: DraftForm["facts"];
  amendments?: Record<string, { text: string; text_en?: string | null } | undefined>;
  employee_address?: string | null;
  expires_on?: string | null;
  signing_order?: Agreement["signing_order"];
  witness_id?: string;
}

/** As the service takes it: a clause that is not reworded any more is left out. */
export function toReplacement(
  form: ReplacementForm,
  kind: NonNullable<Agreement["facts"]>["kind"],
): AgreementReplacement {
  const said = Object.entries(form.amendments ?? {}).flatMap(([key, one]) =>
    one ? [[key, { text: one.text ?? "", text_en: one.text_en || undefined }] as const] : [],
  );
  return {
    template: form.template,
    facts: toFacts(form.facts, kind),
    amendments: Object.fromEntries(said),
    employee_address: form.employee_address || undefined,
    expires_on: form.expires_on ?? null,
    signing_order: form.signing_order,
    witness_id: form.witness_id,
    without_witness: !form.witness_id,
  };
}
