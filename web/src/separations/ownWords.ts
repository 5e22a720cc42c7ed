import type { EvidencePiece } from "../api/types";

type Piece = Pick<EvidencePiece, "code" | "state" | "added_by_name" | "reviewed_by_name">;

/** The employee's own statement: nobody else judged it. A file about the hearing that HR brings is judged by another. */
export function isOwnWords({ code, state, added_by_name, reviewed_by_name }: Piece): boolean {
  return code === "E-STATEMENT" && state === "accepted" && added_by_name === reviewed_by_name;
}
