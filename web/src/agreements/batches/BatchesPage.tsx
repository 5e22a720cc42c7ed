import { PlusOutlined } from "@ant-design/icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { AgreementBatch } from "../../api/types";
import { paths } from "../../paths";
import { ActionButton } from "../../ui/ActionButton";
import { Empty } from "../../ui/Empty";
import { useGo } from "../../ui/Go";
import { type Field, ListTable } from "../../ui/ListTable";
import { Page } from "../../ui/Page";
import { Pager } from "../../ui/Pager";
import { Alone, Panel } from "../../ui/Panel";
import { LegalEntityPicker } from "../../ui/Pickers";
import { InstantText } from "../../ui/Text";
import { useCan } from "../../ui/useMe";
import { useSearch } from "../../ui/usePlace";
import { BatchBar, BatchStateTag } from "./BatchBar";

/** One contract for many people: the batches, newest first. */
export default function BatchesPage() {
  const { t } = useTranslation("batches");
  const can = useCan();
  const go = useGo();
  const [search, change] = useSearch();
  const open = can("agreement_batches.prepare") && (
    <ActionButton type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => go(paths.newBatch())}>
      {t("open")}
    </ActionButton>
  );
  return (
    <Page
      title={t("title")}
      about={t("about")}
      back={{ to: paths.agreements(), label: t("to_agreements") }}
      actions={open}
    >
      <div className="filters">
        <LegalEntityPicker
          aria-label={t("legal_entity")}
          allowClear
          placeholder={t("all_entities")}
          value={search.employer}
          onChange={(employer) => change({ employer, cursor: undefined, page: undefined })}
        />
      </div>
      <Panel flush>
        <Alone padded key={JSON.stringify(search)}>
          <List employer={search.employer} cursor={search.cursor} />
        </Alone>
      </Panel>
    </Page>
  );
}

function List({ employer, cursor }: { employer?: string; cursor?: string }) {
  const { t } = useTranslation("batches");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/agreement-batches", {
    params: { query: { legal_entity_id: employer, cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.batch(one.id)}
        empty={<Empty title={t("none")}>{t("none_about")}</Empty>}
        fields={batchFields(t)}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}

function batchFields(t: TFunction<"batches">): Field<AgreementBatch>[] {
  return [
    {
      key: "name",
      label: t("name"),
      phone: "title",
      show: (one) => (
        <div>
          <span className="strong">{one.name}</span>
          <p className="quiet small">{t(`agreement_kind.${one.kind}`)}</p>
        </div>
      ),
    },
    {
      key: "progress",
      label: t("progress"),
      width: 260,
      show: (one) => (
        <div className="batch-cell">
          <BatchBar batch={one} />
          <p className="quiet small">
            {t("signed_of", { signed: one.progress.signed, total: one.progress.total })}
            {one.progress.refused > 0 && (
              <span className="bad"> · {t("refused_count", { count: one.progress.refused })}</span>
            )}
          </p>
        </div>
      ),
    },
    {
      key: "created",
      label: t("created"),
      width: 200,
      show: (one) => (
        <>
          {one.created_by.name}
          <span className="quiet small">
            {" "}
            <InstantText at={one.created_at} />
          </span>
        </>
      ),
    },
    {
      key: "state",
      label: t("state_label"),
      width: 120,
      phone: "side",
      show: (one) => <BatchStateTag batch={one} />,
    },
  ];
}
