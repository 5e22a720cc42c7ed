import type { EvidencePiece, LayoffEvidence, Separation } from "../api/types";

/** A file of the lay-off itself: the piece that shows it, the case that piece lies in, and how all of them stand. */
export interface Brought {
  of: LayoffEvidence;
  piece: EvidencePiece;
  separation: Separation;
}

/** The files of a lay-off with one case each through which they open. */
export function broughtInto(files: LayoffEvidence[], cases: Separation[]): Brought[] {
  return files.flatMap((of) => {
    const separation = cases.find((one) => one.id === of.separation_id);
    return separation ? [{ of, separation, piece: pieceOf(of) }] : [];
  });
}

/** Waiting while it waits anywhere. */
function pieceOf(of: LayoffEvidence): EvidencePiece {
  const state = of.waiting > 0 ? "waiting" : of.accepted > 0 ? "accepted" : "rejected";
  return { ...of, id: of.evidence_id, state };
}
