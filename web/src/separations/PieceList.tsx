import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import type { EvidencePiece, Separation } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { Tag, type Tone } from "../ui/Tag";
import { DateText, ShaText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { PieceFile } from "./PieceFile";
import "./gate.css";
import { isUnlocked } from "./road";

const TONES: Record<EvidencePiece["state"], Tone> = { waiting: "warn", accepted: "good", rejected: "bad" };

interface PieceListProps {
  separation: Separation;
  pieces: EvidencePiece[];
  /** Absent where nobody judges. */
  onJudge?: (piece: EvidencePiece) => void;
}

/** Pieces of evidence: who brought each, what it shows, and what somebody else said of it. */
export function PieceList({ separation, pieces, onJudge }: PieceListProps) {
  const { t } = useTranslation("casework");
  const why = useWhyNotJudge(separation);
  return (
    <ul className="pieces" aria-label={t("piece.list")}>
      {pieces.map((piece) => (
        <li key={piece.id}>
          <div className="row">
            <Tag tone={TONES[piece.state]}>{t(`piece.state.${piece.state}`)}</Tag>
            <span className="strong">{piece.title}</span>
            <span className="quiet small">
              <DateText date={piece.dated} /> · {t("piece.brought_by", { name: piece.added_by_name })}
            </span>
            <ShaText sha256={piece.sha256} />
          </div>
          {piece.text && <p className="prose small">{piece.text}</p>}
          {piece.review && (
            <p className="prose small quiet">
              {t("piece.judged_by", { name: piece.reviewed_by_name ?? "" })}
              {piece.review}
            </p>
          )}
          <div className="row" style={{ marginTop: 6 }}>
            <PieceFile separationId={separation.id} piece={piece} />
            {onJudge && piece.state === "waiting" && (
              <ActionButton size="small" why={why(piece)} onClick={() => onJudge(piece)}>
                {t("piece.judge")}
              </ActionButton>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Why this person cannot judge a piece, if so: whoever brought it is not the one who judges it. */
export function useWhyNotJudge(separation: Separation): (piece: EvidencePiece) => string | null {
  const { t } = useTranslation("casework");
  const me = useMe();
  const can = useCan();
  return (piece) => {
    if (!can("separations.approve")) return t("piece.why_role");
    if (isSelf(me, separation.employee)) return t("piece.why_self");
    if (piece.added_by_name === me.display_name) return t("piece.why_own");
    return isUnlocked(separation) ? null : t("piece.why_locked");
  };
}
