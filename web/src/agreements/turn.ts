import { isSelf } from "../api/can";
import type { Agreement, Me } from "../api/types";

export type SignerRole = Agreement["signers"][number]["role"];

type Signing = Pick<Agreement, "employee" | "signers">;

/** As what the signed-in person would sign: the employee, the witness who is named, or whoever seals for the company. */
export function ownRole({ employee, signers }: Signing, me: Me): SignerRole {
  if (isSelf(me, employee)) return "employee";
  const isWitness = signers.some((signer) => signer.employee_id && signer.employee_id === me.employee?.id);
  return isWitness ? "witness" : "employer";
}

/** Whose signature this one waits for; none when it is its turn. */
export function waitsFor({ signers }: Pick<Agreement, "signers">, role: SignerRole): SignerRole | null {
  const before = signers.find((signer) => signer.role === role)?.waits_for;
  const signed = signers.some((signer) => signer.role === before && signer.state === "signed");
  return before && !signed ? before : null;
}
