import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Dispute, DisputeClaimFacts, DisputeInside } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { CLAIM_KINDS, daysOf, toFacts } from "./claims";

interface ClaimsDrawerProps {
  dispute: Dispute;
  inside: DisputeInside;
  onClose: () => void;
}

/** State all claims, each with the days its limitation hangs on. */
export function ClaimsDrawer({ dispute, inside, onClose }: ClaimsDrawerProps) {
  const { t } = useTranslation("disputes");
  const state = $api.useMutation("put", "/api/v1/disputes/{id}/claims");
  return (
    <FormDrawer wide title={t("claims.edit")} open onClose={onClose}>
      <ServerForm<{ claims: DisputeClaimFacts[] }>
        send={({ claims }) =>
          state.mutateAsync({
            params: { path: { id: dispute.id } },
            headers: ifMatch(dispute),
            body: { claims: (claims ?? []).map(toFacts) },
          })
        }
        onSent={onClose}
        submit={t("save")}
        cancel={{ act: onClose }}
        initialValues={{ claims: inside.claims.map(toFacts) }}
      >
        <Form.List name="claims">
          {(rows, { add, remove }) => (
            <div className="stack">
              {rows.map((row, at) => (
                <ClaimFields key={row.key} at={row.name} number={at + 1} onRemove={() => remove(row.name)} />
              ))}
              <div>
                <Button
                  icon={<PlusOutlined aria-hidden />}
                  onClick={() => add({ kind: "damages", amount: undefined, text: "" })}
                >
                  {t("claims.add")}
                </Button>
              </div>
            </div>
          )}
        </Form.List>
      </ServerForm>
    </FormDrawer>
  );
}

function ClaimFields({ at, number, onRemove }: { at: number; number: number; onRemove: () => void }) {
  const { t } = useTranslation("disputes");
  const required = useRequired();
  const kind = Form.useWatch(["claims", at, "kind"]) as DisputeClaimFacts["kind"] | undefined;
  return (
    <fieldset className="dispute-claim">
      <legend className="row between">
        <span className="strong">{t("claims.nth", { number })}</span>
        <Button type="text" danger icon={<DeleteOutlined aria-hidden />} onClick={onRemove}>
          {t("claims.remove")}
        </Button>
      </legend>
      <div className="form-row">
        <Form.Item name={[at, "kind"]} label={t("claims.kind")} rules={[required]}>
          <Select options={CLAIM_KINDS.map((value) => ({ value, label: t(`claim.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name={[at, "amount"]}
          label={t("claims.amount")}
          rules={[{ pattern: /^\d{1,13}(\.\d{1,2})?$/, message: t("claims.amount_form") }]}
        >
          <Input prefix="¥" inputMode="decimal" className="number" />
        </Form.Item>
      </div>
      <Form.Item name={[at, "text"]} label={t("claims.text")} rules={[{ ...required, whitespace: true }]}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} />
      </Form.Item>
      <div className="form-row">
        {daysOf(kind).map((field) => (
          <Form.Item key={field} name={[at, field]} label={t(`claims.${field}`)}>
            {field === "leave_year" ? (
              <InputNumber min={1995} max={2189} precision={0} style={{ width: "100%" }} />
            ) : (
              <DatePick />
            )}
          </Form.Item>
        ))}
        <Form.Item
          name={[at, "interrupted_on"]}
          label={t("claims.interrupted_on")}
          extra={t("claims.interrupted_hint")}
        >
          <DatePick />
        </Form.Item>
      </div>
      <Form.Item name={[at, "suspended"]} label={t("claims.suspended")} extra={t("claims.suspended_hint")}>
        <Input maxLength={1000} />
      </Form.Item>
    </fieldset>
  );
}
