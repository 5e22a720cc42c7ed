import { Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { TemplateClause } from "../../api/types";
import { Alone } from "../../ui/Panel";
import { RowList } from "../../ui/Rows";
import { useRequired } from "../../ui/ServerForm";

const CHANGES = ["facts", "clauses", "changes"];

/** Clauses of a contract that both signed here: which are reworded, added and removed. */
export function ClauseChangeFields({ employeeId }: { employeeId: string }) {
  const { t } = useTranslation("agreements");
  const contract = Form.useWatch<string | undefined>(["facts", "clauses", "agreement_id"]);
  const signed = $api.useSuspenseQuery("get", "/api/v1/agreements", {
    params: { query: { employee_id: employeeId, stage: "signed", limit: 200 } },
  }).data.items;
  const contracts = signed.filter(({ kind }) => kind === "labour_contract" || kind === "contract_renewal");
  if (contracts.length === 0) return null;
  return (
    <fieldset className="varied">
      <legend>{t("varying.title")}</legend>
      <Form.Item
        name={["facts", "clauses", "agreement_id"]}
        label={t("varying.contract")}
        extra={t("varying.about")}
      >
        <Select
          allowClear
          placeholder={t("varying.no_contract")}
          options={contracts.map((one) => ({ value: one.id, label: `${one.title} ${one.number}` }))}
        />
      </Form.Item>
      {contract && (
        <Alone>
          <Changes key={contract} contract={contract} />
        </Alone>
      )}
    </fieldset>
  );
}

function Changes({ contract }: { contract: string }) {
  const { t } = useTranslation("agreements");
  const form = Form.useFormInstance();
  const { clauses } = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/present-clauses", {
    params: { path: { id: contract } },
  }).data;
  const [reworded, setReworded] = useState<string[]>(() =>
    Object.keys(form.getFieldValue([...CHANGES, "reworded"]) ?? {}),
  );
  const options = clauses.map((clause, at) => ({
    value: clause.key,
    label: `${t("negotiation.number", { number: at + 1 })} ${clause.heading}`,
  }));
  return (
    <>
      <Form.Item label={t("varying.reworded")} extra={t("varying.reworded_about")}>
        <Select
          mode="multiple"
          aria-label={t("varying.reworded")}
          value={reworded}
          onChange={setReworded}
          options={options}
        />
      </Form.Item>
      {clauses
        .filter((clause) => reworded.includes(clause.key))
        .map((clause) => (
          <Rewording key={clause.key} clause={clause} />
        ))}
      <Form.Item
        name={[...CHANGES, "removed"]}
        label={t("varying.removed")}
        extra={t("varying.removed_about")}
      >
        <Select mode="multiple" options={options} />
      </Form.Item>
      <p className="strong">{t("varying.added")}</p>
      <RowList
        name={[...CHANGES, "added"]}
        rowClass="clause-change"
        remove={t("varying.take_out")}
        add={t("varying.add")}
      >
        {(at) => <Addition at={at} places={options} />}
      </RowList>
    </>
  );
}

function Rewording({ clause }: { clause: TemplateClause }) {
  const { t } = useTranslation("agreements");
  const required = { ...useRequired(), whitespace: true };
  const name = [...CHANGES, "reworded", clause.key];
  return (
    <div className="clause-change">
      <div className="grow">
        <Form.Item
          name={[...name, "text"]}
          label={t("varying.becomes", { clause: clause.heading })}
          rules={[required]}
          initialValue={clause.text.trim()}
        >
          <Input.TextArea autoSize={{ minRows: 3 }} />
        </Form.Item>
        <Form.Item
          name={[...name, "text_en"]}
          label={t("negotiation.reword_en")}
          extra={t("negotiation.reword_en_hint")}
        >
          <Input.TextArea lang="en" autoSize={{ minRows: 2 }} />
        </Form.Item>
      </div>
    </div>
  );
}

function Addition({ at, places }: { at: number; places: { value: string; label: string }[] }) {
  const { t } = useTranslation("agreements");
  const required = { ...useRequired(), whitespace: true };
  return (
    <div className="grow">
      <div className="form-row">
        <Form.Item name={[at, "after"]} label={t("varying.after")}>
          <Select allowClear placeholder={t("varying.first")} options={places} />
        </Form.Item>
        <Form.Item name={[at, "heading"]} label={t("varying.heading")} rules={[required]}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item
        name={[at, "text"]}
        label={t("varying.text")}
        rules={[required]}
        extra={t("varying.text_hint")}
      >
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name={[at, "heading_en"]} label={t("varying.heading_en")}>
          <Input lang="en" maxLength={200} />
        </Form.Item>
        <Form.Item
          name={[at, "text_en"]}
          label={t("negotiation.reword_en")}
          extra={t("negotiation.reword_en_hint")}
        >
          <Input.TextArea lang="en" autoSize={{ minRows: 1 }} />
        </Form.Item>
      </div>
    </div>
  );
}
