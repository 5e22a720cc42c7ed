import { FileExcelOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, download } from "../api/client";
import type { Layoff, LayoffPriority } from "../api/types";
import { spoken } from "../i18n/i18n";
import { paths } from "../paths";
import { ActionButton } from "../ui/ActionButton";
import { Go } from "../ui/Go";
import { type Field, ListTable } from "../ui/ListTable";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { Tag } from "../ui/Tag";
import { PeriodText, PersonText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";

const VIEWS = ["warned", "same", "all"] as const;
type View = (typeof VIEWS)[number];

const ASKED: Record<View, { warned?: boolean; same_positions?: boolean }> = {
  warned: { warned: true },
  same: { same_positions: true },
  all: {},
};

/** Who is to be kept first, beside everybody the people are chosen from. Nothing is loaded before somebody asks. */
export function PriorityPanel({ layoff }: { layoff: Layoff }) {
  const { t } = useTranslation("layoffs");
  const [search, change] = useSearch();
  const [shown, setShown] = useState(false);
  const [view, setView] = useState<View>("warned");
  const file = useMutation({
    mutationFn: () => {
      const asked = new URLSearchParams(Object.entries(ASKED[view]).map(([name, is]) => [name, String(is)]));
      const path = `/api/v1/layoffs/${layoff.id}/priorities.xlsx?${asked.toString()}`;
      return download(path, `${t("priority.title")}-${layoff.number}.xlsx`);
    },
  });
  if (!shown) {
    return (
      <Panel title={t("priority.title")} about={t("priority.about")}>
        <div className="row">
          <Button onClick={() => setShown(true)}>{t("priority.show")}</Button>
          <span className="quiet small">{t("priority.on_record")}</span>
        </div>
      </Panel>
    );
  }
  return (
    <Panel flush title={t("priority.title")} about={t("priority.about")}>
      <div className="filters layoff-priority-filters">
        <Segmented<View>
          aria-label={t("priority.view")}
          value={view}
          onChange={(value) => {
            setView(value);
            change({ cursor: undefined, page: undefined });
          }}
          options={VIEWS.map((value) => ({ value, label: t(`priority.${value}`) }))}
        />
        <ActionButton
          icon={<FileExcelOutlined aria-hidden />}
          loading={file.isPending}
          onClick={() => file.mutate()}
        >
          {t("priority.xlsx")}
        </ActionButton>
        <ProblemNote problem={file.error} />
      </div>
      <Alone padded key={`${view}${search.cursor}`}>
        <People layoff={layoff} view={view} cursor={search.cursor} />
      </Alone>
    </Panel>
  );
}

function People({ layoff, view, cursor }: { layoff: Layoff; view: View; cursor?: string }) {
  const { t } = useTranslation("layoffs");
  const { items, next_cursor } = $api.useSuspenseQuery(
    "get",
    "/api/v1/layoffs/{id}/priorities",
    { params: { path: { id: layoff.id }, query: { ...ASKED[view], cursor } } },
    // Each reading is an entry of the journal: none that nobody asked for.
    { staleTime: Number.POSITIVE_INFINITY },
  ).data;
  const fields: Field<LayoffPriority>[] = [
    {
      key: "employee",
      label: t("priority.employee"),
      phone: "title",
      show: (one) => (
        <>
          <PersonText person={one.employee} />
          <p className="quiet small">
            {one.position.name} · {one.org_unit.name}
          </p>
        </>
      ),
    },
    {
      key: "chosen",
      label: t("chosen_label"),
      phone: "side",
      show: (one) => (
        <Tag tone={one.chosen ? "info" : "plain"}>{t(one.chosen ? "priority.chosen" : "priority.stays")}</Tag>
      ),
    },
    { key: "contract", label: t("priority.contract"), show: (one) => <ContractText of={one} /> },
    { key: "why", label: t("priority.why"), show: (one) => <Reasons of={one} /> },
    { key: "warns", label: t("priority.warns"), show: (one) => <Warnings of={one} /> },
  ];
  return (
    <>
      <ListTable
        caption={t("priority.title")}
        rows={items}
        rowKey={(one) => one.employee.id}
        empty={
          <p className="empty quiet">{t(view === "warned" ? "priority.none_warned" : "priority.none")}</p>
        }
        fields={fields}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}

function ContractText({ of: { contract } }: { of: LayoffPriority }) {
  const { t } = useTranslation("layoffs");
  if (!contract) return <span className="warn">{t("priority.no_contract")}</span>;
  return (
    <>
      {t(`priority.kind.${contract.kind}`)}
      <p className="quiet small">
        <PeriodText from={contract.from} until={contract.until} inclusive />
      </p>
    </>
  );
}

function Reasons({ of: { reasons, sole_earner } }: { of: LayoffPriority }) {
  const { t } = useTranslation("layoffs");
  return (
    <ul className="small layoff-gate">
      {reasons.map((reason) => (
        <li key={reason}>{t(`priority.reason.${reason}`)}</li>
      ))}
      {reasons.length === 0 && <li className="quiet">{t("priority.no_reason")}</li>}
      {sole_earner === "unknown" && <li className="warn">{t("priority.family_unknown")}</li>}
    </ul>
  );
}

/** What speaks against the choice; of those who stay only what forbids laying them off. */
function Warnings({ of: one }: { of: LayoffPriority }) {
  const { t, i18n } = useTranslation("layoffs");
  const nothing = one.bars.length + one.unknown.length + one.before_count === 0;
  if (nothing) return <span className="quiet">—</span>;
  return (
    <ul className="small layoff-gate">
      {one.bars.map((bar) => (
        <li key={bar.code} className={one.chosen ? "bad" : undefined}>
          {spoken(bar, i18n.language)} <span className="mono quiet">{bar.rule}</span>
        </li>
      ))}
      {one.unknown.length > 0 && (
        <li>
          {t("priority.unknown", { count: one.unknown.length })}{" "}
          <Go to={paths.circumstances(one.employee.id)}>{t("priority.declare")}</Go>
        </li>
      )}
      {one.before_count > 0 && (
        <li className={one.before.some((other) => other.certain) ? "bad" : "warn"}>
          {t("priority.before", { count: one.before_count })}
        </li>
      )}
      <Names of={one.before.filter((other) => other.certain)} said={t("priority.certain")} />
      <Names of={one.before.filter((other) => !other.certain)} said={t("priority.ask_first")} />
    </ul>
  );
}

function Names({ of, said }: { of: LayoffPriority["before"]; said: string }) {
  const { t } = useTranslation("layoffs");
  if (of.length === 0) return null;
  return (
    <li>
      {of.map((other) => other.employee.name).join(t("and"))} <span className="quiet">{said}</span>
    </li>
  );
}
