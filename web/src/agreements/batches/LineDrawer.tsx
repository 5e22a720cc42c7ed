import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { FormDrawer } from "../../ui/FormDrawer";
import { ServerForm, useRequired } from "../../ui/ServerForm";
import { KindFields } from "../drafting/KindFields";
import { type Facts, type Kind, type Line, openEndedIsDue, ownOf } from "./lines";
import type { Whole } from "./useLines";

interface LineDrawerProps {
  kind: Kind;
  whole: Whole;
  onSave: (said: Partial<Line>) => void;
  onClose: () => void;
}

interface Values {
  facts?: Facts;
  address?: string;
}

/** All that is agreed with one person: what is changed here holds for them alone. */
export default function LineDrawer({ kind, whole, onSave, onClose }: LineDrawerProps) {
  const { t } = useTranslation("batches");
  const required = useRequired();
  const { line, facts } = whole;
  const { candidate } = line;
  const save = async (values: Values) => {
    const edited = { ...values.facts };
    onSave({ own: ownOf(facts, line.own, edited), address: values.address?.trim() || undefined });
  };
  return (
    <FormDrawer
      title={t("lines.edit_of", { name: candidate.employee.name })}
      open
      onClose={onClose}
      wide={kind === "labour_contract" || kind === "contract_variation" || kind === "recruitment_conditions"}
    >
      <ServerForm<Values>
        send={save}
        onSent={onClose}
        submit={t("lines.save")}
        cancel={{ act: onClose }}
        initialValues={{ facts, address: line.address }}
      >
        <div className="stack tight batch-note">
          <p className="quiet small">{t("lines.edit_about")}</p>
          {openEndedIsDue(candidate) && "term" in facts && (
            <p className="note">{t("lines.due", { count: candidate.fixed_terms })}</p>
          )}
          {line.refused.map((error) => (
            <p key={error.pointer + error.code} className="note bad">
              {error.detail}
            </p>
          ))}
        </div>
        <KindFields kind={kind} />
        <Form.Item
          name="address"
          label={t("lines.address")}
          rules={candidate.address_known ? [] : [{ ...required, whitespace: true }]}
          extra={t(candidate.address_known ? "lines.address_again" : "lines.address_law")}
        >
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
