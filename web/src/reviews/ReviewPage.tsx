import { useTranslation } from "react-i18next";
import { hasRole, isManagerOf, isSelf } from "../api/can";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { ReviewStageTag } from "../ui/stages";
import { PeriodText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useId } from "../ui/usePlace";
import { AssessmentsPanel } from "./AssessmentsPanel";
import { GoalsPanel } from "./GoalsPanel";
import { ResultPanel } from "./ResultPanel";
import { ReviewTasks } from "./ReviewTasks";
import { StageLine } from "./StageLine";
import "./review.css";

/** One employee's goals, assessments and result in one cycle, with every answer given on the way. */
export default function ReviewPage() {
  const { t } = useTranslation("reviews");
  const me = useMe();
  const id = useId();
  const review = $api.useSuspenseQuery("get", "/api/v1/reviews/{id}", { params: { path: { id } } }).data;
  const self = isSelf(me, review.employee);
  const manages = isManagerOf(me, review);
  // What is to be answered stands first, and the answer below it.
  const tasks = <ReviewTasks review={review} self={self} manages={manages} hr={hasRole(me, "hr")} />;
  const below = review.result?.below_baseline && review.result.delivered_at;
  return (
    <Page
      title={self ? review.cycle.name : t("of", { name: review.employee.name, cycle: review.cycle.name })}
      back={{ to: paths.reviews(), label: t("title") }}
      tags={<ReviewStageTag stage={review.stage} />}
      about={
        <span className="row">
          {!self && <PersonText person={review.employee} link />}
          <span>{review.position?.name}</span>
          <PeriodText from={review.cycle.from} until={review.cycle.until} />
        </span>
      }
    >
      <StageLine review={review} />
      {review.late_reason && <p className="note warn">{t("late", { reason: review.late_reason })}</p>}
      {review.result && <ResultPanel review={review} self={self} />}
      {review.stage !== "goals_delivered" && tasks}
      {below && (manages || hasRole(me, "hr")) && (
        <p className="note warn row between">
          <span>{t("below_next")}</span>
          <Go to={paths.newPlan({ review_id: review.id, employee_id: review.employee.id })}>
            {t("begin_plan")}
          </Go>
        </p>
      )}
      <GoalsPanel review={review} />
      {review.stage === "goals_delivered" && tasks}
      <AssessmentsPanel review={review} />
      {review.document_ids.length > 0 && (
        <Panel title={t("documents")} about={t("documents_about")}>
          <ul className="stack tight">
            {review.document_ids.map((document, at) => (
              <li key={document}>
                <Go to={paths.document(document)}>{t("document", { number: at + 1 })}</Go>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {review.goals.length === 0 && <Empty title={t("no_goals")} />}
    </Page>
  );
}
