import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole } from "../api/can";
import { $api } from "../api/client";
import type { ReviewCycle } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { addDays } from "../ui/format";
import { useGo } from "../ui/Go";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { NumberText, PeriodText } from "../ui/Text";
import { useMe } from "../ui/useMe";

/** Review cycles, newest first. */
export default function CyclesPage() {
  const { t } = useTranslation("cycles");
  const hr = hasRole(useMe(), "hr");
  const [adding, setAdding] = useState(false);
  const cycles = $api.useSuspenseQuery("get", "/api/v1/review-cycles", { params: { query: { limit: 100 } } })
    .data.items;
  const add = hr && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={add}>
      <Panel flush>
        <ListTable
          caption={t("title")}
          rows={cycles}
          rowKey={(one) => one.id}
          to={(one) => paths.cycle(one.id)}
          empty={
            <Empty title={t("none")} action={add}>
              {t("none_about")}
            </Empty>
          }
          fields={[
            {
              key: "name",
              label: t("name"),
              phone: "title",
              show: (one) => (
                <>
                  <span className="strong">{one.name}</span> <span className="quiet small">{one.code}</span>
                </>
              ),
            },
            {
              key: "period",
              label: t("period"),
              show: (one) => <PeriodText from={one.from} until={one.until} />,
            },
            {
              key: "baseline",
              label: t("baseline"),
              align: "right",
              show: (one) => <NumberText value={one.baseline} />,
            },
            {
              key: "kpi_weight",
              label: t("kpi_weight"),
              align: "right",
              show: (one) => <NumberText value={one.kpi_weight} unit="%" />,
            },
            {
              key: "reviews",
              label: t("reviews"),
              align: "right",
              show: (one) => <span className="number">{countOf(one)}</span>,
            },
            {
              key: "state",
              label: t("state"),
              phone: "side",
              show: (one) => (
                <Tag tone={one.state === "open" ? "good" : "plain"}>{t(`states.${one.state}`)}</Tag>
              ),
            },
          ]}
        />
      </Panel>
      <CycleDrawer open={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}

function countOf(cycle: ReviewCycle): number {
  return Object.values(cycle.counts ?? {}).reduce<number>((sum, count) => sum + Number(count), 0);
}

type CycleFacts = Pick<ReviewCycle, "code" | "name" | "from" | "until" | "baseline" | "kpi_weight">;

function CycleDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("cycles");
  const required = useRequired();
  const go = useGo();
  const create = $api.useMutation("post", "/api/v1/review-cycles", {
    onSuccess: (cycle) => go(paths.cycle(cycle.id, "goals")),
  });
  return (
    <FormDrawer title={t("add")} open={open} onClose={onClose}>
      <ServerForm<CycleFacts>
        send={(facts) => create.mutateAsync({ body: { ...facts, until: addDays(facts.until, 1) } })}
        onSent={onClose}
        submit={t("create")}
        cancel={{ act: onClose }}
        initialValues={{ baseline: "60.00", kpi_weight: "80" }}
      >
        <div className="form-row">
          <Form.Item name="code" label={t("code")} rules={[required]} extra={t("code_hint")}>
            <Input placeholder="2026Q4" />
          </Form.Item>
          <Form.Item name="name" label={t("name")} rules={[required]}>
            <Input placeholder={t("name_hint")} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="from" label={t("from")} rules={[required]}>
            <DatePick />
          </Form.Item>
          <Form.Item name="until" label={t("until")} rules={[required]}>
            <DatePick />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="baseline" label={t("baseline")} rules={[required]} extra={t("baseline_hint")}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item
            name="kpi_weight"
            label={t("kpi_weight")}
            rules={[required]}
            extra={t("kpi_weight_hint")}
          >
            <Input inputMode="decimal" suffix="%" />
          </Form.Item>
        </div>
      </ServerForm>
    </FormDrawer>
  );
}
