import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Template } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { FilterSelect } from "../ui/FilterSelect";
import { type Field, ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { LegalEntityPicker } from "../ui/Pickers";
import { TemplateStageTag } from "../ui/stages";
import { useCan } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { KINDS, kindNamed, kindOptions } from "./kinds";
import { NewTemplateDrawer } from "./NewTemplateDrawer";

/** The templates of each kind: which version contracts take, and which is being worked on. */
export default function TemplatesPage() {
  const { t } = useTranslation("templates");
  const can = useCan();
  const [search, change] = useSearch();
  const [adding, setAdding] = useState(false);
  const ask = (changed: Record<string, string | undefined>) =>
    change({ ...changed, cursor: undefined, page: undefined });
  const add = can("templates.write") && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={add}>
      <div className="filters">
        <FilterSelect
          label={t("kind")}
          all={t("all_kinds")}
          minWidth={180}
          value={search.kind}
          onChange={(kind?: string) => ask({ kind })}
          options={kindOptions(t)}
        />
        <LegalEntityPicker
          aria-label={t("legal_entity")}
          allowClear
          placeholder={t("all_entities")}
          value={search.employer}
          onChange={(employer) => ask({ employer })}
        />
      </div>
      <Alone key={JSON.stringify(search)}>
        <Kinds kind={kindNamed(search.kind)} employer={search.employer} cursor={search.cursor} add={add} />
      </Alone>
      <NewTemplateDrawer open={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}

interface KindsProps {
  kind?: Template["kind"];
  employer?: string;
  cursor?: string;
  add: React.ReactNode;
}

function Kinds({ kind, employer, cursor, add }: KindsProps) {
  const { t } = useTranslation("templates");
  const entities = $api.useQuery("get", "/api/v1/legal-entities");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/templates", {
    params: { query: { kind, legal_entity_id: employer, cursor, limit: 100 } },
  }).data;
  const names = new Map((entities.data?.items ?? []).map((one) => [one.id, one.name]));
  if (items.length === 0) {
    return (
      <Panel>
        {kind || employer ? (
          <Empty title={t("none_found")} />
        ) : (
          <Empty title={t("none")} action={add}>
            {t("none_about")}
          </Empty>
        )}
      </Panel>
    );
  }
  return (
    <div className="stack">
      {KINDS.filter((one) => items.some((template) => template.kind === one)).map((one) => (
        <Panel key={one} flush title={t(`agreement_kind.${one}`)}>
          <ListTable
            caption={t(`agreement_kind.${one}`)}
            rows={items.filter((template) => template.kind === one)}
            rowKey={(template) => template.id}
            to={(template) => paths.template(template.id)}
            empty={null}
            fields={templateFields(t, names)}
          />
        </Panel>
      ))}
      <Pager next={next_cursor} shown={items.length} />
    </div>
  );
}

function templateFields(t: TFunction<"templates">, entities: Map<string, string>): Field<Template>[] {
  return [
    {
      key: "name",
      label: t("name"),
      width: 300,
      phone: "title",
      show: (one) => <span className="strong">{one.name}</span>,
    },
    { key: "employer", label: t("legal_entity"), show: (one) => entities.get(one.legal_entity_id) ?? "—" },
    {
      key: "released",
      label: t("released"),
      width: 140,
      show: (one) =>
        one.released ? (
          t("version_of", { number: one.released })
        ) : (
          <span className="quiet">{t("none_released")}</span>
        ),
    },
    {
      key: "open",
      label: t("open"),
      width: 220,
      show: (one) =>
        one.open ? (
          <span className="row">
            {t("version_of", { number: one.open.number })} <TemplateStageTag stage={one.open.stage} />
          </span>
        ) : (
          <span className="quiet">{t("none_open")}</span>
        ),
    },
  ];
}
