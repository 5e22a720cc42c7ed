import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { TemplateComparison, TemplateDetail } from "../api/types";
import { Alone, Panel } from "../ui/Panel";
import { Tag, type Tone } from "../ui/Tag";

type ClauseChange = TemplateComparison["clauses"][number];
type Piece = ClauseChange["pieces"][number];

const TONES: Record<ClauseChange["change"], Tone> = {
  same: "plain",
  added: "good",
  removed: "bad",
  changed: "warn",
};

interface ComparisonPanelProps {
  id: string;
  number: number;
  /** The versions before it, latest first. */
  earlier: TemplateDetail["versions"];
}

/** What a version changes against an earlier one, as a redline. */
export function ComparisonPanel({ id, number, earlier }: ComparisonPanelProps) {
  const { t } = useTranslation("templates");
  const [against, setAgainst] = useState(earlier[0]?.number ?? 1);
  return (
    <Panel
      title={t("comparison")}
      about={t("compare.about")}
      extra={
        <Select
          aria-label={t("compare.with")}
          value={against}
          onChange={setAgainst}
          options={earlier.map((one) => ({
            value: one.number,
            label: t("compare.with_version", { number: one.number }),
          }))}
        />
      }
    >
      <Alone key={against}>
        <Redline id={id} number={number} against={against} />
      </Alone>
    </Panel>
  );
}

function Redline({ id, number, against }: { id: string; number: number; against: number }) {
  const { t } = useTranslation("templates");
  const { opening, clauses } = $api.useSuspenseQuery(
    "get",
    "/api/v1/templates/{id}/versions/{number}/comparison",
    { params: { path: { id, number }, query: { with: against } } },
  ).data;
  const changed = clauses.filter((clause) => clause.change !== "same");
  const opens = opening.some((piece) => piece.change !== "same");
  if (!opens && changed.length === 0) return <p className="quiet">{t("compare.nothing")}</p>;
  return (
    <div className="redline">
      {opens && (
        <section>
          <h3 className="visually-hidden">{t("compare.opening")}</h3>
          <Pieces pieces={opening} />
        </section>
      )}
      {changed.map((clause) => (
        <section key={clause.key}>
          <h3>
            <span className="visually-hidden">{clause.heading}</span>{" "}
            <Tag tone={TONES[clause.change]}>{t(`compare.change.${clause.change}`)}</Tag>
          </h3>
          <Pieces pieces={clause.pieces} />
        </section>
      ))}
      <p className="quiet small">{t("compare.same", { number: clauses.length - changed.length })}</p>
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
