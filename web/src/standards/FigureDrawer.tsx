import { Form, Input, InputNumber, message, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { LocalStandard, LocalStandardGap } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { begunFrom, describesAYear, type FigureForm, KINDS, toCorrection, toFacts } from "./figures";

/** What the drawer is open for: a new figure (about a gap or a shipped one), or the correction of a record. */
export interface Entering {
  from: LocalStandardGap | LocalStandard | null;
  corrects?: string;
}

export function FigureDrawer({ entering, onClose }: { entering: Entering | null; onClose: () => void }) {
  const { t } = useTranslation("standards");
  const title = entering?.corrects ? t("correct_title") : t("record");
  return (
    <FormDrawer title={title} open={entering !== null} onClose={onClose}>
      {entering && <FigureFields entering={entering} onClose={onClose} />}
    </FormDrawer>
  );
}

function FigureFields({ entering, onClose }: { entering: Entering; onClose: () => void }) {
  const { t } = useTranslation("standards");
  const required = useRequired();
  const [form] = Form.useForm<FigureForm>();
  const kind = Form.useWatch("kind", form) ?? entering.from?.kind ?? "minimum_wage";
  const record = $api.useMutation("post", "/api/v1/local-standards");
  const correct = $api.useMutation("post", "/api/v1/local-standards/{id}/correction");
  const { corrects } = entering;
  const send = (values: FigureForm) =>
    corrects
      ? correct.mutateAsync({ params: { path: { id: corrects } }, body: toCorrection({ ...values, kind }) })
      : record.mutateAsync({ body: toFacts(values) });
  return (
    <ServerForm<FigureForm>
      form={form}
      send={send}
      onSent={() => {
        onClose();
        void message.success(t("saved"));
      }}
      submit={corrects ? t("correct") : t("save")}
      cancel={{ act: onClose }}
      initialValues={begunFrom(entering.from)}
    >
      {corrects && (
        <p className="note" style={{ marginBottom: 16 }}>
          {t("correct_about")}
        </p>
      )}
      <div className="form-row">
        <Form.Item name="city" label={t("city")} rules={[required]} extra={t("city_hint")}>
          <Input disabled={!!corrects} />
        </Form.Item>
        <Form.Item name="kind" label={t("kind")} rules={[required]}>
          <Select
            disabled={!!corrects}
            options={KINDS.map((value) => ({ value, label: t(`standard.kind.${value}`) }))}
          />
        </Form.Item>
      </div>
      {describesAYear(kind) && (
        <div className="form-row">
          <Form.Item name="series" label={t("series")} rules={[required]} extra={t("series_hint")}>
            <Input />
          </Form.Item>
          <Form.Item
            name="statistics_year"
            label={t("statistics_year")}
            rules={[required]}
            extra={t("statistics_year_hint")}
          >
            <InputNumber min={1990} max={2100} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        </div>
      )}
      <div className="form-row">
        <Form.Item
          name="value"
          label={t("value")}
          rules={[required, { pattern: /^\d{1,13}(\.\d{1,2})?$/, message: t("value_form") }]}
          extra={kind === "cap_3x" ? t("cap_hint") : t("value_hint")}
        >
          <Input prefix="¥" inputMode="decimal" className="number" />
        </Form.Item>
        <Form.Item name="effective_on" label={t("effective")} rules={[required]} extra={t("effective_hint")}>
          <DatePick />
        </Form.Item>
      </div>
      <Form.Item name="source" label={t("source_name")} rules={[required]} extra={t("source_hint")}>
        <Input />
      </Form.Item>
      <Form.Item name="source_url" label={t("source_url")}>
        <Input inputMode="url" placeholder="https://" />
      </Form.Item>
      <Form.Item name="status" label={t("status")} rules={[required]}>
        <Radio.Group
          aria-label={t("status")}
          className="choice"
          options={["official", "secondary"].map((value) => ({
            value,
            label: (
              <>
                <span className="strong">{t(`standard.status.${value}`)}</span>
                <p className="quiet small">{t(`status_means.${value}`)}</p>
              </>
            ),
          }))}
        />
      </Form.Item>
      {corrects && (
        <Form.Item name="reason" label={t("reason")} rules={[required]}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      )}
    </ServerForm>
  );
}
