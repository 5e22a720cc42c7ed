import { CheckCircleFilled, ClockCircleOutlined, MinusCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SeparationTask } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { RuleTag, Tag } from "../../ui/Tag";
import { DateText, DueText, InstantText } from "../../ui/Text";
import { useCan, useMe } from "../../ui/useMe";
import { TaskOutcomeDrawer } from "./TaskOutcomeDrawer";
import "./tasks.css";

type Ending = { task: SeparationTask; outcome: "done" | "waived" };

interface TaskListProps {
  separationId: string;
  tasks: SeparationTask[];
  /** The reader is the person who leaves. */
  self: boolean;
}

/** The tasks of one case: what is open first, each with what may be done about it. */
export function TaskList({ separationId, tasks, self }: TaskListProps) {
  const [ending, setEnding] = useState<Ending>();
  const open = tasks.filter((task) => task.state === "open");
  const ended = tasks.filter((task) => task.state !== "open");
  return (
    <>
      <ul className="tasks">
        {[...open, ...ended].map((task) => (
          <TaskRow key={task.id} task={task} self={self} onEnd={setEnding} />
        ))}
      </ul>
      <TaskOutcomeDrawer separationId={separationId} ending={ending} onClose={() => setEnding(undefined)} />
    </>
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
