import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { LocalStandard, LocalStandardGap, Me } from "../api/types";
import { spoken } from "../i18n/i18n";
import { ActionButton } from "../ui/ActionButton";
import { Empty } from "../ui/Empty";
import { FilterSelect } from "../ui/FilterSelect";
import { LabelledSwitch } from "../ui/LabelledSwitch";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { useCan, useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { type Entering, FigureDrawer } from "./FigureDrawer";
import { figureFields } from "./fields";
import { byCity, type CityFigures, isHistory, KINDS, keyOf } from "./figures";
import "./standards.css";

/** Average and minimum wages of each city: what counts, what is doubtful, and what is lacking. */
export default function StandardsPage() {
  const { t } = useTranslation("standards");
  const can = useCan();
  const me = useMe();
  const [search, change] = useSearch();
  const [entering, setEntering] = useState<Entering | null>(null);
  const known = $api.useSuspenseQuery("get", "/api/v1/local-standards", { params: { query: {} } }).data;
  const mayRecord = can("standards.write");
  return (
    <Page
      title={t("title")}
      about={t("about")}
      actions={
        mayRecord && (
          <ActionButton
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            why={!forTheGroup(me) && t("why_not_group")}
            onClick={() => setEntering({ from: null })}
          >
            {t("record")}
          </ActionButton>
        )
      }
    >
      <div className="filters">
        <FilterSelect
          label={t("city")}
          all={t("all_cities")}
          minWidth={140}
          value={search.city}
          onChange={(city?: string) => change({ city })}
          options={byCity(known).map(({ city }) => ({ value: city, label: city }))}
        />
        <FilterSelect
          label={t("kind")}
          all={t("all_kinds")}
          minWidth={180}
          value={search.kind}
          onChange={(kind?: string) => change({ kind })}
          options={KINDS.map((value) => ({ value, label: t(`standard.kind.${value}`) }))}
        />
        <LabelledSwitch
          checked={!!search.history}
          onChange={(on) => change({ history: on ? "1" : undefined })}
        >
          {t("with_history")}
        </LabelledSwitch>
      </div>
      <Alone key={`${search.city}${search.kind}`}>
        <Cities
          city={search.city}
          kind={search.kind as LocalStandard["kind"] | undefined}
          history={!!search.history}
          enter={mayRecord && forTheGroup(me) ? setEntering : undefined}
        />
      </Alone>
      <FigureDrawer entering={entering} onClose={() => setEntering(null)} />
    </Page>
  );
}

/** A figure counts for every employer in its city, so it takes a role in the whole group. */
function forTheGroup(me: Me): boolean {
  return me.roles.some(
    (grant) => ["hr", "payroll", "legal"].includes(grant.role) && grant.scope.kind === "all",
  );
}

interface CitiesProps {
  city?: string;
  kind?: LocalStandard["kind"];
  history: boolean;
  enter?: (entering: Entering) => void;
}

function Cities({ city, kind, history, enter }: CitiesProps) {
  const { t } = useTranslation("standards");
  const list = $api.useSuspenseQuery("get", "/api/v1/local-standards", {
    params: { query: { city, kind } },
  }).data;
  const cities = byCity(list);
  if (cities.length === 0) {
    return (
      <Panel>
        <Empty title={t("none")}>{t("none_about")}</Empty>
      </Panel>
    );
  }
  return (
    <div className="stack">
      {cities.map((one) => (
        <CityPanel key={one.city} of={one} history={history} enter={enter} />
      ))}
    </div>
  );
}

function CityPanel({ of, history, enter }: { of: CityFigures } & Pick<CitiesProps, "history" | "enter">) {
  const { t } = useTranslation("standards");
  const shown = of.figures.filter((figure) => history || !isHistory(figure));
  const acts = enter && {
    record: (figure: LocalStandard) => enter({ from: figure }),
    correct: (figure: LocalStandard) => enter({ from: figure, corrects: figure.id ?? undefined }),
  };
  return (
    <Panel
      flush
      title={of.city}
      extra={of.gaps.length > 0 && <Tag tone="warn">{t("gaps", { count: of.gaps.length })}</Tag>}
    >
      {of.gaps.length > 0 && (
        <ul className="gaps">
          {of.gaps.map((gap) => (
            <GapNote key={gap.kind} gap={gap} enter={enter} />
          ))}
        </ul>
      )}
      <ListTable
        caption={t("figures_of", { city: of.city })}
        rows={shown}
        rowKey={keyOf}
        empty={<p className="empty quiet">{t("none_here")}</p>}
        fields={figureFields({ t, ...acts })}
      />
    </Panel>
  );
}

function GapNote({ gap, enter }: { gap: LocalStandardGap; enter?: (entering: Entering) => void }) {
  const { t, i18n } = useTranslation("standards");
  return (
    <li className="note warn">
      <div className="row between">
        <span className="strong">
          {t(`standard.kind.${gap.kind}`)} · {t(gap.blocks ? "gap_blocks" : "gap_behind")}
        </span>
        {gap.rule && <span className="mono small">{gap.rule}</span>}
      </div>
      <p>{spoken(gap, i18n.language)}</p>
      <div className="row">
        {gap.published_at.map((site) => (
          <a key={site} href={`https://${site}/`} target="_blank" rel="noreferrer">
            {site}
          </a>
        ))}
        <span className="grow" />
        {enter && (
          <ActionButton size="small" onClick={() => enter({ from: gap })}>
            {t("record_official")}
          </ActionButton>
        )}
      </div>
    </li>
  );
}
