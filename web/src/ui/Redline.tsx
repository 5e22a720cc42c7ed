import { useTranslation } from "react-i18next";
import type { TemplateComparison } from "../api/types";
import { Tag, type Tone } from "./Tag";
import "./redline.css";

type ClauseChange = TemplateComparison["clauses"][number];
type Piece = ClauseChange["pieces"][number];

const TONES: Record<ClauseChange["change"], Tone> = {
  same: "plain",
  added: "good",
  removed: "bad",
  changed: "warn",
};

/** What one text says differently from another: clause by clause, struck out and underlined. */
export function Redline({ comparison }: { comparison: TemplateComparison }) {
  const { t } = useTranslation();
  const { opening, clauses } = comparison;
  const changed = clauses.filter((clause) => clause.change !== "same");
  const opens = opening.some((piece) => piece.change !== "same");
  if (!opens && changed.length === 0) return <p className="quiet">{t("redline.nothing")}</p>;
  return (
    <div className="redline">
      {opens && (
        <section>
          <h3 className="visually-hidden">{t("redline.opening")}</h3>
          <Pieces pieces={opening} />
        </section>
      )}
      {changed.map((clause) => (
        <section key={clause.key}>
          <h3>
            <span className="visually-hidden">{clause.heading}</span>{" "}
            <Tag tone={TONES[clause.change]}>{t(`redline.change.${clause.change}`)}</Tag>
          </h3>
          <Pieces pieces={clause.pieces} />
        </section>
      ))}
      <p className="quiet small">{t("redline.same", { number: clauses.length - changed.length })}</p>
    </div>
  );
}

function Pieces({ pieces }: { pieces: Piece[] }) {
  return (
    <p className="prose">
      {pieces.map((piece, at) =>
        piece.change === "added" ? (
          <ins key={at}>{piece.text}</ins>
        ) : piece.change === "removed" ? (
          <del key={at}>{piece.text}</del>
        ) : (
          <span key={at}>{piece.text}</span>
        ),
      )}
    </p>
  );
}
