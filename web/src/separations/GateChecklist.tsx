import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
} from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { Gate, Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import { pathOfResource } from "../paths";
import { dateText } from "../ui/format";
import { Go } from "../ui/Go";
import { ShaText } from "../ui/Text";
import { type GateRow, gateRows, placeOf } from "./gateRows";

interface GateChecklistProps {
  gate: Pick<Gate, "evidence" | "missing" | "stage">;
  separation: Pick<Separation, "id" | "employee">;
}

/** One row a piece of evidence: the record that proves it, or the step that would. */
export function GateChecklist({ gate, separation }: GateChecklistProps) {
  return (
    <ol className="gate-list">
      {gateRows(gate).map((row) => (
        <Row key={row.code} row={row} at={{ separation: separation.id, employee: separation.employee.id }} />
      ))}
    </ol>
  );
}

function Row({ row, at }: { row: GateRow; at: { separation: string; employee: string } }) {
  const { t, i18n } = useTranslation("separations");
  return (
    <li className={`gate-row ${row.state}`}>
      <span className="gate-mark">
        {row.state === "proved" ? (
          <CheckCircleFilled aria-hidden />
        ) : row.state === "missing" ? (
          <MinusCircleOutlined aria-hidden />
        ) : row.state === "later" ? (
          <ClockCircleOutlined aria-hidden />
        ) : (
          <ExclamationCircleOutlined aria-hidden />
        )}
        <span className="visually-hidden">{t(`gate.state.${row.state}`)}</span>
      </span>
      <div className="grow">
        <p className="strong">{spoken(row, i18n.language)}</p>
        {row.proof ? <Proof proof={row.proof} /> : <NextStep row={row} at={at} />}
      </div>
      <span className="gate-code mono">{row.code}</span>
    </li>
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

const TONES = { proved: "good", missing: "bad", later: "quiet", advised: "warn" };
const WORDS = {
  proved: "gate.state.proved",
  missing: "gate.missing",
  later: "gate.later",
  advised: "gate.advised_short",
};

function NextStep({ row, at }: { row: GateRow; at: { separation: string; employee: string } }) {
  const { t, i18n } = useTranslation("separations");
  const to = placeOf(row.code, at);
  return (
    <p className="gate-next">
      <span className={`strong ${TONES[row.state]}`}>{t(WORDS[row.state])}</span>
      {row.next_step && <span>{spoken(row.next_step, i18n.language)}</span>}
      {to && <Go to={to}>{t("gate.do")}</Go>}
    </p>
  );
}
