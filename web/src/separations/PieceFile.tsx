import { useTranslation } from "react-i18next";
import type { EvidencePiece } from "../api/types";
import { DownloadButton } from "../ui/DownloadButton";
import { sizeText } from "../ui/format";

/** The file of a piece, as it was brought. */
export function PieceFile({ separationId, piece }: { separationId: string; piece: EvidencePiece }) {
  const { t } = useTranslation("casework");
  const path = `/api/v1/separations/${separationId}/evidence/${piece.id}/file`;
  return (
    <DownloadButton path={path} fileName={piece.file_name || piece.id}>
      {t("piece.download")}
      <span className="visually-hidden">{piece.title}</span>{" "}
      <span className="quiet small">{sizeText(piece.size)}</span>
    </DownloadButton>
  );
}
