import { Form, Input, Result } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { ReviewCycle } from "../api/types";
import { paths } from "../paths";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { DateText } from "../ui/Text";
import { useMe } from "../ui/useMe";

/** Send the goals to everyone who holds a position with goals. Before the first day; late only with a reason. */
export function DeliveryTab({ cycle }: { cycle: ReviewCycle }) {
  const { t } = useTranslation("cycles");
  const required = useRequired();
  const { today } = useMe();
  const late = today >= cycle.from;
  const [sent, setSent] = useState<number | null>(null);
  const set = $api
    .useSuspenseQuery("get", "/api/v1/review-cycles/{id}/position-goals", {
      params: { path: { id: cycle.id } },
    })
    .data.items.filter((one) => one.goals.length > 0);
  const deliver = $api.useMutation("post", "/api/v1/review-cycles/{id}/delivery");

  if (sent !== null) {
    return (
      <Panel>
        <Result
          status="success"
          title={t("delivery.done", { count: sent })}
          subTitle={t("delivery.done_about")}
          extra={<Go to={`${paths.reviews()}?cycle_id=${cycle.id}`}>{t("delivery.see")}</Go>}
        />
      </Panel>
    );
  }
  return (
    <Panel title={t("delivery.title")} about={t("delivery.about")}>
      {set.length === 0 ? (
        <p className="note warn">
          {t("delivery.no_goals")} <Go to={paths.cycle(cycle.id, "goals")}>{t("set_goals")}</Go>
        </p>
      ) : (
        <div className="stack">
          <p>
            {t("delivery.positions")}{" "}
            <span className="strong">{set.map((one) => one.position.name).join("、")}</span>
          </p>
          <p className={late ? "note warn" : "note"}>
            {late ? t("delivery.late") : t("delivery.in_time")} <DateText date={cycle.from} />
          </p>
          <ServerForm<{ late_reason?: string }>
            send={async (body) => {
              const answer = await deliver.mutateAsync({
                params: { path: { id: cycle.id } },
                body: late ? body : {},
              });
              setSent(answer.delivered);
            }}
            submit={t("delivery.send")}
          >
            {late && (
              <Form.Item name="late_reason" label={t("delivery.late_reason")} rules={[required]}>
                <Input.TextArea autoSize={{ minRows: 2 }} />
              </Form.Item>
            )}
          </ServerForm>
        </div>
      )}
    </Panel>
  );
}
