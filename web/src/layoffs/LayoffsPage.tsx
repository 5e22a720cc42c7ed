import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Layoff } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { DateText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { OpenLayoffDrawer } from "./OpenLayoffDrawer";
import { LayoffStateTag, PeopleText, ThresholdTag } from "./words";
import "./layoffs.css";

/** Lay-offs of many under LCL 41: one procedure around the cases of many people. */
export default function LayoffsPage() {
  const { t } = useTranslation("layoffs");
  const can = useCan();
  const [search, change] = useSearch();
  const open = can("layoffs.manage") && (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => change({ new: "1" }, { push: true })}
    >
      {t("open")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={open}>
      <Panel flush>
        <Alone padded key={search.cursor}>
          <Layoffs cursor={search.cursor} empty={<Empty title={t("none")}>{t("none_about")}</Empty>} />
        </Alone>
      </Panel>
      <OpenLayoffDrawer open={!!search.new && !!open} onClose={() => change({ new: undefined })} />
    </Page>
  );
}

function Layoffs({ cursor, empty }: { cursor?: string; empty: React.ReactNode }) {
  const { t } = useTranslation("layoffs");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/layoffs", {
    params: { query: { cursor, limit: 50 } },
  }).data;
  const entities = $api.useSuspenseQuery("get", "/api/v1/legal-entities").data.items;
  const employer = ({ legal_entity_id: id }: Layoff) => entities.find((one) => one.id === id)?.name;
  return (
    <>
      <ListTable
        caption={t("title")}
        rows={items}
        rowKey={(one) => one.id}
        to={(one) => paths.layoff(one.id)}
        empty={empty}
        fields={[
          {
            key: "number",
            label: t("number"),
            phone: "title",
            show: (one) => (
              <div>
                <span className="number strong">{one.number}</span>
                <p className="quiet small">{employer(one)}</p>
              </div>
            ),
          },
          {
            key: "item",
            label: t("item"),
            show: (one) => <span className="layoff-item">{t(`item_short.${one.item}`)}</span>,
          },
          { key: "people", label: t("people"), show: (one) => <PeopleText layoff={one} /> },
          { key: "threshold", label: t("threshold"), show: (one) => <ThresholdTag layoff={one} /> },
          { key: "last_day", label: t("last_day"), show: (one) => <DateText date={one.last_day} /> },
          {
            key: "state",
            label: t("state_label"),
            phone: "side",
            show: (one) => <LayoffStateTag layoff={one} />,
          },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
