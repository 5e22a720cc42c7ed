import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Deadline } from "../api/types";
import { Empty } from "../ui/Empty";
import { type Field, ListTable } from "../ui/ListTable";
import { Pager } from "../ui/Pager";
import { Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { DateText, DueText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { type Asked, keyOf, TONES } from "./deadline";

export interface OpensDeadlines {
  onOpen: (deadline: Deadline) => void;
}

/** Deadlines by due date. */
export function DeadlineList({ asked, cursor, onOpen }: { asked: Asked; cursor?: string } & OpensDeadlines) {
  const { t } = useTranslation("deadlines");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/deadlines", {
    params: { query: { ...asked, cursor, limit: 50 } },
  }).data;
  return (
    <Panel flush>
      <DeadlineTable
        items={items}
        onOpen={onOpen}
        empty={
          <Empty title={t(asked.records ? "no_flaws" : "none")}>
            {t(asked.records ? "no_flaws_about" : "none_about")}
          </Empty>
        }
      />
      <Pager next={next_cursor} shown={items.length} />
    </Panel>
  );
}

/** Deadlines in the order given. */
export function DeadlineTable(props: { items: Deadline[]; empty: React.ReactNode } & OpensDeadlines) {
  const { items, empty, onOpen } = props;
  const { t } = useTranslation("deadlines");
  const me = useMe();
  const fields: Field<Deadline>[] = [
    {
      key: "title",
      label: t("deadline"),
      phone: "title",
      show: (one) => (
        <div className="deadline-title">
          <button type="button" className="link-button strong" onClick={() => onOpen(one)}>
            {one.title}
          </button>
          <p className="quiet small">{one.basis}</p>
        </div>
      ),
    },
    {
      key: "employee",
      label: t("employee"),
      width: 170,
      show: (one) => <PersonText person={one.employee} link={!isSelf(me, one.employee)} />,
    },
    {
      key: "due_on",
      label: t("due_on"),
      width: 200,
      show: (one) => (one.state === "done" ? <DateText date={one.due_on} /> : <DueText on={one.due_on} />),
    },
    { key: "owner", label: t("owner.label"), width: 110, show: (one) => t(`owner.${one.owner}`) },
    {
      key: "state",
      label: t("state.label"),
      width: 130,
      phone: "side",
      show: (one) => <DeadlineTag deadline={one} />,
    },
  ];
  return <ListTable caption={t("title")} rows={items} rowKey={keyOf} fields={fields} empty={empty} />;
}

/** Where it stands, and whether somebody has taken care of it. */
export function DeadlineTag({ deadline }: { deadline: Deadline }) {
  const { t } = useTranslation("deadlines");
  const heeded = deadline.state !== "done" && deadline.reminder?.acknowledged_at;
  return (
    <span className="row">
      <Tag tone={heeded ? "info" : TONES[deadline.state]}>{t(`state.${deadline.state}`)}</Tag>
      {heeded && <span className="quiet small">{t("heeded")}</span>}
    </span>
  );
}
