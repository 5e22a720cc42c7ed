import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { EvidencePiece, Gate, Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import { pathOfResource } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { dateText } from "../ui/format";
import { Go } from "../ui/Go";
import { ShaText } from "../ui/Text";
import { actOf, type GateRow, gateRows } from "./gateRows";
import "./gate.css";
import { isOwnWords } from "./ownWords";
import { PieceList } from "./PieceList";

interface GateChecklistProps {
  gate: Pick<Gate, "evidence" | "missing" | "stage">;
  separation: Separation;
  pieces: EvidencePiece[];
  /** What may be begun from here; absent for those who only look. */
  on?: {
    bring: (code: string) => void;
    /** Why nothing can be brought in, if so. */
    whyNotBring: string | null;
    judge: (piece: EvidencePiece) => void;
  };
}

const MARKS = {
  proved: <CheckCircleFilled aria-hidden />,
  missing: <MinusCircleOutlined aria-hidden />,
  let_pass: <WarningOutlined aria-hidden />,
  later: <ClockCircleOutlined aria-hidden />,
  advised: <ExclamationCircleOutlined aria-hidden />,
};

/** One row a piece of evidence: the record that proves it, or the step that would, begun right there. */
export function GateChecklist({ gate, separation, pieces, on }: GateChecklistProps) {
  const { t, i18n } = useTranslation("separations");
  return (
    <ol className="gate-list">
      {gateRows(gate).map((row) => {
        const own = pieces.filter((piece) => piece.code === row.code && !isOwnWords(piece));
        return (
          <li key={row.code} className={`gate-row ${row.state}`}>
            <span className="gate-mark">
              {MARKS[row.state]}
              <span className="visually-hidden">{t(`gate.state.${row.state}`)}</span>
            </span>
            <div className="grow">
              <p className="strong">{spoken(row, i18n.language)}</p>
              {row.proof ? (
                <Proof proof={row.proof} />
              ) : (
                <NextStep row={row} separation={separation} on={on} />
              )}
              {own.length > 0 && (
                <PieceList
                  separation={separation}
                  pieces={own}
                  onJudge={on && ((piece) => on.judge(piece))}
                />
              )}
            </div>
            <span className="gate-code mono">{row.code}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Proof({ proof }: { proof: NonNullable<GateRow["proof"]> }) {
  const { t, i18n } = useTranslation("separations");
  const to = pathOfResource(proof.resource_type, proof.resource_id);
  return (
    <p className="gate-proof">
      <span>{t("gate.proved_by")}</span> {to ? <Go to={to}>{proof.title}</Go> : <span>{proof.title}</span>}
      <span className="quiet">{dateText(proof.dated, i18n.language)}</span>
      {proof.sha256 && <ShaText sha256={proof.sha256} />}
      {typeof proof.entry_index === "number" && (
        <span className="mono quiet">{t("gate.entry", { index: proof.entry_index })}</span>
      )}
    </p>
  );
}

const TONES = { proved: "good", missing: "bad", let_pass: "warn", later: "quiet", advised: "warn" };
const WORDS = {
  proved: "gate.state.proved",
  missing: "gate.missing",
  let_pass: "gate.let_pass_short",
  later: "gate.later",
  advised: "gate.advised_short",
};

interface NextStepProps {
  row: GateRow;
  separation: Separation;
  on: GateChecklistProps["on"];
}

function NextStep({ row, separation, on }: NextStepProps) {
  const { t, i18n } = useTranslation("separations");
  const at = { separation: separation.id, employee: separation.employee.id };
  const act = row.next_step && on ? actOf(row.next_step.action, at) : null;
  // Whoever only looks is the person the case is about: the step is not theirs to take.
  const says = row.next_step && (on ? spoken(row.next_step, i18n.language) : t("gate.employers_to_show"));
  return (
    <>
      <p className="gate-next">
        <span className={`strong ${TONES[row.state]}`}>{t(WORDS[row.state])}</span>
        <span>{says ?? t("gate.contradicted")}</span>
        {act?.kind === "go" && <Go to={act.to}>{t("gate.do")}</Go>}
      </p>
      {on && act?.kind === "bring" && (
        <p style={{ marginTop: 6 }}>
          <ActionButton
            size="small"
            why={on.whyNotBring}
            onClick={() => on.bring(row.code)}
            aria-label={t("gate.bring_for", { code: row.code })}
          >
            {t("gate.bring")}
          </ActionButton>
        </p>
      )}
    </>
  );
}
