import { Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Separation, SettlementItemFacts } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { YesNo } from "../ui/YesNo";

const KINDS: SettlementItemFacts["kind"][] = [
  "unpaid_wages",
  "bonus",
  "subsidy",
  "non_compete",
  "injury_benefits",
  "other",
  "loss_deduction",
  "lawful_deduction",
];

interface NewItemDrawerProps {
  separation: Pick<Separation, "id">;
  open: boolean;
  onClose: () => void;
}

/** A sum of the house on the sheet, with what it rests on; a deduction stays within R-039 or is refused. */
export function NewItemDrawer({ separation, open, onClose }: NewItemDrawerProps) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const state = $api.useMutation("post", "/api/v1/separations/{id}/settlement-items");
  return (
    <FormDrawer title={t("item.add")} open={open} onClose={onClose}>
      <ServerForm<SettlementItemFacts>
        send={(said) =>
          state.mutateAsync({
            params: { path: { id: separation.id } },
            body: { ...said, amount: said.amount || null },
          })
        }
        onSent={onClose}
        submit={t("item.add")}
        cancel={{ act: onClose }}
        initialValues={{ kind: "bonus" }}
      >
        {(form) => (
          <>
            <Form.Item name="kind" label={t("item.kind_label")} rules={[required]}>
              <Select
                options={KINDS.map((value) => ({ value, label: t(`item.kind.${value}`) }))}
                onChange={() => form.resetFields(["months", "agreed"])}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={["kind"]}>
              {({ getFieldValue }) => <OfKind kind={getFieldValue("kind")} />}
            </Form.Item>
            <Form.Item name="label" label={t("item.label")} rules={[{ ...required, whitespace: true }]}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item
              name="basis"
              label={t("item.basis")}
              rules={[{ ...required, whitespace: true }]}
              extra={t("item.basis_hint")}
            >
              <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
            </Form.Item>
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}

/** What only this kind of item is asked, and what must be known about it. */
function OfKind({ kind }: { kind: SettlementItemFacts["kind"] }) {
  const { t } = useTranslation("separations");
  const required = useRequired();
  const isNonCompete = kind === "non_compete";
  return (
    <>
      <p className="quiet small" style={{ marginTop: -12, marginBottom: 16 }}>
        {t(`item.about.${kind}`)}
      </p>
      {isNonCompete && (
        <Form.Item name="months" label={t("item.months")} rules={[required]}>
          <InputNumber min={1} max={24} precision={0} />
        </Form.Item>
      )}
      {kind === "loss_deduction" && (
        <Form.Item name="agreed" label={t("item.agreed")}>
          <YesNo aria-label={t("item.agreed")} />
        </Form.Item>
      )}
      <Form.Item
        name="amount"
        label={t(isNonCompete ? "item.monthly" : "money.amount")}
        extra={isNonCompete ? t("item.monthly_hint") : undefined}
        rules={[
          ...(isNonCompete ? [] : [required]),
          { pattern: /^\d+(\.\d{1,2})?$/, message: t("negotiation.amount_form") },
        ]}
      >
        <Input prefix="¥" inputMode="decimal" className="number" />
      </Form.Item>
    </>
  );
}
