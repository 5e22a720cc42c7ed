import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../../api/client";
import type { NonCompete } from "../../api/types";
import { paths } from "../../paths";
import { AnswerForm } from "../../ui/AnswerForm";
import { AnswerText } from "../../ui/AnswerText";
import "../../ui/checkin.css";
import { Facts } from "../../ui/Facts";
import { FlagTags } from "../../ui/FlagTags";
import { Go } from "../../ui/Go";
import { Panel } from "../../ui/Panel";
import { Steps } from "../../ui/Steps";
import { RuleTag, Tag } from "../../ui/Tag";
import { DateText, InstantText, MoneyText, PeriodText } from "../../ui/Text";
import { Unfold } from "../../ui/Unfold";
import { useCan } from "../../ui/useMe";
import { computedOf } from "./duty";
import { Ending } from "./Ending";
import { Instalments } from "./Instalments";
import { ReleasePanel } from "./ReleasePanel";
import { Unpaid } from "./Unpaid";

/** What was said of a duty, what is paid for it, and how it ends: both sides see the same. */
export function Duty({ duty, self }: { duty: NonCompete; self: boolean }) {
  const can = useCan();
  const { terms } = duty;
  const pays = !self && can("non_competes.pay");
  return (
    <div className="stack">
      <Letter duty={duty} self={self} />
      {terms && <Instalments duty={duty} pays={pays} />}
      {terms && <Unpaid duty={duty} self={self} />}
      {duty.ending ? <Ending ending={duty.ending} /> : <ReleasePanel duty={duty} self={self} />}
    </div>
  );
}

function Letter({ duty, self }: { duty: NonCompete; self: boolean }) {
  const { t } = useTranslation("exit");
  const answer = $api.useMutation("post", "/api/v1/non-competes/{id}/acknowledgement");
  const { terms } = duty;
  // Payroll sees what is to be paid, not the papers of the person.
  const mayRead = useCan()("documents.read", { self });
  const computed = computedOf(terms?.computed);
  return (
    <Panel
      title={t("duty.title")}
      about={t(self ? "duty.about_self" : "duty.about")}
      extra={
        <Tag tone={duty.decision === "activated" ? (duty.ending ? "plain" : "warn") : "good"}>
          {t(duty.ending ? "duty.ended" : `duty.states.${duty.decision}`)}
        </Tag>
      }
    >
      <Facts
        of={[
          [t("duty.term"), terms && <PeriodText from={terms.from_on} until={terms.until_on} inclusive />],
          [t("duty.monthly"), terms && <MoneyText amount={terms.monthly} strong />],
          [t("duty.pay_day"), terms && t("duty.pay_day_of", { day: terms.pay_day })],
          [t("duty.bound_as"), terms && t(`duty.groups.${terms.bound_as}`)],
          [t("duty.scope"), terms?.scope],
          [t("duty.region"), terms?.region],
          [t("duty.decided_at"), <InstantText at={duty.decided_at} />],
          [t("duty.decided_by"), self ? null : duty.decided_by_name],
          [t("duty.letter"), mayRead && <Go to={paths.document(duty.document_id)}>{t("duty.read")}</Go>],
        ]}
      />
      <p className="prose" style={{ marginTop: 12 }}>
        <span className="quiet">{t(terms ? "duty.access" : "duty.reason")}：</span>
        {duty.reason}
      </p>
      {duty.late && (
        <p className="warn small row" style={{ marginTop: 8 }}>
          {t("duty.late")} <RuleTag rule="R-082" />
        </p>
      )}
      {computed && (
        <Unfold title={t("duty.how")} look="link">
          <Steps steps={computed.steps} />
          <FlagTags flags={computed.flags} />
        </Unfold>
      )}
      <div className="check-in-answer">
        {self && !duty.employee_answer ? (
          <AnswerForm
            question={t("duty.question")}
            send={(body) =>
              answer.mutateAsync({
                params: { path: { id: duty.id } },
                body,
                headers: ifMatch(duty),
              })
            }
          />
        ) : (
          <>
            <span className="quiet small">{t("duty.answer")}</span>
            <AnswerText answer={duty.employee_answer} />
          </>
        )}
      </div>
    </Panel>
  );
}

/** Where a duty stands, in a line of a list. */
export function DutyLine({ duty }: { duty: NonCompete }) {
  const { t } = useTranslation("exit");
  const paid = duty.instalments.filter((one) => one.state === "paid").length;
  if (!duty.terms) return <span className="quiet">{t("duty.states.waived")}</span>;
  return (
    <span className="row">
      <span>{t("duty.paid_of", { paid, all: duty.terms.months })}</span>
      {duty.unpaid_months > 0 && (
        <Tag tone="bad">{t("duty.unpaid_count", { count: duty.unpaid_months })}</Tag>
      )}
      {duty.ending && (
        <Tag>
          {t("duty.ended")} <DateText date={duty.ending.on} />
        </Tag>
      )}
    </span>
  );
}
