import type { Agreement } from "../api/types";

/** Whether this side may sign now: it may begin, or the other has signed. */
export function isTheirTurn(
  { signing_order, stage }: Pick<Agreement, "signing_order" | "stage">,
  side: Agreement["signers"][number]["role"],
): boolean {
  return stage === "partly_signed" || signing_order === "any" || signing_order === `${side}_first`;
}
