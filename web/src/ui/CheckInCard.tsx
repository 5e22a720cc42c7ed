import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { CheckIn } from "../api/types";
import { AnswerForm } from "./AnswerForm";
import { AnswerText } from "./AnswerText";
import "./checkin.css";
import { Tag } from "./Tag";
import { DateText, PersonText } from "./Text";
import { useMe } from "./useMe";

/** One conversation, as written down, with the employee's answer; the employee answers here. */
export function CheckInCard({ checkIn, withName }: { checkIn: CheckIn; withName?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const answer = $api.useMutation("post", "/api/v1/check-ins/{id}/acknowledgement");
  const asked = isSelf(me, checkIn.employee) && !checkIn.employee_answer;
  return (
    <article className="panel check-in" id={checkIn.id}>
      <header>
        <div className="row">
          <Tag
            tone={
              checkIn.kind === "warning_talk" ? "bad" : checkIn.kind === "plan_check_in" ? "warn" : "info"
            }
          >
            {t(`check_in.kind.${checkIn.kind}`)}
          </Tag>
          <h2>{checkIn.topic}</h2>
        </div>
        <span className="quiet small">
          <DateText date={checkIn.held_on} />
        </span>
      </header>
      <p className="quiet small">
        {withName && (
          <>
            <PersonText person={checkIn.employee} link={!isSelf(me, checkIn.employee)} /> ·{" "}
          </>
        )}
        {t("check_in.by")} <PersonText person={checkIn.manager} />
      </p>
      <p className="prose">{checkIn.text}</p>
      <div className="check-in-answer">
        {asked ? (
          <AnswerForm
            question={t("check_in.question")}
            send={(body) =>
              answer.mutateAsync({
                params: { path: { id: checkIn.id } },
                body,
                headers: ifMatch(checkIn),
              })
            }
          />
        ) : (
          <>
            <span className="quiet small">{t("check_in.answer")}</span>
            <AnswerText answer={checkIn.employee_answer} />
          </>
        )}
      </div>
    </article>
  );
}
