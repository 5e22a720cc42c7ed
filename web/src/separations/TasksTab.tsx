import { CheckCircleFilled, ClockCircleOutlined, MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Separation, SeparationTask } from "../api/types";
import { spoken } from "../i18n/i18n";
import { ActionButton } from "../ui/ActionButton";
import { Empty } from "../ui/Empty";
import { Panel } from "../ui/Panel";
import { RuleTag, Tag } from "../ui/Tag";
import { DateText, DueText, InstantText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { NewTaskDrawer } from "./NewTaskDrawer";
import { TaskOutcomeDrawer } from "./TaskOutcomeDrawer";
import "./tasks.css";

type Ending = { task: SeparationTask; outcome: "done" | "waived" };

/** What has to be done around the end, by day: what the law dates, and what the house adds. */
export function TasksTab({ separation }: { separation: Separation }) {
  const { t } = useTranslation("casework");
  const me = useMe();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Ending>();
  const tasks = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/tasks", {
    params: { path: { id: separation.id } },
  }).data.items;
  const self = isSelf(me, separation.employee);
  const open = tasks.filter((task) => task.state === "open");
  const ended = tasks.filter((task) => task.state !== "open");
  const mayAdd = can("separations.manage") && !self;
  return (
    <div className="stack">
      <Panel
        flush
        title={t("tasks.title")}
        about={t(self ? "tasks.about_self" : "tasks.about")}
        extra={
          mayAdd && (
            <ActionButton
              size="small"
              icon={<PlusOutlined aria-hidden />}
              why={separation.stage === "withdrawn" && t("tasks.why_withdrawn")}
              onClick={() => setAdding(true)}
            >
              {t("tasks.add")}
            </ActionButton>
          )
        }
      >
        {tasks.length === 0 ? (
          <Empty title={t("tasks.none")}>{t("tasks.none_about")}</Empty>
        ) : (
          <ul className="tasks">
            {[...open, ...ended].map((task) => (
              <TaskRow key={task.id} task={task} self={self} onEnd={setEnding} />
            ))}
          </ul>
        )}
      </Panel>
      <NewTaskDrawer separation={separation} open={adding} onClose={() => setAdding(false)} />
      <TaskOutcomeDrawer separationId={separation.id} ending={ending} onClose={() => setEnding(undefined)} />
    </div>
  );
}

const MARKS = {
  open: <ClockCircleOutlined aria-hidden />,
  done: <CheckCircleFilled aria-hidden className="good" />,
  waived: <MinusCircleOutlined aria-hidden />,
};

interface TaskRowProps {
  task: SeparationTask;
  self: boolean;
  onEnd: (ending: Ending) => void;
}

function TaskRow({ task, self, onEnd }: TaskRowProps) {
  const { t, i18n } = useTranslation("casework");
  const { today } = useMe();
  const can = useCan();
  const open = task.state === "open";
  const late = open && task.due_on < today;
  const mine = self && task.owner === "employee";
  const mayEnd = open && (self ? mine : can("separations.tasks"));
  const title = spoken(task, i18n.language);
  return (
    <li className={late ? "late" : open ? "" : "ended"}>
      <span className="task-mark">
        {MARKS[task.state]}
        <span className="visually-hidden">{t(`tasks.state.${task.state}`)}</span>
      </span>
      <div className="grow">
        <p className="row">
          <span className="strong">{title}</span>
          {late && <Tag tone="bad">{t("tasks.late")}</Tag>}
          {task.state === "waived" && <Tag>{t("tasks.state.waived")}</Tag>}
          {mine && open && <Tag tone="info">{t("tasks.yours")}</Tag>}
        </p>
        <p className="row small">
          {open ? <DueText on={task.due_on} /> : <DateText date={task.due_on} />}
          <span className="quiet">{t(`tasks.owner.${task.owner}`)}</span>
          {task.rule ? <RuleTag rule={task.rule} /> : <span className="quiet">{t("tasks.of_house")}</span>}
        </p>
        {!open && (
          <p className="small quiet prose">
            {task.ended_by_name} · <InstantText at={task.ended_at} />
            {task.outcome ? ` · ${task.outcome}` : ""}
          </p>
        )}
      </div>
      {mayEnd && (
        <div className="row task-acts">
          <Button
            size="small"
            type="primary"
            ghost
            aria-label={t("tasks.done_of", { title })}
            onClick={() => onEnd({ task, outcome: "done" })}
          >
            {t("tasks.done")}
          </Button>
          {!self && (
            <Button
              size="small"
              aria-label={t("tasks.waive_of", { title })}
              onClick={() => onEnd({ task, outcome: "waived" })}
            >
              {t("tasks.waive")}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
