import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { ProtectedPerson } from "../api/types";
import { paths } from "../paths";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Pager } from "../ui/Pager";
import { Alone, Panel } from "../ui/Panel";
import { useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { PersonText } from "../ui/Text";
import { useSearch } from "../ui/usePlace";

type Situation = ProtectedPerson["situations"][number];
const SITUATIONS: Situation[] = [
  "pregnant",
  "nursing",
  "medical_period",
  "injured",
  "hazard_post",
  "near_retirement",
  "not_on_record",
];

/** Names beside protected situations: only after saying why, and with an entry in each person's trail. */
export default function ProtectedPage() {
  const { t } = useTranslation("risk");
  const [search, change] = useSearch();
  const [reason, setReason] = useState<string>();
  const situation = SITUATIONS.find((one) => one === search.situation);
  return (
    <Page
      title={t("people_page")}
      about={t("people_page_about")}
      back={{ to: paths.risk(), label: t("title") }}
    >
      <div className="filters">
        <Select<Situation>
          aria-label={t("protected")}
          allowClear
          placeholder={t("any_situation")}
          style={{ minWidth: 240 }}
          value={situation}
          onChange={(value) => change({ situation: value, cursor: undefined, page: undefined })}
          options={SITUATIONS.map((value) => ({ value, label: t(`situation.${value}`) }))}
        />
      </div>
      {reason ? (
        <Panel flush>
          <Alone padded key={JSON.stringify(search)}>
            <People employer={search.employer} situation={situation} reason={reason} cursor={search.cursor} />
          </Alone>
        </Panel>
      ) : (
        <WhyPanel onSaid={setReason} />
      )}
    </Page>
  );
}

function WhyPanel({ onSaid }: { onSaid: (reason: string) => void }) {
  const { t } = useTranslation("risk");
  const required = useRequired();
  return (
    <Panel title={t("why")} about={t("why_about")}>
      <Form layout="vertical" requiredMark={false} onFinish={({ reason }) => onSaid(reason)}>
        <Form.Item name="reason" label={t("reason")} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={200} placeholder={t("reason_hint")} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t("show_names")}
        </Button>
      </Form>
    </Panel>
  );
}

interface PeopleProps {
  employer?: string;
  situation?: Situation;
  reason: string;
  cursor?: string;
}

function People({ employer, situation, reason, cursor }: PeopleProps) {
  const { t } = useTranslation("risk");
  const { items, next_cursor } = $api.useSuspenseQuery(
    "get",
    "/api/v1/risk/protected-people",
    { params: { query: { legal_entity_id: employer, situation, reason, cursor } } },
    // Each reading is an entry in somebody's trail: none that nobody asked for.
    { staleTime: Number.POSITIVE_INFINITY },
  ).data;
  return (
    <>
      <ListTable
        caption={t("people_page")}
        rows={items}
        rowKey={(one) => one.employee.id}
        to={(one) => paths.employee(one.employee.id)}
        empty={<p className="empty quiet">{t("no_people")}</p>}
        fields={[
          {
            key: "employee",
            label: t("employee"),
            phone: "title",
            show: (one) => <PersonText person={one.employee} />,
          },
          {
            key: "situations",
            label: t("protected"),
            show: (one) => (
              <span className="row">
                {one.situations.map((name) => (
                  <Tag key={name} tone={name === "not_on_record" ? "warn" : "plain"}>
                    {t(`situation.${name}`)}
                  </Tag>
                ))}
              </span>
            ),
          },
        ]}
      />
      <Pager next={next_cursor} shown={items.length} />
    </>
  );
}
