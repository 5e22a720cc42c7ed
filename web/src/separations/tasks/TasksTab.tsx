import { FilePdfOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../../api/can";
import { $api, download } from "../../api/client";
import type { Separation } from "../../api/types";
import { ActionButton } from "../../ui/ActionButton";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { useCan, useMe } from "../../ui/useMe";
import { NewTaskDrawer } from "./NewTaskDrawer";
import { TaskList } from "./TaskList";

/** What has to be done around the end, by day: what the law dates, and what the house adds. */
export function TasksTab({ separation }: { separation: Separation }) {
  const { t } = useTranslation("casework");
  const me = useMe();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const tasks = $api.useSuspenseQuery("get", "/api/v1/separations/{id}/tasks", {
    params: { path: { id: separation.id } },
  }).data.items;
  const self = isSelf(me, separation.employee);
  const mayAdd = can("separations.manage") && !self;
  const list = useMutation({
    mutationFn: () =>
      download(
        `/api/v1/separations/${separation.id}/handover.pdf`,
        `${t("tasks.handover_list")}-${separation.number}.pdf`,
      ),
  });
  return (
    <div className="stack">
      <Panel
        flush
        title={t("tasks.title")}
        about={t(self ? "tasks.about_self" : "tasks.about")}
        extra={
          <div className="row">
            <ActionButton
              size="small"
              icon={<FilePdfOutlined aria-hidden />}
              loading={list.isPending}
              onClick={() => list.mutate()}
            >
              {t("tasks.handover_list")}
            </ActionButton>
            {mayAdd && (
              <ActionButton
                size="small"
                icon={<PlusOutlined aria-hidden />}
                why={separation.stage === "withdrawn" && t("tasks.why_withdrawn")}
                onClick={() => setAdding(true)}
              >
                {t("tasks.add")}
              </ActionButton>
            )}
          </div>
        }
      >
        <ProblemNote problem={list.error} />
        {tasks.length === 0 ? (
          <Empty title={t("tasks.none")}>{t("tasks.none_about")}</Empty>
        ) : (
          <TaskList separationId={separation.id} tasks={tasks} self={self} />
        )}
      </Panel>
      <NewTaskDrawer separation={separation} open={adding} onClose={() => setAdding(false)} />
    </div>
  );
}
