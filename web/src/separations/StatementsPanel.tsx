import { useTranslation } from "react-i18next";
import type { EvidencePiece } from "../api/types";
import { Panel } from "../ui/Panel";
import { InstantText } from "../ui/Text";
import { isOwnWords } from "./ownWords";

/** What the employee says to the case, word for word. */
export function StatementsPanel({ pieces }: { pieces: EvidencePiece[] }) {
  const { t } = useTranslation("casework");
  const said = pieces.filter(isOwnWords);
  if (said.length === 0) return null;
  return (
    <Panel title={t("statement.title")} about={t("statement.about")}>
      <ul className="stack">
        {said.map((piece) => (
          <li key={piece.id}>
            <p className="prose quote">{piece.text || piece.title}</p>
            <p className="quiet small">
              {piece.added_by_name} · <InstantText at={piece.added_at} />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
