import { CheckCircleFilled, ClockCircleOutlined } from "@ant-design/icons";
import { Form, Input, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Separation } from "../api/types";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { dateText } from "../ui/format";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { InstantText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { isOver, roadOf } from "./road";

/** The end: the certificate with its four items, and the employment closed; or the case withdrawn. */
export function AfterTab({ separation, self }: { separation: Separation; self: boolean }) {
  const { t } = useTranslation("separations");
  const me = useMe();
  const hr = hasRole(me, "hr");
  const over = isOver(separation);
  return (
    <div className="stack">
      <Panel title={t("after.title")} about={t("after.about")}>
        <ul className="stack tight">
          <Done done={isReady(separation)}>{t(`after.before.${roadOf(separation.ground)}`)}</Done>
          <Done done={!!separation.certificate_document_id}>
            {t("after.certificate")}{" "}
            {separation.certificate_document_id && (
              <Go to={paths.document(separation.certificate_document_id)}>{t("after.read_certificate")}</Go>
            )}
          </Done>
          <Done done={separation.stage === "completed"}>
            {t("after.ended")}{" "}
            {separation.completed_at && (
              <span className="quiet small">
                <InstantText at={separation.completed_at} />
              </span>
            )}
          </Done>
        </ul>
        {hr && !over && <Completion separation={separation} />}
      </Panel>
      {self && separation.stage === "completed" && (
        <p className="note">
          {t("after.your_papers")} <Go to={paths.papers()}>{t("after.to_papers")}</Go>
        </p>
      )}
      {!self && <Disputes separation={separation} />}
      {hr && !over && <Withdrawal separation={separation} />}
    </div>
  );
}

/** The disputes about this case. */
function Disputes({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const query = { separation_id: separation.id, limit: 50 };
  const disputes = $api.useSuspenseQuery("get", "/api/v1/disputes", { params: { query } }).data.items;
  const begin = paths.newDispute({ employee: separation.employee.id, separation: separation.id });
  return (
    <Panel title={t("after.disputes")} extra={<Go to={begin}>{t("after.open_dispute")}</Go>}>
      {disputes.length === 0 ? (
        <p className="quiet">{t("after.no_dispute")}</p>
      ) : (
        <ul className="stack tight">
          {disputes.map((one) => (
            <li key={one.id}>
              <Go to={paths.dispute(one.id)}>
                {one.number} {one.tribunal} {one.case_number}
              </Go>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What must come before the end on this road has come. */
function isReady({ ground, stage, notice }: Separation): boolean {
  if (stage === "signed" || stage === "completed") return true;
  if (roadOf(ground) === "by_law") return stage === "approved";
  return stage === "noticed" && !!notice?.served_on;
}

function Done({ done, children }: { done: boolean; children: React.ReactNode }) {
  return (
    <li className="row">
      {done ? (
        <CheckCircleFilled style={{ color: "var(--good)" }} aria-hidden />
      ) : (
        <ClockCircleOutlined style={{ color: "var(--quiet)" }} aria-hidden />
      )}
      <span className={done ? "" : "quiet"}>{children}</span>
    </li>
  );
}

function Completion({ separation }: { separation: Separation }) {
  const { t, i18n } = useTranslation("separations");
  const complete = $api.useMutation("post", "/api/v1/separations/{id}/completion");
  const { today } = useMe();
  const { last_day } = separation;
  const early = !!last_day && last_day > today;
  const ready = isReady(separation) && !early;
  const why = !isReady(separation)
    ? t("after.why_not")
    : early && t("after.why_early", { day: dateText(last_day, i18n.language) });
  const button = (
    <ActionButton type="primary" why={why} loading={complete.isPending}>
      {t("after.complete")}
    </ActionButton>
  );
  return (
    <div className="stack tight" style={{ marginTop: 18 }}>
      <ProblemNote problem={complete.error} />
      <div>
        {ready ? (
          <Popconfirm
            title={t("after.sure")}
            description={t("after.sure_about")}
            okText={t("after.complete")}
            cancelText={t("cancel")}
            onConfirm={() =>
              complete.mutate({ params: { path: { id: separation.id } }, headers: ifMatch(separation) })
            }
          >
            {button}
          </Popconfirm>
        ) : (
          button
        )}
      </div>
    </div>
  );
}

function Withdrawal({ separation }: { separation: Separation }) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const [open, setOpen] = useState(false);
  const withdraw = $api.useMutation("post", "/api/v1/separations/{id}/withdrawal");
  return (
    <Panel
      title={t("after.withdraw")}
      about={t(
        roadOf(separation.ground) === "employee_notice" ? "after.withdraw_resigned" : "after.withdraw_about",
      )}
    >
      {open ? (
        <ServerForm<{ reason: string }>
          send={(body) =>
            withdraw.mutateAsync({
              params: { path: { id: separation.id } },
              headers: ifMatch(separation),
              body,
            })
          }
          onSent={() => setOpen(false)}
          submit={t("after.withdraw")}
          cancel={{ act: () => setOpen(false) }}
        >
          <Form.Item name="reason" label={t("reason")} rules={[required]}>
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
        </ServerForm>
      ) : (
        <ActionButton danger onClick={() => setOpen(true)}>
          {t("after.withdraw")}
        </ActionButton>
      )}
    </Panel>
  );
}
