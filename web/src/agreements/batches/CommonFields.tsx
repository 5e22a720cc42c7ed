import { Form, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRequired } from "../../ui/ServerForm";
import { ConditionFields } from "../drafting/ConditionFields";
import { WorkFields } from "../drafting/LabourFields";
import { ConfidentialityFields, NonCompeteFields, ServiceFields } from "../drafting/OtherFields";
import { VariationFields } from "../drafting/VariationFields";
import type { Kind } from "./lines";

/** What holds for everybody, and the rules by which the rest follows for each. */
export default function CommonFields({ kind }: { kind: Kind }) {
  switch (kind) {
    case "labour_contract":
      return (
        <>
          <TermRules labour />
          <ProbationRules />
          <WorkFields />
        </>
      );
    case "contract_renewal":
      return <TermRules />;
    case "contract_variation":
      return <VariationFields />;
    case "non_compete":
      return (
        <>
          <div className="form-row">
            <Rule name="share_percent" hint="share_hint">
              {number(1, 100, "%")}
            </Rule>
          </div>
          <NonCompeteFields withoutPay />
        </>
      );
    case "confidentiality":
      return <ConfidentialityFields />;
    case "service_period":
      return <ServiceFields />;
    case "recruitment_conditions":
      return <ConditionFields />;
  }
}

function TermRules({ labour }: { labour?: boolean }) {
  const { t } = useTranslation("batches");
  const term = Form.useWatch(["rules", "term"]);
  return (
    <div className="form-row">
      {labour && (
        <Rule name="begins" hint="begins_hint">
          <Select
            options={(["as_recorded", "following"] as const).map((value) => ({
              value,
              label: t(`rules.${value}`),
            }))}
          />
        </Rule>
      )}
      <Rule name="term" hint={labour ? "term_hint_labour" : "term_hint"}>
        <Select
          options={(["fixed_term", "open_ended"] as const).map((value) => ({
            value,
            label: t(`contract_kind.${value}`),
          }))}
        />
      </Rule>
      {term !== "open_ended" && (
        <Rule name="years" hint="years_hint">
          {number(1, 20, t("rules.years_unit"))}
        </Rule>
      )}
    </div>
  );
}

function ProbationRules() {
  const { t } = useTranslation("batches");
  const months = Form.useWatch(["rules", "probation_months"]);
  return (
    <div className="form-row">
      <Rule name="probation_months" hint="probation_hint" optional>
        {number(1, 6, t("rules.months_unit"))}
      </Rule>
      {months && (
        <Rule name="probation_percent" hint="probation_percent_hint">
          {number(80, 100, "%")}
        </Rule>
      )}
    </div>
  );
}

interface RuleProps {
  name: string;
  hint: string;
  optional?: boolean;
  children: ReactNode;
}

function Rule({ name, hint, optional, children }: RuleProps) {
  const { t } = useTranslation("batches");
  const required = useRequired();
  return (
    <Form.Item
      name={["rules", name]}
      label={t(`rules.${name}`)}
      rules={optional ? [] : [required]}
      extra={t(`rules.${hint}`)}
    >
      {children}
    </Form.Item>
  );
}

function number(min: number, max: number, unit: string): ReactNode {
  return <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: "100%" }} />;
}
