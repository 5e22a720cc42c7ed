import { EyeOutlined } from "@ant-design/icons";
import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import { ActionButton } from "../ui/ActionButton";
import { Facts } from "../ui/Facts";
import { Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { MoneyText } from "../ui/Text";

/** Identity number, bank account and pay: shown when asked for, with a reason that goes on record. */
export function SensitivePanel({ id, self }: { id: string; self: boolean }) {
  const { t } = useTranslation("employees");
  const required = useRequired();
  const [reason, setReason] = useState<string | null>(null);
  const seen = $api.useQuery(
    "get",
    "/api/v1/employees/{id}/sensitive",
    { params: { path: { id }, query: { reason: reason ?? "" } } },
    { enabled: reason !== null, staleTime: 60_000, gcTime: 0, refetchOnWindowFocus: false },
  );
  return (
    <Panel title={t("sensitive.title")} about={self ? t("sensitive.about_self") : t("sensitive.about")}>
      {seen.data ? (
        <Facts
          of={[
            [t("field.national_id"), <span className="number">{seen.data.national_id}</span>],
            [t("field.phone"), <span className="number">{seen.data.phone}</span>],
            [t("field.bank_account"), <span className="number">{seen.data.bank_account}</span>],
            [t("contract.monthly_wage"), <MoneyText amount={seen.data.monthly_wage} />],
          ]}
        />
      ) : self ? (
        <div className="stack tight">
          <ProblemNote problem={seen.error} />
          <div>
            <ActionButton
              icon={<EyeOutlined aria-hidden />}
              loading={seen.isFetching}
              onClick={() => setReason(t("sensitive.own"))}
            >
              {t("sensitive.show")}
            </ActionButton>
          </div>
        </div>
      ) : (
        <div className="stack tight">
          <ProblemNote problem={seen.error} />
          <ServerForm<{ reason: string }>
            send={async (given) => setReason(given.reason)}
            submit={t("sensitive.show")}
          >
            <Form.Item name="reason" label={t("sensitive.reason")} rules={[required]}>
              <Input placeholder={t("sensitive.reason_hint")} />
            </Form.Item>
          </ServerForm>
        </div>
      )}
    </Panel>
  );
}
