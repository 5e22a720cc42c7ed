import { Form, Input, InputNumber, message, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { NonCompeteDecision, NonCompeteFloor, Separation } from "../../api/types";
import { Panel } from "../../ui/Panel";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { useMe } from "../../ui/useMe";

const GROUPS = ["senior_manager", "senior_technician", "confidential"] as const;
const AMOUNT = /^\d{1,9}(\.\d{1,2})?$/;

/** Activate the duty with its terms, or give it up: in a letter, once. */
export function DecideForm({ separation, floor }: { separation: Separation; floor: NonCompeteFloor }) {
  const { t } = useTranslation("exit");
  const { today } = useMe();
  const required = useRequired();
  const decide = $api.useMutation("post", "/api/v1/separations/{id}/non-compete");
  const over = !!separation.last_day && today > separation.last_day;
  return (
    <Panel title={t("duty.decide")} about={t("duty.decide_about")}>
      <ServerForm<NonCompeteDecision>
        send={(body) => {
          const monthly = body.monthly ? Number(body.monthly).toFixed(2) : null;
          return decide.mutateAsync({ params: { path: { id: separation.id } }, body: { ...body, monthly } });
        }}
        onSent={() => void message.success(t("duty.decided"))}
        submit={t("duty.decide_submit")}
        initialValues={{ months: 12, pay_day: 10 }}
      >
        {(form) => (
          <>
            <Form.Item
              name="decision"
              label={t("duty.decision")}
              rules={[required]}
              extra={over ? t("duty.over_hint") : t("duty.default_hint")}
            >
              <Radio.Group aria-label={t("duty.decision")} className="choice">
                {(["waived", "activated"] as const).map((value) => (
                  <Radio key={value} value={value} disabled={value === "waived" && over}>
                    <span className="strong">{t(`duty.decisions.${value}`)}</span>
                    <br />
                    <span className="quiet small">{t(`duty.means.${value}`)}</span>
                  </Radio>
                ))}
              </Radio.Group>
            </Form.Item>
            <Form.Item noStyle shouldUpdate>
              {() => {
                const binds = form.getFieldValue("decision") === "activated";
                return (
                  <>
                    {binds && <Terms floor={floor} />}
                    <Form.Item
                      name="reason"
                      label={t(binds ? "duty.access" : "duty.reason")}
                      rules={[{ ...required, whitespace: true }]}
                      extra={t(binds ? "duty.access_hint" : "duty.reason_hint")}
                    >
                      <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
                    </Form.Item>
                  </>
                );
              }}
            </Form.Item>
            <p className="note" style={{ marginBottom: 16 }}>
              {t("duty.letter_hint")}
            </p>
          </>
        )}
      </ServerForm>
    </Panel>
  );
}

/** Whom, what, where, how long, for how much. */
function Terms({ floor }: { floor: NonCompeteFloor }) {
  const { t } = useTranslation("exit");
  const required = useRequired();
  return (
    <>
      <Form.Item
        name="bound_as"
        label={t("duty.bound_as")}
        rules={[required]}
        extra={t("duty.bound_as_hint")}
      >
        <Radio.Group
          aria-label={t("duty.bound_as")}
          className="choice"
          options={GROUPS.map((value) => ({ value, label: t(`duty.groups.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="scope" label={t("duty.scope")} rules={[required]} extra={t("duty.scope_hint")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="region" label={t("duty.region")} rules={[required]} extra={t("duty.region_hint")}>
        <Input maxLength={500} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="months" label={t("duty.months")} rules={[required]} extra={t("duty.months_hint")}>
          <InputNumber min={1} max={24} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="pay_day" label={t("duty.pay_day")} rules={[required]} extra={t("duty.pay_day_hint")}>
          <InputNumber min={1} max={31} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="monthly"
          label={t("duty.monthly")}
          rules={[{ pattern: AMOUNT, message: t("duty.amount_form") }, ...(floor.monthly ? [] : [required])]}
          extra={floor.monthly ? t("duty.monthly_hint", { floor: floor.monthly }) : t("duty.monthly_needed")}
        >
          <Input inputMode="decimal" prefix="¥" />
        </Form.Item>
      </div>
    </>
  );
}
