import { useTranslation } from "react-i18next";
import { isSelf } from "../../api/can";
import { $api } from "../../api/client";
import { paths } from "../../paths";
import { Go } from "../../ui/Go";
import { MissingPage } from "../../ui/MissingPage";
import { Page } from "../../ui/Page";
import { Alone, Panel } from "../../ui/Panel";
import { useCan, useMe } from "../../ui/useMe";
import { useId } from "../../ui/usePlace";
import { MoneyTab } from "../MoneyTab";
import { TaskList } from "./TaskList";

/** What there is to do about one end, with the settlement sheet beside it: all that payroll needs of a case. */
export default function CaseTasksPage() {
  const { t } = useTranslation("casework");
  const me = useMe();
  const can = useCan();
  const id = useId();
  const tasks = $api.useSuspenseQuery("get", "/api/v1/separation-tasks", {
    params: { query: { separation_id: id, limit: 200 } },
  }).data.items;
  const separation = tasks[0]?.separation;
  if (!separation) return <MissingPage />;
  const self = isSelf(me, separation.employee);
  return (
    <Page
      title={t("tasks.of", { name: separation.employee.name })}
      back={{ to: paths.separationTasks(), label: t("tasks.title") }}
      about={
        can("separations.read", { self }) ? (
          <Go to={paths.separation(separation.id)}>{separation.number}</Go>
        ) : (
          separation.number
        )
      }
    >
      <Panel flush title={t("tasks.title")}>
        <TaskList separationId={separation.id} tasks={tasks} self={self} />
      </Panel>
      {can("settlements.read", { self }) && (
        <Alone>
          <MoneyTab separation={separation} self={self} />
        </Alone>
      )}
    </Page>
  );
}
