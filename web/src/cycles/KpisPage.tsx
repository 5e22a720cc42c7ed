import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Kpi } from "../api/types";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { ListTable } from "../ui/ListTable";
import { Page } from "../ui/Page";
import { Panel } from "../ui/Panel";
import { ServerForm, useRequired } from "../ui/ServerForm";

/** The library of indicators: what is counted, in which unit, and where the figure comes from. */
export default function KpisPage() {
  const { t } = useTranslation("cycles");
  const required = useRequired();
  const [adding, setAdding] = useState(false);
  const kpis = $api.useSuspenseQuery("get", "/api/v1/kpis", { params: { query: { limit: 200 } } }).data.items;
  const create = $api.useMutation("post", "/api/v1/kpis");
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      {t("kpi.add")}
    </Button>
  );
  return (
    <Page title={t("kpi.title")} about={t("kpi.about")} actions={add}>
      <Panel flush>
        <ListTable
          caption={t("kpi.title")}
          rows={kpis}
          rowKey={(one) => one.code}
          empty={
            <Empty title={t("kpi.none")} action={add}>
              {t("kpi.none_about")}
            </Empty>
          }
          fields={[
            {
              key: "name",
              label: t("kpi.name"),
              phone: "title",
              show: (one) => <span className="strong">{one.name}</span>,
            },
            { key: "code", label: t("kpi.code"), show: (one) => <code className="mono">{one.code}</code> },
            { key: "unit", label: t("kpi.unit"), show: (one) => one.unit },
            {
              key: "direction",
              label: t("kpi.direction"),
              show: (one) => t(`kpi.directions.${one.direction}`),
            },
            { key: "source", label: t("kpi.source"), show: (one) => one.source ?? "—" },
          ]}
        />
      </Panel>
      <FormDrawer title={t("kpi.add")} open={adding} onClose={() => setAdding(false)}>
        <ServerForm<Omit<Kpi, "id">>
          send={(body) => create.mutateAsync({ body })}
          onSent={() => setAdding(false)}
          submit={t("save")}
          initialValues={{ direction: "higher_is_better" }}
        >
          <Form.Item name="name" label={t("kpi.name")} rules={[required]}>
            <Input />
          </Form.Item>
          <div className="form-row">
            <Form.Item name="code" label={t("kpi.code")} rules={[required]} extra={t("kpi.code_hint")}>
              <Input />
            </Form.Item>
            <Form.Item name="unit" label={t("kpi.unit")} rules={[required]}>
              <Input placeholder={t("kpi.unit_hint")} />
            </Form.Item>
          </div>
          <Form.Item name="direction" label={t("kpi.direction")} rules={[required]}>
            <Radio.Group
              aria-label={t("kpi.direction")}
              options={["higher_is_better", "lower_is_better"].map((value) => ({
                value,
                label: t(`kpi.directions.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="source" label={t("kpi.source")} rules={[required]} extra={t("kpi.source_hint")}>
            <Input />
          </Form.Item>
        </ServerForm>
      </FormDrawer>
    </Page>
  );
}
