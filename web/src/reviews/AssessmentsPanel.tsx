import { useTranslation } from "react-i18next";
import type { Review } from "../api/types";
import { AnswerText } from "../ui/AnswerText";
import { Panel } from "../ui/Panel";
import { InstantText, NumberText } from "../ui/Text";

/** What each side has said: the answer to the goals, the self-assessment and the manager's. */
export function AssessmentsPanel({ review }: { review: Review }) {
  const { t } = useTranslation("reviews");
  const { goals_answer, self_assessment, manager_assessment, manager } = review;
  return (
    <div className="grid-2">
      <Panel title={t("side.employee", { name: review.employee.name })}>
        <div className="stack">
          <div>
            <h3>{t("line.answer")}</h3>
            <AnswerText answer={goals_answer} />
          </div>
          <div>
            <h3>{t("line.self")}</h3>
            {self_assessment ? (
              <>
                <p className="quiet small">
                  <InstantText at={self_assessment.at} />
                </p>
                <p className="prose quote">{self_assessment.text}</p>
              </>
            ) : (
              <p className="quiet">{t("not_yet")}</p>
            )}
          </div>
        </div>
      </Panel>
      <Panel title={t("side.manager", { name: manager?.name ?? "" })}>
        {manager_assessment ? (
          <>
            <p>
              {t("task.rating")}{" "}
              <span className="strong">
                <NumberText value={manager_assessment.rating} />
              </span>{" "}
              <span className="quiet small">
                <InstantText at={manager_assessment.at} />
              </span>
            </p>
            <p className="prose quote">{manager_assessment.text}</p>
          </>
        ) : (
          <p className="quiet">{t("not_yet")}</p>
        )}
      </Panel>
    </div>
  );
}
