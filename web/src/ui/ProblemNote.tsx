import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem, type FieldProblem } from "../api/problem";
import "./problem.css";

interface ProblemNoteProps {
  /** Whatever was thrown; nothing is shown when nothing was. */
  problem: unknown;
  /** Field messages that no field of the form shows; by default all of them. */
  rest?: FieldProblem[];
}

const OWN_WORDS = ["no_connection", "passkey_known", "passkey_not_given", "unknown", "unreadable"];

/** What the service refused and what to do about it, in its own sentence. */
export function ProblemNote({ problem, rest }: ProblemNoteProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  if (!problem) return null;
  const { title, detail, code, status, state_title: state, instance, errors } = asProblem(problem);
  const heading = detail || title || t(OWN_WORDS.includes(code) ? `problem.${code}` : "problem.unknown");
  const listed = rest ?? errors;
  return (
    <div className="problem" role="alert">
      <p className="strong">{heading}</p>
      {listed.length > 0 && (
        <ul>
          {listed.map((error) => (
            <li key={error.pointer + error.code}>
              {error.detail} <span className="mono">{error.pointer}</span>
            </li>
          ))}
        </ul>
      )}
      {state && <p className="small">{t("problem.state", { state })}</p>}
      {(status === 412 || code === "invalid_state") && (
        <Button size="small" onClick={() => void client.invalidateQueries()}>
          {t("problem.reload")}
        </Button>
      )}
      {status >= 500 && instance && <p className="small mono">{instance}</p>}
    </div>
  );
}
