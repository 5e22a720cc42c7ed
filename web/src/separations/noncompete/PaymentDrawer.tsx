import { Form, Input, message, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { NonCompete } from "../../api/types";
import { FormDrawer } from "../../ui/FormDrawer";
import { DatePick } from "../../ui/Pickers";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { useMe } from "../../ui/useMe";
import { nextToPay, rest } from "./duty";

const EXTRA = "extra";

interface Said {
  instalment: string;
  amount: string;
  paid_on: string;
}

interface PaymentDrawerProps {
  duty: NonCompete;
  open: boolean;
  onClose: () => void;
}

/** Record what was paid; the first month that is open is proposed. */
export function PaymentDrawer({ duty, open, onClose }: PaymentDrawerProps) {
  const { t } = useTranslation("exit");
  const { today } = useMe();
  const required = useRequired();
  const pay = $api.useMutation("post", "/api/v1/non-competes/{id}/payments");
  const next = nextToPay(duty);
  const { ending } = duty;
  const owed = new Map(
    duty.instalments
      .filter((one) => one.state !== "paid")
      .map((one) => [String(one.number), rest(one.due, one.paid)]),
  );
  if (ending && Number(ending.extra_paid) < Number(ending.extra)) {
    owed.set(EXTRA, rest(ending.extra, ending.extra_paid));
  }
  const options = [...owed.keys()].map((value) => ({
    value,
    label: value === EXTRA ? t("pay.extra") : t("pay.nth", { number: value }),
  }));
  return (
    <FormDrawer title={t("pay.record")} open={open} onClose={onClose}>
      <ServerForm<Said>
        send={({ instalment, amount, paid_on }) =>
          pay.mutateAsync({
            params: { path: { id: duty.id } },
            body: {
              instalment: instalment === EXTRA ? null : Number(instalment),
              amount: Number(amount).toFixed(2),
              paid_on,
            },
          })
        }
        onSent={() => {
          void message.success(t("pay.recorded"));
          onClose();
        }}
        submit={t("pay.record")}
        cancel={{ act: onClose }}
        initialValues={{
          instalment: next && (next.instalment === null ? EXTRA : String(next.instalment)),
          amount: next?.amount,
          paid_on: today,
        }}
      >
        {(form) => (
          <>
            <Form.Item name="instalment" label={t("pay.month")} rules={[required]}>
              <Select
                options={options}
                onChange={(value: string) => form.setFieldValue("amount", owed.get(value))}
              />
            </Form.Item>
            <Form.Item
              name="amount"
              label={t("pay.amount")}
              rules={[required, { pattern: /^\d{1,9}(\.\d{1,2})?$/, message: t("duty.amount_form") }]}
              extra={t("pay.amount_hint")}
            >
              <Input inputMode="decimal" prefix="¥" />
            </Form.Item>
            <Form.Item name="paid_on" label={t("pay.paid_on")} rules={[required]}>
              <DatePick />
            </Form.Item>
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}
