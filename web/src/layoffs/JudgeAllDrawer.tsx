import { message } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Layoff } from "../api/types";
import { type Judgement, JudgementFields, PieceToJudge } from "../separations/Judging";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm } from "../ui/ServerForm";
import type { Brought } from "./brought";
import { Working } from "./Working";

interface JudgeAllDrawerProps {
  layoff: Layoff;
  judged: Brought | undefined;
  count: number;
  onClose: () => void;
}

/** Judge a file in every case in which it waits. */
export function JudgeAllDrawer({ layoff, judged, count, onClose }: JudgeAllDrawerProps) {
  const { t } = useTranslation("layoffs");
  const judge = $api.useMutation("post", "/api/v1/layoffs/{id}/evidence/{sha256}/review");
  return (
    <FormDrawer title={t("judge.title")} open={!!judged} onClose={onClose}>
      {judged && (
        <div className="stack">
          <PieceToJudge separationId={judged.separation.id} piece={judged.piece} />
          <ServerForm<Judgement>
            send={async (body) => {
              const path = { id: layoff.id, sha256: judged.of.sha256 };
              const { cases } = await judge.mutateAsync({ params: { path }, body });
              void message.success(t("judge.sent", { count: cases }));
            }}
            onSent={onClose}
            submit={t("judge.submit")}
            cancel={{ act: onClose }}
          >
            <p className="note" style={{ marginBottom: 16 }}>
              {t("judge.for_all")}
            </p>
            <JudgementFields />
            <Working when={judge.isPending} cases={count} />
          </ServerForm>
        </div>
      )}
    </FormDrawer>
  );
}
