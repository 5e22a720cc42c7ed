import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../../api/client";
import type { AgreementBatch, AgreementBatchItem, AgreementFacts } from "../../api/types";
import { spoken } from "../../i18n/i18n";
import { FormDrawer } from "../../ui/FormDrawer";
import { Alone } from "../../ui/Panel";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { KindFields } from "../drafting/KindFields";
import type { Facts } from "./lines";

interface CorrectionDrawerProps {
  batch: AgreementBatch;
  item: AgreementBatchItem;
  onClose: () => void;
}

/** What is to be agreed with the person of a refused line, said anew. */
export default function CorrectionDrawer(props: CorrectionDrawerProps) {
  const { t } = useTranslation("batches");
  const { name } = props.item.employee;
  return (
    <FormDrawer title={t("correct.title", { name })} open onClose={props.onClose} wide>
      <Alone>{props.batch.kind !== "separation" && <Correction {...props} kind={props.batch.kind} />}</Alone>
    </FormDrawer>
  );
}

interface Values {
  facts: Facts;
  employee_address?: string;
}

function Correction({
  batch,
  item,
  kind,
  onClose,
}: CorrectionDrawerProps & { kind: AgreementFacts["kind"] }) {
  const { t, i18n } = useTranslation("batches");
  const required = useRequired();
  const correct = $api.useMutation("put", "/api/v1/agreement-batches/{id}/items/{position}");
  const homeless = item.problems.some((problem) => problem.pointer === "/employee_address");
  const send = ({ facts, employee_address }: Values) => {
    const said = Object.entries(facts).filter(([, value]) => value !== "" && value != null);
    return correct.mutateAsync({
      params: { path: { id: batch.id, position: item.position } },
      headers: ifMatch(batch),
      body: {
        facts: { ...Object.fromEntries(said), kind } as AgreementFacts,
        employee_address: employee_address?.trim() || null,
      },
    });
  };
  return (
    <ServerForm<Values>
      send={send}
      onSent={onClose}
      submit={t("correct.submit")}
      cancel={{ act: onClose }}
      initialValues={{
        facts: { ...item.asked?.facts, kind: undefined },
        employee_address: item.asked?.address ?? undefined,
      }}
    >
      <div className="stack tight batch-note">
        {item.problems.map((problem) => (
          <p key={problem.pointer + problem.code} className="note bad">
            {spoken(problem, i18n.language)}
          </p>
        ))}
        <p className="quiet small">{t("correct.about")}</p>
      </div>
      <KindFields kind={kind} />
      <Form.Item
        name="employee_address"
        label={t("lines.address")}
        rules={homeless ? [{ ...required, whitespace: true }] : []}
        extra={t(homeless ? "lines.address_law" : "correct.address_hint")}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </ServerForm>
  );
}
