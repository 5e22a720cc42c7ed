import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { AgreementBatch, AgreementBatchItem } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { paths } from "../../paths";
import { Go } from "../../ui/Go";
import { LabelledSwitch } from "../../ui/LabelledSwitch";
import { type Field, ListTable } from "../../ui/ListTable";
import { Pager } from "../../ui/Pager";
import { Alone, Panel } from "../../ui/Panel";
import { AgreementStageTag } from "../../ui/stages";
import { Tag } from "../../ui/Tag";
import { PersonText } from "../../ui/Text";
import { useCan } from "../../ui/useMe";
import { useSearch } from "../../ui/usePlace";
import { LOOK_EVERY } from "./counts";

const CorrectionDrawer = lazy(() => import("./CorrectionDrawer"));

/** Each person of a batch: where their agreement stands, and what was refused. */
export function BatchPeople({ batch }: { batch: AgreementBatch }) {
  const { t } = useTranslation("batches");
  const [search, change] = useSearch();
  const refused = search.refused === "1";
  return (
    <Panel
      flush
      title={t("people_of")}
      extra={
        (batch.progress.refused > 0 || refused) && (
          <LabelledSwitch
            checked={refused}
            onChange={(on) => change({ refused: on ? "1" : undefined, cursor: undefined, page: undefined })}
          >
            {t("only_refused")}
          </LabelledSwitch>
        )
      }
    >
      <Alone padded key={JSON.stringify(search)}>
        <List batch={batch} refused={refused} cursor={search.cursor} />
      </Alone>
    </Panel>
  );
}

interface ListProps {
  batch: AgreementBatch;
  refused: boolean;
  cursor?: string;
}

function List({ batch, refused, cursor }: ListProps) {
  const { t, i18n } = useTranslation("batches");
  const can = useCan();
  const [correcting, setCorrecting] = useState<AgreementBatchItem | null>(null);
  const works = batch.progress.waiting > 0;
  const { items, next_cursor } = $api.useSuspenseQuery(
    "get",
    "/api/v1/agreement-batches/{id}/items",
    { params: { path: { id: batch.id }, query: { refused, cursor, limit: 50 } } },
    {
      refetchInterval: ({ state: { data } }) =>
        works || data?.items.some((item) => item.task) ? LOOK_EVERY : false,
    },
  ).data;
  const correctable = batch.stage === "drafting" && can("agreement_batches.prepare");
  const problems = items.some((item) => item.problems.length > 0);
  const fields: (Field<AgreementBatchItem> | false)[] = [
    {
      key: "employee",
      label: t("employee"),
      phone: "title",
      show: (one) => <PersonText person={one.employee} link />,
    },
    {
      key: "number",
      label: t("number"),
      width: 150,
      show: (one) =>
        one.agreement_id ? (
          <Go to={paths.agreement(one.agreement_id)} className="number">
            {one.number}
          </Go>
        ) : (
          "—"
        ),
    },
    problems && {
      key: "problems",
      label: t("refused"),
      show: (one) =>
        one.problems.length === 0 ? (
          <span className="quiet">—</span>
        ) : (
          <div className="stack tight">
            <ul className="bad small">
              {one.problems.map((problem) => (
                <li key={problem.pointer + problem.code}>{spoken(problem, i18n.language)}</li>
              ))}
            </ul>
            {correctable && !one.agreement_id && (
              <div>
                <Button size="small" onClick={() => setCorrecting(one)}>
                  {t("correct.open")}
                </Button>
              </div>
            )}
          </div>
        ),
    },
    {
      key: "stage",
      label: t("stage_label"),
      width: 130,
      phone: "side",
      show: (one) => <ItemState item={one} />,
    },
  ];
  return (
    <>
      <ListTable
        caption={t("people_of")}
        rows={items}
        rowKey={(one) => String(one.position)}
        fields={fields.filter((field) => field !== false)}
        empty={<p className="empty quiet">{t(refused ? "none_refused" : "lines.none")}</p>}
      />
      <Pager next={next_cursor} shown={items.length} />
      <Suspense>
        {correcting && (
          <CorrectionDrawer batch={batch} item={correcting} onClose={() => setCorrecting(null)} />
        )}
      </Suspense>
    </>
  );
}

function ItemState({ item: { stage, task, problems } }: { item: AgreementBatchItem }) {
  const { t } = useTranslation("batches");
  if (task) return <Tag tone="info">{t(`task.${task}`)}</Tag>;
  if (stage) return <AgreementStageTag stage={stage} />;
  return <Tag tone={problems.length > 0 ? "bad" : "plain"}>{t("part.undrafted")}</Tag>;
}
