import { Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { Agreement, AgreementComment, AgreementFacts, AgreementText } from "../../api/types";
import { paths } from "../../paths";
import { useGo } from "../../ui/Go";
import { Alone, Panel } from "../../ui/Panel";
import { DatePick } from "../../ui/Pickers";
import { ServerForm } from "../../ui/ServerForm";
import { SigningOrderField } from "../../ui/SigningOrderField";
import { useMe } from "../../ui/useMe";
import { lastDayToSign } from "../drafting/draft";
import { KindFields } from "../drafting/KindFields";
import { WitnessField } from "../drafting/WitnessField";
import { type ReplacementForm, toReplacement, witnessOf } from "./negotiation";
import { WordingFields } from "./WordingFields";

interface ReplaceFormProps {
  agreement: Agreement;
  facts: AgreementFacts;
  template: NonNullable<Agreement["template"]>;
  /** Number of a later version that is released. */
  newest: number | null;
  amendments: AgreementText["amendments"];
  comments: AgreementComment[];
}

export function ReplaceForm({ agreement, facts, template, newest, amendments, comments }: ReplaceFormProps) {
  const { t } = useTranslation("agreements");
  const go = useGo();
  const { today } = useMe();
  const [form] = Form.useForm<ReplacementForm>();
  const choice = Form.useWatch("template", form) ?? "same_version";
  const create = $api.useMutation("post", "/api/v1/agreements/{id}/replacements");
  const send = async (values: ReplacementForm) => {
    const body = toReplacement(values, facts.kind);
    const made = await create.mutateAsync({ params: { path: { id: agreement.id } }, body });
    go(paths.agreement(made.id));
  };
  const witness = witnessOf(agreement);
  const versions = [
    { value: "same_version", label: t("negotiation.same_version", { number: template.number }) },
    { value: "newest_version", label: t("negotiation.newest_version", { number: newest }) },
  ];
  return (
    <ServerForm<ReplacementForm>
      form={form}
      send={send}
      submit={t("negotiation.replace_submit")}
      cancel={{ act: () => go(paths.agreement(agreement.id)) }}
      initialValues={{
        template: "same_version",
        facts: { ...facts },
        amendments,
        expires_on: lastDayToSign(today),
        signing_order: agreement.signing_order,
        witness_id: witness?.id,
      }}
    >
      <div className="stack" style={{ marginBottom: 16 }}>
        <Panel title={t("draft.what")}>
          <KindFields kind={facts.kind} employeeId={agreement.employee.id} />
        </Panel>
        <Panel title={t("negotiation.wording")} about={t("negotiation.wording_about")}>
          <Form.Item
            name="template"
            label={t("negotiation.template_choice")}
            rules={[{ required: true }]}
            extra={!newest && t("negotiation.only_version", { number: template.number })}
          >
            <Radio.Group
              aria-label={t("negotiation.template_choice")}
              options={newest ? versions : versions.slice(0, 1)}
            />
          </Form.Item>
          <Alone>
            <WordingFields
              template={template.id}
              number={choice === "newest_version" && newest ? newest : template.number}
              amended={Object.keys(amendments)}
              comments={comments}
            />
          </Alone>
        </Panel>
        <Panel title={t("draft.who")}>
          <Form.Item name="employee_address" label={t("draft.address")} extra={t("negotiation.address_kept")}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name="expires_on" label={t("expires_on")} extra={t("draft.expires_hint")}>
            <DatePick />
          </Form.Item>
          <WitnessField shown={witness} />
          <SigningOrderField />
        </Panel>
      </div>
    </ServerForm>
  );
}
