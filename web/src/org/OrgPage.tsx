import { EditOutlined, PlusOutlined, TeamOutlined } from "@ant-design/icons";
import { Button, Form, Input, message, Tree } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, may } from "../api/can";
import { $api } from "../api/client";
import type { OrgUnit, OrgUnitFacts } from "../api/types";
import { paths } from "../paths";
import { Empty } from "../ui/Empty";
import { FormDrawer } from "../ui/FormDrawer";
import { Go } from "../ui/Go";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { EmployeePicker, LegalEntityPicker, UnitPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { type UnitNode, unitTree } from "../ui/unitTree";
import { useMe } from "../ui/useMe";
import { useSearch } from "../ui/usePlace";
import { PositionsPanel } from "./PositionsPanel";
import "./org.css";

/** The tree of units of one employer, who heads each, and how many people work in it. */
export default function OrgPage() {
  const { t } = useTranslation("org");
  const [search, change] = useSearch();
  return (
    <Page
      title={t("title")}
      about={t("about")}
      actions={
        <LegalEntityPicker
          aria-label={t("legal_entity")}
          allowClear
          value={search.legal_entity_id}
          onChange={(id) => change({ legal_entity_id: id })}
        />
      }
    >
      <div className="grid-aside">
        <Alone key={search.legal_entity_id}>
          <UnitsPanel legalEntityId={search.legal_entity_id} />
        </Alone>
        <Alone>
          <PositionsPanel legalEntityId={search.legal_entity_id} />
        </Alone>
      </div>
    </Page>
  );
}

function UnitsPanel({ legalEntityId }: { legalEntityId?: string }) {
  const { t } = useTranslation("org");
  const hr = hasRole(useMe(), "hr");
  const [editing, setEditing] = useState<OrgUnit | "new" | null>(null);
  const units = $api.useSuspenseQuery("get", "/api/v1/org-units", {
    params: { query: { legal_entity_id: legalEntityId } },
  }).data.items;
  const add = hr && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing("new")}>
      {t("add")}
    </Button>
  );
  return (
    <Panel title={t("units", { count: units.length })} extra={units.length > 0 && add}>
      {units.length === 0 ? (
        <Empty title={t("none")} action={add}>
          {t("none_about")}
        </Empty>
      ) : (
        <Tree<UnitNode>
          className="org-tree"
          treeData={unitTree(units)}
          defaultExpandAll
          selectable={false}
          blockNode
          showLine
          titleRender={(node) => (
            <UnitRow node={node} onEdit={hr ? () => setEditing(node.unit) : undefined} />
          )}
        />
      )}
      <UnitDrawer unit={editing} legalEntityId={legalEntityId} onClose={() => setEditing(null)} />
    </Panel>
  );
}

function UnitRow({ node, onEdit }: { node: UnitNode; onEdit?: () => void }) {
  const { t } = useTranslation("org");
  const { unit } = node;
  return (
    <span className="org-row">
      <span className="org-name">{unit.name}</span>
      <span className="org-head">
        {unit.head ? (
          <Door to={paths.employee(unit.head.id)}>{unit.head.name}</Door>
        ) : (
          <span className="quiet small">{t("no_head")}</span>
        )}
      </span>
      <Door
        to={`${paths.employees()}?org_unit_id=${unit.id}`}
        className="org-count"
        label={t("people", { count: node.people })}
      >
        <TeamOutlined aria-hidden /> {node.people}
      </Door>
      {onEdit && (
        <Button
          type="text"
          size="small"
          icon={<EditOutlined aria-hidden />}
          aria-label={t("edit_unit", { name: unit.name })}
          onClick={onEdit}
        />
      )}
    </span>
  );
}

/** A way to people, for those who may see them; plain text for the others. */
function Door(props: { to: string; className?: string; label?: string; children: ReactNode }) {
  const { to, className, label, children } = props;
  if (!may(useMe(), "employees.read")) return <span className={className}>{children}</span>;
  return (
    <Go to={to} className={className} aria-label={label}>
      {children}
    </Go>
  );
}

interface UnitDrawerProps {
  unit: OrgUnit | "new" | null;
  legalEntityId?: string;
  onClose: () => void;
}

function UnitDrawer({ unit, legalEntityId, onClose }: UnitDrawerProps) {
  const { t } = useTranslation("org");
  const required = useRequired();
  const create = $api.useMutation("post", "/api/v1/org-units");
  const replace = $api.useMutation("put", "/api/v1/org-units/{id}");
  const known = unit && unit !== "new" ? unit : null;
  const send = (body: OrgUnitFacts) =>
    known ? replace.mutateAsync({ params: { path: { id: known.id } }, body }) : create.mutateAsync({ body });
  return (
    <FormDrawer
      title={known ? t("edit_unit", { name: known.name }) : t("add")}
      open={unit !== null}
      onClose={onClose}
    >
      <ServerForm<OrgUnitFacts>
        send={send}
        onSent={() => {
          onClose();
          void message.success(t("saved"));
        }}
        submit={t("save")}
        cancel={{ act: onClose }}
        initialValues={known ? { ...known, head_id: known.head?.id } : { legal_entity_id: legalEntityId }}
      >
        {(form) => (
          <>
            <Form.Item name="name" label={t("name")} rules={[required]}>
              <Input />
            </Form.Item>
            <Form.Item name="legal_entity_id" label={t("legal_entity")} rules={[required]}>
              <LegalEntityPicker />
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() => (
                <Form.Item name="parent_id" label={t("parent")}>
                  <UnitPicker legalEntityId={form.getFieldValue("legal_entity_id")} />
                </Form.Item>
              )}
            </Form.Item>
            <Form.Item name="head_id" label={t("head")}>
              <EmployeePicker shown={known?.head} />
            </Form.Item>
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}
