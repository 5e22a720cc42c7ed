import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { download } from "../api/client";
import type { EvidencePiece } from "../api/types";
import { sizeText } from "../ui/format";
import { ProblemNote } from "../ui/ProblemNote";

/** The file of a piece, as it was brought. */
export function PieceFile({ separationId, piece }: { separationId: string; piece: EvidencePiece }) {
  const { t } = useTranslation("casework");
  const fetching = useMutation({
    mutationFn: () =>
      download(`/api/v1/separations/${separationId}/evidence/${piece.id}/file`, piece.file_name || piece.id),
  });
  return (
    <>
      <Button
        size="small"
        icon={<DownloadOutlined aria-hidden />}
        loading={fetching.isPending}
        onClick={() => fetching.mutate()}
      >
        {t("piece.download")}
        <span className="visually-hidden">{piece.title}</span>{" "}
        <span className="quiet small">{sizeText(piece.size)}</span>
      </Button>
      <ProblemNote problem={fetching.error} />
    </>
  );
}
