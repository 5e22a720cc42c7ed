import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { EvidencePiece } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm } from "../ui/ServerForm";
import { type Judgement, JudgementFields, PieceToJudge } from "./Judging";

interface JudgeDrawerProps {
  separationId: string;
  piece: EvidencePiece | undefined;
  onClose: () => void;
}

/** Judge a piece of evidence: does it show what it is brought for? */
export function JudgeDrawer({ separationId, piece, onClose }: JudgeDrawerProps) {
  const { t } = useTranslation("casework");
  const judge = $api.useMutation("post", "/api/v1/separations/{id}/evidence/{evidence_id}/review");
  return (
    <FormDrawer title={t("piece.judge")} open={!!piece} onClose={onClose}>
      {piece && (
        <div className="stack">
          <PieceToJudge separationId={separationId} piece={piece} />
          <ServerForm<Judgement>
            send={(body) =>
              judge.mutateAsync({
                params: { path: { id: separationId, evidence_id: piece.id } },
                body,
              })
            }
            onSent={onClose}
            submit={t("piece.judge_submit")}
            cancel={{ act: onClose }}
          >
            <JudgementFields />
          </ServerForm>
        </div>
      )}
    </FormDrawer>
  );
}
