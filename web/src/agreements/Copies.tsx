import { Button, Form, Input, message, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isSelf } from "../api/can";
import { $api } from "../api/client";
import type { Agreement, AgreementCopy, AgreementCopyOrder } from "../api/types";
import { ActionButton } from "../ui/ActionButton";
import { FormDrawer } from "../ui/FormDrawer";
import { Panel } from "../ui/Panel";
import { EmployeePicker } from "../ui/Pickers";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { PersonText } from "../ui/Text";
import { useCan, useMe } from "../ui/useMe";
import { isOpen } from "./negotiation/negotiation";

/** Colleagues who read it once it is signed, and why; the person it is about sees who they are. */
export function Copies({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("agreements");
  const me = useMe();
  const can = useCan();
  const path = { params: { path: { id: agreement.id } } };
  const copies = $api.useSuspenseQuery("get", "/api/v1/agreements/{id}/copies", path).data.items;
  const [adding, setAdding] = useState(false);
  const own = isSelf(me, agreement.employee);
  const isAlive = isOpen(agreement) || ["draft", "reviewed", "signed"].includes(agreement.stage);
  const mayAdd = !own && isAlive && can("agreements.prepare");
  if (copies.length === 0 && !mayAdd) return null;
  return (
    <Panel title={t("copies.title")} about={t(own ? "copies.about_own" : "copies.about")}>
      <div className="stack tight">
        {copies.length > 0 && (
          <ul className="signers">
            {copies.map((copy) => (
              <CopyLine key={copy.employee.id} agreement={agreement} copy={copy} mayWithdraw={mayAdd} />
            ))}
          </ul>
        )}
        {mayAdd && <ActionButton onClick={() => setAdding(true)}>{t("copies.add")}</ActionButton>}
      </div>
      <FormDrawer title={t("copies.add")} open={adding} onClose={() => setAdding(false)}>
        <CopyForm agreement={agreement} onClose={() => setAdding(false)} />
      </FormDrawer>
    </Panel>
  );
}

interface CopyLineProps {
  agreement: Agreement;
  copy: AgreementCopy;
  mayWithdraw: boolean;
}

function CopyLine({ agreement, copy, mayWithdraw }: CopyLineProps) {
  const { t } = useTranslation("agreements");
  const withdraw = $api.useMutation("delete", "/api/v1/agreements/{id}/copies/{employee_id}");
  const path = { id: agreement.id, employee_id: copy.employee.id };
  return (
    <li>
      <div className="row between">
        <PersonText person={copy.employee} />
        {mayWithdraw && (
          <Popconfirm
            title={t("copies.withdraw_sure")}
            okText={t("copies.withdraw")}
            onConfirm={() => withdraw.mutate({ params: { path } })}
          >
            <Button size="small" type="text" loading={withdraw.isPending}>
              {t("copies.withdraw")}
            </Button>
          </Popconfirm>
        )}
      </div>
      <p className="quiet small">{copy.reason}</p>
      <ProblemNote problem={withdraw.error} />
    </li>
  );
}

function CopyForm({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const { t } = useTranslation("agreements");
  const required = useRequired();
  const give = $api.useMutation("post", "/api/v1/agreements/{id}/copies");
  return (
    <ServerForm<AgreementCopyOrder>
      send={(body) => give.mutateAsync({ params: { path: { id: agreement.id } }, body })}
      onSent={() => {
        onClose();
        void message.success(t("copies.added"));
      }}
      submit={t("copies.add")}
      cancel={{ act: onClose }}
    >
      <Form.Item name="employee_id" label={t("copies.who")} rules={[required]}>
        <EmployeePicker />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("copies.reason")}
        rules={[{ ...required, whitespace: true }]}
        extra={t("copies.reason_hint")}
      >
        <Input maxLength={500} />
      </Form.Item>
    </ServerForm>
  );
}
