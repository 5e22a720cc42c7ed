import { PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api } from "../api/client";
import type { Separation } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { useGo } from "../ui/Go";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { SeparationStageTag } from "../ui/stages";
import { DateText, PersonText } from "../ui/Text";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { useGroundText } from "./useGroundText";

const STAGES = [
  "open",
  "union_notified",
  "approved",
  "noticed",
  "negotiating",
  "agreed",
  "signed",
  "completed",
  "withdrawn",
];

/** Separation cases: all of them for HR and legal, one's own for an employee. */
export default function SeparationsPage() {
  const { t } = useTranslation("separations");
  const me = useMe();
  const go = useGo();
  const [search, change] = useSearch();
  const staff = hasRole(me, "hr", "legal", "union", "auditor");
  const open = hasRole(me, "hr", "legal") && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => go(paths.newSeparation())}>
      {t("open")}
    </Button>
  );
  return (
    <Page title={staff ? t("title") : t("mine")} about={staff ? t("about") : t("mine_about")} actions={open}>
      {staff && (
        <div className="filters">
          <Select
            aria-label={t("stage_label")}
            style={{ minWidth: 160 }}
            allowClear
            placeholder={t("stage_label")}
            value={search.stage}
            onChange={(stage) => change({ stage, cursor: undefined, page: undefined })}
            options={STAGES.map((value) => ({ value, label: t(`stage.separation.${value}`) }))}
          />
        </div>
      )}
      <Panel flush>
        <Alone padded key={`${search.stage}${search.cursor}`}>
          <Cases
            stage={search.stage}
            cursor={search.cursor}
            empty={
              staff ? (
                <Empty title={t("none")} action={open}>
                  {t("none_about")}
                </Empty>
              ) : (
                <Empty title={t("none_mine")}>{t("none_mine_about")}</Empty>
              )
            }
          />
        </Alone>
      </Panel>
    </Page>
  );
}

function Cases({ stage, cursor, empty }: { stage?: string; cursor?: string; empty: React.ReactNode }) {
  const { t } = useTranslation("separations");
  const groundText = useGroundText();
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/separations", {
    params: { query: { stage: stage as Separation["stage"], cursor, limit: 50 } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.separation(one.id)}
        empty={empty}
        fields={[
          { key: "number", label: t("number"), show: (one) => <span className="number">{one.number}</span> },
          {
            key: "employee",
            label: t("employee"),
            phone: "title",
            show: (one) => <PersonText person={one.employee} />,
          },
          { key: "ground", label: t("ground"), show: (one) => groundText(one.ground) },
          {
            key: "opened",
            label: t("opened_at"),
            phone: "hide",
            show: (one) => <DateText date={one.opened_at} />,
          },
          { key: "last_day", label: t("last_day"), show: (one) => <DateText date={one.last_day} /> },
          {
            key: "stage",
            label: t("stage_label"),
            phone: "side",
            show: (one) => <SeparationStageTag stage={one.stage} ground={one.ground} />,
          },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
