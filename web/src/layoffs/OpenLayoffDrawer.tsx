import { Form, Input, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { asProblem } from "../api/problem";
import type { LayoffFacts } from "../api/types";
import { paths } from "../paths";
import { FormDrawer } from "../ui/FormDrawer";
import { addDays, dateText } from "../ui/format";
import { useGo } from "../ui/Go";
import { DatePick, LegalEntityPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";
import { PeoplePick, useNames } from "./PeoplePick";
import { EXPLAINED_BEFORE, ITEMS } from "./procedure";
import { Working } from "./Working";

/** Open a lay-off: on which of the four situations, why, until when, and whom it reaches. */
export function OpenLayoffDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("layoffs");
  return (
    <FormDrawer wide title={t("open")} open={open} onClose={onClose}>
      {open && <OpenForm onClose={onClose} />}
    </FormDrawer>
  );
}

function OpenForm({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation("layoffs");
  const { today } = useMe();
  const required = useRequired();
  const go = useGo();
  const names = useNames();
  const [form] = Form.useForm<LayoffFacts>();
  const employer = Form.useWatch("legal_entity_id", form);
  const people = Form.useWatch("employee_ids", form) ?? [];
  const create = $api.useMutation("post", "/api/v1/layoffs");
  const earliest = addDays(today, EXPLAINED_BEFORE);
  const send = async (body: LayoffFacts) => {
    try {
      const { id } = await create.mutateAsync({ body });
      void message.success(t("opened"));
      go(paths.layoff(id));
    } catch (thrown) {
      const problem = asProblem(thrown);
      const named = problem.errors.map((error) => {
        const at = /^\/employee_ids\/(\d+)$/.exec(error.pointer)?.[1];
        const name = at && names.of(body.employee_ids[Number(at)] ?? "");
        return name ? { ...error, detail: t("about_person", { name, detail: error.detail }) } : error;
      });
      throw { ...problem, errors: named };
    }
  };
  return (
    <ServerForm<LayoffFacts>
      form={form}
      send={send}
      submit={t("open_submit", { count: people.length })}
      cancel={{ act: onClose }}
      initialValues={{ employee_ids: [] }}
      onValuesChange={(changed: Partial<LayoffFacts>) => {
        // People belong to their employer.
        if (changed.legal_entity_id) form.setFieldValue("employee_ids", []);
      }}
    >
      <p className="note" style={{ marginBottom: 16 }}>
        {t("open_about")}
      </p>
      <Form.Item name="legal_entity_id" label={t("employer")} rules={[required]}>
        <LegalEntityPicker />
      </Form.Item>
      <Form.Item name="item" label={t("item_question")} rules={[required]}>
        <Radio.Group
          aria-label={t("item_question")}
          className="choice layoff-items"
          options={ITEMS.map((value) => ({
            value,
            label: (
              <>
                <span className="strong">{t(`item_short.${value}`)}</span>
                <p className="quiet small">{t(`item_text.${value}`)}</p>
              </>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("reason")}
        rules={[{ ...required, whitespace: true }]}
        extra={t("reason_hint")}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={10_000} />
      </Form.Item>
      <Form.Item
        name="last_day"
        label={t("last_day")}
        rules={[
          required,
          {
            validator: (_, day?: string) =>
              day && day < earliest
                ? Promise.reject(new Error(t("last_day_early", { day: dateText(earliest, i18n.language) })))
                : Promise.resolve(),
          },
        ]}
        extra={t("last_day_hint", { day: dateText(earliest, i18n.language) })}
      >
        <DatePick />
      </Form.Item>
      <Form.Item name="employee_ids" label={t("whom")} rules={[required]} extra={t("whom_hint")}>
        <PeoplePick legalEntityId={employer} names={names} />
      </Form.Item>
      <Working when={create.isPending} cases={people.length} />
    </ServerForm>
  );
}
