import { Form, Input, message, Select } from "antd";
import { lazy, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { LegalEntity } from "../../api/types";
import { paths } from "../../paths";
import type { ContractTemplate } from "../../templates/kinds";
import { useGo } from "../../ui/Go";
import { Alone, Panel } from "../../ui/Panel";
import { DatePick } from "../../ui/Pickers";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { SigningOrderField } from "../../ui/SigningOrderField";
import { Unsaved } from "../../ui/Unsaved";
import { useMe } from "../../ui/useMe";
import { begun, lastDayToSign, serviceUntil } from "../drafting/draft";
import { atLines, type Facts, type Head, type Rules, rulesOf, sharedOf, toOrder } from "./lines";
import { useLines } from "./useLines";

/** What follows once a template is chosen. */
const CommonFields = lazy(() => import("./CommonFields"));
const LinesPanel = lazy(() => import("./LinesPanel"));

interface Values extends Head {
  facts?: Facts;
  rules?: Rules;
}

interface OrderFormProps {
  entities: LegalEntity[];
  /** Those with a released version. */
  templates: ContractTemplate[];
}

export function OrderForm({ entities, templates }: OrderFormProps) {
  const { t } = useTranslation("batches");
  const required = useRequired();
  const go = useGo();
  const { today } = useMe();
  const [form] = Form.useForm<Values>();
  const employer = Form.useWatch("legal_entity_id", form);
  const templateId = Form.useWatch("template_id", form);
  const rules = Form.useWatch("rules", { form, preserve: true });
  const common = Form.useWatch("facts", { form, preserve: true });
  const kind = templates.find((template) => template.id === templateId)?.kind;
  const lines = useLines(kind, common, rules);
  const [named, setNamed] = useState("");
  const [opened, setOpened] = useState(false);
  const create = $api.useMutation("post", "/api/v1/agreement-batches");

  const send = async (values: Head) => {
    if (!kind) return;
    const whole = lines.whole;
    const incomplete = whole.filter(({ lacks }) => lacks.length > 0).length;
    if (whole.length === 0 || incomplete > 0) {
      if (incomplete > 0) lines.onlyFaulty(true);
      void message.warning(incomplete > 0 ? t("new.incomplete", { count: incomplete }) : t("new.nobody"));
      document.getElementById("lines")?.scrollIntoView({ behavior: "smooth" });
      return;
    }
    const body = toOrder(values, kind, whole);
    try {
      const made = await create.mutateAsync({ body });
      // The question whether to leave unsaved work goes before the page does.
      flushSync(() => setOpened(true));
      go(paths.batch(made.id), { replace: true });
    } catch (thrown) {
      const problem = asProblem(thrown);
      const { of, rest } = atLines(problem.errors);
      lines.refuse(body.items.map((item, at) => [item.employee_id, of.get(at) ?? []]));
      throw { ...problem, errors: rest };
    }
  };

  const choose = (id: string) => {
    const chosen = templates.find((template) => template.id === id);
    if (!chosen) return;
    const before = form.getFieldValue("name");
    if (!before || before === named) {
      const name = t("new.name_of", { year: today.slice(0, 4), kind: t(`agreement_kind.${chosen.kind}`) });
      form.setFieldValue("name", name);
      setNamed(name);
    }
    if (chosen.kind === kind) return;
    form.setFieldValue("rules", rulesOf(chosen.kind));
    form.setFieldValue("facts", sharedOf(begun(chosen.kind, { today, hired_on: today, contracts: [] })));
    lines.change((line) => ({ ...line, own: {}, refused: [] }));
  };
  const employ = () => {
    form.setFieldValue("template_id", undefined);
    lines.clear();
  };
  const follow = (changed: Partial<Values>, all: Values) => {
    const { facts } = changed;
    if (!facts || !all.facts || !("training_until" in facts || "service_months" in facts)) return;
    const until = serviceUntil(all.facts);
    if (until) form.setFieldValue(["facts", "service_until"], until);
  };

  const only = entities.length === 1 ? entities[0] : undefined;
  return (
    <>
      <Unsaved when={lines.whole.length > 0 && !opened} stays={() => false} />
      <ServerForm<Values>
        form={form}
        send={send}
        submit={lines.whole.length > 0 ? t("new.submit_of", { count: lines.whole.length }) : t("new.submit")}
        cancel={{ act: () => go(paths.batches()) }}
        initialValues={{ legal_entity_id: only?.id, expires_on: lastDayToSign(today), signing_order: "any" }}
        onValuesChange={follow}
      >
        <div className="stack" style={{ marginBottom: 16 }}>
          <Panel title={t("new.head")}>
            <div className="form-row">
              <Form.Item name="legal_entity_id" label={t("legal_entity")} rules={[required]} hidden={!!only}>
                <Select
                  onChange={employ}
                  options={entities.map((entity) => ({ value: entity.id, label: entity.name }))}
                />
              </Form.Item>
              <Form.Item
                name="template_id"
                label={t("new.template")}
                rules={[required]}
                extra={t("new.template_hint")}
              >
                <Select
                  placeholder={t("new.pick_template")}
                  onChange={choose}
                  options={templates
                    .filter((template) => template.legal_entity_id === employer)
                    .map((template) => ({
                      value: template.id,
                      label: `${template.name} · ${t(`agreement_kind.${template.kind}`)}`,
                    }))}
                />
              </Form.Item>
            </div>
            <div className="form-row">
              <Form.Item
                name="name"
                label={t("new.name")}
                rules={[{ ...required, whitespace: true }]}
                extra={t("new.name_hint")}
              >
                <Input maxLength={100} />
              </Form.Item>
              <Form.Item name="expires_on" label={t("expires_on")} extra={t("new.expires_hint")}>
                <DatePick />
              </Form.Item>
            </div>
            <SigningOrderField />
          </Panel>
          {kind && employer && (
            <>
              <Panel title={t("common.title")} about={t("common.about")}>
                <CommonFields kind={kind} />
              </Panel>
              <Alone>
                <LinesPanel kind={kind} employer={employer} lines={lines} />
              </Alone>
            </>
          )}
        </div>
      </ServerForm>
    </>
  );
}
