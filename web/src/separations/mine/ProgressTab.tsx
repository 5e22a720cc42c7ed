import { Form, Input, message } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Separation } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { paths } from "../../paths";
import { Empty } from "../../ui/Empty";
import { Go } from "../../ui/Go";
import { Panel } from "../../ui/Panel";
import { PaperList } from "../../ui/PaperList";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { DueText, InstantText, MoneyText } from "../../ui/Text";
import { isOwnWords } from "../ownWords";
import { isOver, roadOf } from "../road";
import { SheetFiles } from "../SheetFiles";
import "./mine.css";
import { nowKey, useNow } from "./useNow";

/** The case as it concerns the person: what is happening, what the law gives, what there is to do and to say. */
export function ProgressTab({ separation }: { separation: Separation }) {
  const { t } = useTranslation("leaving");
  const now = useNow();
  return (
    <div className="stack">
      <Panel title={t("progress.now")}>
        <p>{now(separation)}</p>
        <p className="quiet" style={{ marginTop: 6 }}>
          {t(`then.${nowKey(separation)}`)}
        </p>
        <p className="row" style={{ marginTop: 10 }}>
          <Ways separation={separation} />
        </p>
      </Panel>
      <Panel title={t("progress.money")} about={t("progress.money_about")}>
        <Money separation={separation} />
      </Panel>
      <Panel title={t("progress.tasks")}>
        <MyTasks separation={separation} />
      </Panel>
      <Panel title={t("progress.say")} about={t("progress.say_about")}>
        <Statement separation={separation} />
      </Panel>
      <Panel flush title={t("progress.papers")}>
        <Papers separation={separation} />
      </Panel>
    </div>
  );
}

/** Where the person goes from here. */
function Ways({ separation }: { separation: Separation }) {
  const { t } = useTranslation("leaving");
  const { id, agreement_id, notice, stage, ground } = separation;
  const road = roadOf(ground);
  return (
    <>
      {notice && <Go to={paths.document(notice.document_id)}>{t("progress.read_notice")}</Go>}
      {agreement_id && <Go to={paths.agreement(agreement_id)}>{t("progress.read_agreement")}</Go>}
      {road === "agreement" && ["open", "negotiating"].includes(stage) && (
        <Go to={paths.separation(id, "negotiation")}>{t("progress.to_proposals")}</Go>
      )}
      <Go to={paths.separation(id, "interviews")}>{t("progress.to_talks")}</Go>
      <Go to={paths.separation(id, "my_gate")}>{t("progress.to_gate")}</Go>
    </>
  );
}

function Money({ separation }: { separation: Separation }) {
  const { t, i18n } = useTranslation("leaving");
  const money = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/settlement", {
    params: { path: { id: separation.id } },
  }).data;
  return (
    <>
      <p className="net">
        <span>
          {t("progress.total")}{" "}
          <b>
            <MoneyText amount={money.total} />
          </b>
        </span>
        <span className="quiet">
          {t("progress.net")} <MoneyText amount={money.net} />
        </span>
      </p>
      <p className="quiet small">
        {money.lines.map((line) => `${spoken(line, i18n.language)} ${line.amount}`).join(" · ")}
      </p>
      {money.missing.length > 0 && <p className="warn small">{t("progress.incomplete")}</p>}
      <p style={{ marginTop: 8, marginBottom: 10 }}>
        <Go to={paths.separation(separation.id, "money")}>{t("progress.to_money")}</Go>
      </p>
      <SheetFiles separation={separation} />
    </>
  );
}

function MyTasks({ separation }: { separation: Separation }) {
  const { t, i18n } = useTranslation("leaving");
  const tasks = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/tasks", {
    params: { path: { id: separation.id } },
  }).data.items;
  const mine = tasks.filter((task) => task.owner === "employee" && task.state === "open");
  return (
    <>
      {mine.length === 0 ? (
        <p className="quiet">{t(tasks.length === 0 ? "progress.no_tasks_yet" : "progress.no_tasks")}</p>
      ) : (
        <ul className="stack tight">
          {mine.map((task) => (
            <li key={task.id} className="row between">
              <span>{spoken(task, i18n.language)}</span>
              <DueText on={task.due_on} />
            </li>
          ))}
        </ul>
      )}
      {tasks.length > 0 && (
        <p style={{ marginTop: 8 }}>
          <Go to={paths.separation(separation.id, "tasks")}>{t("progress.to_tasks")}</Go>
        </p>
      )}
    </>
  );
}

/** The person's own words: recorded as they are, and read with the case. */
function Statement({ separation }: { separation: Separation }) {
  const { t } = useTranslation("leaving");
  const required = useRequired();
  const [form] = Form.useForm<{ text: string }>();
  const path = { params: { path: { id: separation.id } } };
  const pieces = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/evidence", path).data.items;
  const said = pieces.filter(isOwnWords);
  const say = $api.useMutation("post", "/api/v1/separations/{id}/statement");
  return (
    <div className="stack">
      {said.length > 0 && (
        <ul className="stack tight">
          {said.map((piece) => (
            <li key={piece.id}>
              <p className="prose quote">{piece.text}</p>
              <p className="quiet small">
                <InstantText at={piece.added_at} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {isOver(separation) ? (
        said.length === 0 && <p className="quiet">{t("progress.said_nothing")}</p>
      ) : (
        <ServerForm<{ text: string }>
          form={form}
          send={(body) => say.mutateAsync({ ...path, body })}
          onSent={() => {
            form.resetFields();
            void message.success(t("progress.said"));
          }}
          submit={t("progress.say_submit")}
        >
          <Form.Item
            name="text"
            label={t("progress.words")}
            rules={[{ ...required, whitespace: true }]}
            extra={t("progress.words_hint")}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={10000} />
          </Form.Item>
        </ServerForm>
      )}
    </div>
  );
}

function Papers({ separation }: { separation: Separation }) {
  const { t } = useTranslation("leaving");
  const papers = $api.useSuspenseQuery("get", "/api/v1/employees/{id}/documents", {
    params: { path: { id: separation.employee.id }, query: { limit: 200 } },
  }).data.items;
  const { id, agreement_id } = separation;
  const own = papers.filter(
    ({ resource_id }) => resource_id === id || (!!agreement_id && resource_id === agreement_id),
  );
  return (
    <PaperList
      papers={own}
      empty={<Empty title={t("progress.no_papers")}>{t("progress.no_papers_about")}</Empty>}
    />
  );
}
