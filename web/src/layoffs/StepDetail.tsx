import { useTranslation } from "react-i18next";
import type { Layoff, Separation } from "../api/types";
import { spoken } from "../i18n/i18n";
import type { GateRow } from "../separations/gateRows";
import { PieceList } from "../separations/PieceList";
import { Tag, type Tone } from "../ui/Tag";
import type { Brought } from "./brought";
import { liveCases, type StepKey } from "./procedure";

interface StepDetailProps {
  stepKey: StepKey;
  layoff: Layoff;
  cases: Separation[];
  hasUnion: boolean;
  /** What the ground asks for as a file. */
  wanted: GateRow[];
  /** Files of the lay-off itself. */
  brought: Brought[];
  onJudge: (judged: Brought) => void;
}

/** What is on record of a step. */
export function StepDetail(props: StepDetailProps) {
  const { t } = useTranslation("layoffs");
  const { stepKey, layoff, cases, hasUnion } = props;
  const live = liveCases(cases);
  switch (stepKey) {
    case "explain":
      return layoff.explanation ? (
        <div className="procedure-detail">
          <p>{t("explained_to", { audience: t(`audience.${layoff.explanation.to}`) })}</p>
          <p className="prose quote">{layoff.explanation.opinions}</p>
        </div>
      ) : null;
    case "report":
      return layoff.report ? (
        <p className="procedure-detail">{t("receipt_is", { receipt: layoff.report.receipt })}</p>
      ) : null;
    case "evidence":
      return <Files {...props} />;
    case "union_notice":
      return hasUnion ? null : <p className="procedure-detail small">{t("no_union")}</p>;
    case "union_reply":
      return <Objections cases={live} />;
    case "approval_request": {
      const rejected = live.filter((one) => one.approval?.decision === "rejected");
      const reason = rejected[0]?.approval?.reason;
      return rejected.length > 0 ? (
        <div className="procedure-detail">
          <Tag tone="bad">{t("rejected", { count: rejected.length })}</Tag>
          {reason && <p className="prose quote">{reason}</p>}
        </div>
      ) : null;
    }
    default:
      return null;
  }
}

function Objections({ cases }: { cases: Separation[] }) {
  const { t } = useTranslation("layoffs");
  const replies = cases.flatMap((one) => one.union?.reply ?? []);
  const objections = replies.filter((reply) => reply.answer === "objection");
  const texts = [...new Set(replies.map((reply) => reply.text).filter(Boolean))];
  if (replies.length === 0) return null;
  return (
    <div className="procedure-detail">
      {objections.length > 0 ? (
        <Tag tone="bad">{t("objections", { count: objections.length })}</Tag>
      ) : (
        <Tag>{t("no_objections")}</Tag>
      )}
      {texts.slice(0, 3).map((text) => (
        <p key={text} className="prose quote">
          {text}
        </p>
      ))}
    </div>
  );
}

const TONES: Record<GateRow["state"] | "waiting", Tone> = {
  proved: "good",
  waiting: "warn",
  missing: "warn",
  let_pass: "warn",
  later: "plain",
  advised: "plain",
};

function Files({ wanted, brought, onJudge }: StepDetailProps) {
  const { t, i18n } = useTranslation("layoffs");
  const others = brought.filter(({ of }) => !wanted.some((row) => row.code === of.code));
  return (
    <ul className="procedure-detail layoff-files">
      {wanted.map((row) => {
        const own = brought.filter(({ of }) => of.code === row.code);
        const waits = row.state === "missing" && own.some(({ of }) => of.waiting > 0);
        const state = waits ? "waiting" : row.state;
        return (
          <li key={row.code}>
            <div className="row">
              <Tag tone={TONES[state]}>{t(`file_state.${state}`)}</Tag>
              <span>{spoken(row, i18n.language)}</span>
              <span className="mono quiet">{row.code}</span>
            </div>
            <FileList files={own} onJudge={onJudge} />
          </li>
        );
      })}
      {others.map((file) => (
        <li key={file.piece.id}>
          <div className="row">
            <span>{spoken(file.of, i18n.language)}</span>
            <span className="mono quiet">{file.of.code}</span>
          </div>
          <FileList files={[file]} onJudge={onJudge} />
        </li>
      ))}
    </ul>
  );
}

/** Files for one code, and in how many cases each was accepted, rejected, or waits. */
function FileList({ files, onJudge }: { files: Brought[]; onJudge: (judged: Brought) => void }) {
  const { t } = useTranslation("layoffs");
  return files.map((file) => {
    const { cases, waiting, accepted, rejected } = file.of;
    const counted = { cases, waiting, accepted, rejected };
    return (
      <div key={file.piece.id} className="layoff-file">
        <PieceList separation={file.separation} pieces={[file.piece]} onJudge={() => onJudge(file)} />
        <p className="quiet small">{t(waiting > 0 ? "in_cases_waiting" : "in_cases", counted)}</p>
      </div>
    );
  });
}
