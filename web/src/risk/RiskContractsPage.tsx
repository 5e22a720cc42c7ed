import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { RiskContract } from "../api/types";
import { paths } from "../paths";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { RuleTag, Tag } from "../ui/Tag";
import { DueText, PersonText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";

type Topic = RiskContract["topic"];
const TOPICS: Topic[] = ["open_ended", "unsigned", "ending_30", "ending_60", "ending_90"];

/** Contracts about to become open-ended, unsigned past a month, or ending: whose, when, and on what facts. */
export default function RiskContractsPage() {
  const { t } = useTranslation("risk");
  const [search, change] = useSearch();
  const topic = TOPICS.find((one) => one === search.topic);
  return (
    <Page title={t("contracts")} about={t("contracts_about")} back={{ to: paths.risk(), label: t("title") }}>
      <div className="filters">
        <Select<Topic>
          aria-label={t("what")}
          allowClear
          placeholder={t("any_topic")}
          style={{ minWidth: 220 }}
          value={topic}
          onChange={(value) => change({ topic: value, cursor: undefined, page: undefined })}
          options={TOPICS.map((value) => ({ value, label: t(`topic.${value}`) }))}
        />
      </div>
      <Panel flush>
        <Alone padded key={JSON.stringify(search)}>
          <ContractList employer={search.employer} topic={topic} cursor={search.cursor} />
        </Alone>
      </Panel>
    </Page>
  );
}

function ContractList({ employer, topic, cursor }: { employer?: string; topic?: Topic; cursor?: string }) {
  const { t } = useTranslation("risk");
  const { items, next_cursor } = $api.useSuspenseQuery("get", "/api/v1/risk/contracts", {
    params: { query: { legal_entity_id: employer, topic, cursor } },
  }).data;
  return (
    <>
      <ListTable
        caption={t("contracts")}
        rows={items}
        rowKey={(one) => `${one.employee.id} ${one.topic}`}
        to={(one) => paths.employee(one.employee.id, "contracts")}
        empty={<p className="empty quiet">{t("no_contracts")}</p>}
        fields={[
          {
            key: "employee",
            label: t("employee"),
            phone: "title",
            show: (one) => <PersonText person={one.employee} />,
          },
          {
            key: "topic",
            label: t("what"),
            phone: "side",
            show: (one) => (
              <Tag tone={one.topic === "unsigned" ? "bad" : "warn"}>{t(`topic.${one.topic}`)}</Tag>
            ),
          },
          { key: "on", label: t("on"), show: (one) => <DueText on={one.on} /> },
          { key: "basis", label: t("basis"), show: (one) => one.basis },
          { key: "rule", label: t("rule"), show: (one) => <RuleTag rule={one.rule} /> },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
