import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { pathOfResource } from "../paths";
import { Empty } from "../ui/Empty";
import { Go } from "../ui/Go";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { EmployeePicker, LegalEntityPicker } from "../ui/Pickers";
import { InstantText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";

/** In the address: the group's own log, rather than that of one's employer. */
const GROUP = "group";
const FIRST = { cursor: undefined, page: undefined };

/** The record of everything that happened, in the order of its places. */
export default function JournalPage() {
  const { t } = useTranslation("journal");
  const me = useMe();
  const [search, change] = useSearch();
  const chosen = search.legal_entity_id ?? me.legal_entity_id ?? undefined;
  const entity = chosen === GROUP ? undefined : chosen;
  return (
    <Page title={t("title")} about={t("about")}>
      <search className="filters">
        <Input.Search
          className="search"
          defaultValue={search.kind}
          placeholder={t("kind")}
          aria-label={t("kind")}
          allowClear
          onSearch={(kind) => change({ kind: kind.trim() || undefined, ...FIRST })}
        />
        <EmployeePicker
          aria-label={t("employee")}
          value={search.employee_id}
          onChange={(id) => change({ employee_id: id, ...FIRST })}
        />
        <LegalEntityPicker
          allowClear
          aria-label={t("legal_entity")}
          placeholder={t("group_log")}
          value={entity}
          onChange={(id) => change({ legal_entity_id: id ?? GROUP, ...FIRST })}
        />
      </search>
      <Panel flush>
        <Alone padded key={JSON.stringify(search)}>
          <Entries search={{ ...search, legal_entity_id: entity }} />
        </Alone>
      </Panel>
    </Page>
  );
}

function Entries({ search }: { search: Record<string, string | undefined> }) {
  const { t } = useTranslation("journal");
  const { kind, employee_id, legal_entity_id, cursor } = search;
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/journal", {
    params: { query: { kind, employee_id, legal_entity_id, cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        empty={<Empty title={t("none")}>{t("none_about")}</Empty>}
        fields={[
          {
            key: "index",
            label: t("index"),
            phone: "side",
            show: (one) => <span className="mono">#{one.index}</span>,
          },
          {
            key: "kind",
            label: t("kind"),
            phone: "title",
            show: (one) => <code className="mono strong">{one.kind}</code>,
          },
          { key: "actor", label: t("actor"), show: (one) => one.actor_name },
          { key: "at", label: t("occurred_at"), show: (one) => <InstantText at={one.occurred_at} /> },
          {
            key: "resource",
            label: t("resource"),
            phone: "hide",
            show: (one) => {
              const to = pathOfResource(one.resource_type, one.resource_id);
              return to ? (
                <Go to={to}>{one.resource_type}</Go>
              ) : (
                <span className="quiet">{one.resource_type}</span>
              );
            },
          },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
