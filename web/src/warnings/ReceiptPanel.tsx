import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Warning } from "../api/types";
import { AnswerForm } from "../ui/AnswerForm";
import { AnswerText } from "../ui/AnswerText";
import { Panel } from "../ui/Panel";
import { DueText } from "../ui/Text";

/** Receipt of the letter, with an objection or without. It proves that the letter arrived and nothing more. */
export function ReceiptPanel({ warning, self }: { warning: Warning; self: boolean }) {
  const { t } = useTranslation("warnings");
  const send = $api.useMutation("post", "/api/v1/warnings/{id}/acknowledgement");
  if (!warning.letter || (warning.stage === "withdrawn" && !warning.employee_answer)) return null;
  const asked = self && warning.stage === "issued";
  return (
    <Panel title={t("receipt")} about={t("receipt_about")} tinted={asked}>
      {asked ? (
        <AnswerForm
          words="receipt"
          question={t("receipt_question")}
          send={(body) =>
            send.mutateAsync({ params: { path: { id: warning.id } }, headers: ifMatch(warning), body })
          }
        />
      ) : (
        <>
          <AnswerText words="receipt" answer={warning.employee_answer} />
          {!warning.employee_answer && (
            <p className="quiet small">
              {t("receipt_due")} <DueText on={warning.letter.due_on} />
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
