import { AlertFilled } from "@ant-design/icons";
import { Form, Input, message, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf, worksWithPeople } from "../api/can";
import { $api, ifMatch } from "../api/client";
import type { Alert } from "../api/types";
import { pathOfResource, paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Empty } from "../ui/Empty";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { AlertStateTag } from "../ui/stages";
import { DueText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import "./alerts.css";

/** Risks that were noticed: what it is, what it means, and what can be done by when. */
export default function AlertsPage() {
  const { t } = useTranslation("alerts");
  const me = useMe();
  const [search, change] = useSearch();
  const all = worksWithPeople(me);
  const state = search.state ?? "open";
  const whose = search.whose ?? (me.employee ? "mine" : "all");
  return (
    <Page title={t("title")} about={t("about")}>
      <div className="filters">
        <Segmented
          aria-label={t("state")}
          value={state}
          onChange={(value) =>
            change({ state: value === "open" ? undefined : value, cursor: undefined, page: undefined })
          }
          options={["open", "acknowledged", "resolved", "all"].map((value) => ({
            value,
            label: value === "all" ? t("all_states") : t(`stage.alert.${value}`),
          }))}
        />
        {all && me.employee && (
          <Segmented
            aria-label={t("whose.label")}
            value={whose}
            onChange={(value) => change({ whose: value, cursor: undefined, page: undefined })}
            options={["mine", "all"].map((value) => ({ value, label: t(`whose.${value}`) }))}
          />
        )}
      </div>
      <Alone key={`${state}${whose}${search.cursor}`}>
        <AlertList
          state={state === "all" ? undefined : state}
          mine={whose === "mine"}
          cursor={search.cursor}
        />
      </Alone>
    </Page>
  );
}

function AlertList({ state, mine, cursor }: { state?: string; mine: boolean; cursor?: string }) {
  const { t } = useTranslation("alerts");
  const opened = useId();
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/alerts", {
    params: { query: { state: state as Alert["state"], mine: mine || undefined, cursor, limit: 50 } },
  }).data;
  const shown = opened ? [...items].sort((a, b) => Number(b.id === opened) - Number(a.id === opened)) : items;
  if (items.length === 0) {
    return (
      <Panel>
        <Empty title={t("none")}>{t("none_about")}</Empty>
      </Panel>
    );
  }
  return (
    <div className="stack">
      {shown.map((alert) => (
        <AlertCard key={alert.id} alert={alert} opened={alert.id === opened} />
      ))}
      <Pager next={next_cursor} shown={items.length} />
    </div>
  );
}

function AlertCard({ alert, opened }: { alert: Alert; opened: boolean }) {
  const { t } = useTranslation("alerts");
  const me = useMe();
  const mine = isSelf(me, alert.addressee);
  const about = pathOfResource(alert.resource_type, alert.resource_id);
  const [resolving, setResolving] = useState(false);
  const acknowledge = $api.useMutation("post", "/api/v1/alerts/{id}/acknowledgement");
  const target = { params: { path: { id: alert.id } }, headers: ifMatch(alert) };
  const managed = !isSelf(me, alert.employee);
  return (
    <article className={`panel alert ${alert.state}${opened ? " opened" : ""}`}>
      <header>
        <div className="row">
          <AlertFilled aria-hidden className="alert-mark" />
          <h2>{alert.title}</h2>
          <AlertStateTag state={alert.state} />
        </div>
        <DueText on={alert.due_on} />
      </header>
      <p className="quiet small">
        {t("concerns")} <PersonText person={alert.employee} link={managed} /> · {t("addressee")}{" "}
        <PersonText person={alert.addressee} />
      </p>
      <div className="alert-text">
        <div>
          <h3>{t("risk")}</h3>
          <p className="prose">{alert.risk_text}</p>
        </div>
        <div>
          <h3>{t("what_to_do")}</h3>
          <p className="prose">{alert.what_you_can_do}</p>
        </div>
      </div>
      {alert.acknowledgement && <p className="prose quote">{alert.acknowledgement}</p>}
      {alert.resolution && (
        <p className="prose quote">
          {t("resolution")}：{alert.resolution}
        </p>
      )}
      <ProblemNote problem={acknowledge.error} />
      <div className="row">
        {about && <Go to={about}>{t("see_record")}</Go>}
        {managed && alert.state !== "resolved" && (
          <Go
            to={paths.newPlan({
              alert_id: alert.id,
              employee_id: alert.employee.id,
              review_id: alert.resource_type === "review" ? alert.resource_id : undefined,
            })}
          >
            {t("begin_plan")}
          </Go>
        )}
        <span className="grow" />
        {mine && alert.state === "open" && (
          <ActionButton
            type="primary"
            loading={acknowledge.isPending}
            onClick={() => acknowledge.mutate({ ...target, body: {} })}
          >
            {t("acknowledge")}
          </ActionButton>
        )}
        {managed && mine && alert.state === "acknowledged" && !resolving && (
          <ActionButton onClick={() => setResolving(true)}>{t("resolve")}</ActionButton>
        )}
      </div>
      {resolving && <ResolutionForm alert={alert} onClose={() => setResolving(false)} />}
    </article>
  );
}

function ResolutionForm({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const { t } = useTranslation("alerts");
  const required = useRequired();
  const resolve = $api.useMutation("post", "/api/v1/alerts/{id}/resolution");
  return (
    <div style={{ marginTop: 14 }}>
      <ServerForm<{ text: string }>
        send={(body) =>
          resolve.mutateAsync({ params: { path: { id: alert.id } }, headers: ifMatch(alert), body })
        }
        onSent={() => {
          onClose();
          void message.success(t("resolved"));
        }}
        submit={t("resolve")}
        cancel={{ act: onClose }}
      >
        <Form.Item name="text" label={t("resolution")} rules={[required]}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      </ServerForm>
    </div>
  );
}
