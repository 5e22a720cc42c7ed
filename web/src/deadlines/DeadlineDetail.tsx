import { Form, Input, message } from "antd";
import { useTranslation } from "react-i18next";
import { isSelf, may } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Deadline } from "../api/types";
import { pathOfResource } from "../paths";
import { Facts } from "../ui/Facts";
import { Go } from "../ui/Go";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { RuleTag } from "../ui/Tag";
import { DateText, DueText, InstantText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { DeadlineTag } from "./DeadlineList";

const SEE: Record<string, string> = { separation: "see_case", dispute: "see_dispute" };

/** One deadline: what it rests on, what follows when it is missed, and what became of it. */
export function DeadlineDetail({ deadline, onDone }: { deadline: Deadline; onDone: () => void }) {
  const { t } = useTranslation("deadlines");
  const me = useMe();
  const self = isSelf(me, deadline.employee);
  const about = pathOfResource(deadline.resource_type, deadline.resource_id);
  const { reminder } = deadline;
  const mayAcknowledge = may(me, "deadlines.acknowledge") && !self && reminder && !reminder.acknowledged_at;
  return (
    <div className="stack deadline-detail">
      <div className="row between">
        <DeadlineTag deadline={deadline} />
        <RuleTag rule={deadline.rule} cite={deadline.cite} />
      </div>
      <Facts
        of={[
          [t("employee"), <PersonText key="employee" person={deadline.employee} link={!self} />],
          [t("due_on"), <DueText key="due_on" on={deadline.due_on} />],
          [t("owner.label"), t(`owner.${deadline.owner}`)],
          [t("lead"), deadline.lead_days.length ? t("days", { days: deadline.lead_days.join(" / ") }) : null],
          [t("done_on"), deadline.done_on && <DateText key="done_on" date={deadline.done_on} />],
        ]}
      />
      <div>
        <h3>{t("basis")}</h3>
        <p className="prose">{deadline.basis}</p>
      </div>
      <div>
        <h3>{t("consequence")}</h3>
        <p className="prose">{deadline.consequence}</p>
      </div>
      {about && (
        <p>
          <Go to={about}>{t(SEE[deadline.resource_type] ?? "see_employee")}</Go>
        </p>
      )}
      {reminder && (
        <p className="quiet small">
          {t("noticed_on")} <DateText date={reminder.noticed_on} />
          {reminder.escalated_at && (
            <>
              {" · "}
              <span className="bad">{t("escalated_at")}</span> <InstantText at={reminder.escalated_at} />
            </>
          )}
        </p>
      )}
      {reminder?.acknowledged_at && (
        <div className="note good">
          <p className="small">
            {t("acknowledged_by", { name: reminder.acknowledged_by_name ?? "" })}{" "}
            <InstantText at={reminder.acknowledged_at} />
          </p>
          <p className="prose">{reminder.acknowledgement}</p>
        </div>
      )}
      {mayAcknowledge && <AcknowledgementForm reminder={reminder} onDone={onDone} />}
    </div>
  );
}

type Reminder = NonNullable<Deadline["reminder"]>;

function AcknowledgementForm({ reminder, onDone }: { reminder: Reminder; onDone: () => void }) {
  const { t } = useTranslation("deadlines");
  const required = useRequired();
  const acknowledge = $api.useMutation("post", "/api/v1/deadlines/{id}/acknowledgement");
  return (
    <ServerForm<{ text: string }>
      send={(body) =>
        acknowledge.mutateAsync({ params: { path: { id: reminder.id } }, headers: ifMatch(reminder), body })
      }
      onSent={() => {
        void message.success(t("acknowledged"));
        onDone();
      }}
      submit={t("acknowledge")}
    >
      <Form.Item name="text" label={t("how_handled")} rules={[required]} extra={t("how_handled_hint")}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
    </ServerForm>
  );
}
