import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, may } from "../api/can";
import { $api } from "../api/client";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { Go } from "../ui/Go";
import { Panel } from "../ui/Panel";
import { LegalEntityPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";

/** Positions and how many people hold each. KPIs are set by position. */
export function PositionsPanel({ legalEntityId }: { legalEntityId?: string }) {
  const { t } = useTranslation("org");
  const me = useMe();
  const hr = hasRole(me, "hr");
  const required = useRequired();
  const [adding, setAdding] = useState(false);
  const positions = $api.useSuspenseQuery("get", "/api/v1/positions", {
    params: { query: { legal_entity_id: legalEntityId } },
  }).data.items;
  const create = $api.useMutation("post", "/api/v1/positions");
  return (
    <Panel
      title={t("positions")}
      about={t("positions_about")}
      extra={
        hr && (
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t("add_position")}
          </Button>
        )
      }
    >
      {positions.length === 0 ? (
        <Empty title={t("no_positions")} />
      ) : (
        <ul className="position-list">
          {positions.map((one) => (
            <li key={one.id}>
              {may(me, "employees.read") ? (
                <Go to={`${paths.employees()}?position_id=${one.id}`}>{one.name}</Go>
              ) : (
                one.name
              )}
            </li>
          ))}
        </ul>
      )}
      <FormDrawer title={t("add_position")} open={adding} onClose={() => setAdding(false)}>
        <ServerForm<{ name: string; legal_entity_id: string }>
          send={(body) => create.mutateAsync({ body })}
          onSent={() => setAdding(false)}
          submit={t("save")}
          initialValues={{ legal_entity_id: legalEntityId }}
        >
          <Form.Item name="name" label={t("name")} rules={[required]}>
            <Input />
          </Form.Item>
          <Form.Item name="legal_entity_id" label={t("legal_entity")} rules={[required]}>
            <LegalEntityPicker />
          </Form.Item>
        </ServerForm>
      </FormDrawer>
    </Panel>
  );
}
