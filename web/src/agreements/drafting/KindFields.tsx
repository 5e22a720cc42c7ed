import type { Template } from "../../api/types";
import { ConditionFields } from "./ConditionFields";
import { LabourFields, TermFields } from "./LabourFields";
import { ConfidentialityFields, NonCompeteFields, ServiceFields } from "./OtherFields";
import { VariationFields } from "./VariationFields";

/**
 * The fields of a kind of contract. Each stands under `facts`, where the service points at it; what a variation can change
 * depends on the person. */
export function KindFields({ kind, employeeId }: { kind: Template["kind"]; employeeId?: string }) {
  switch (kind) {
    case "labour_contract":
      return <LabourFields />;
    case "contract_renewal":
      return <TermFields />;
    case "contract_variation":
      return <VariationFields employeeId={employeeId} />;
    case "non_compete":
      return <NonCompeteFields />;
    case "confidentiality":
      return <ConfidentialityFields />;
    case "service_period":
      return <ServiceFields />;
    case "recruitment_conditions":
      return <ConditionFields />;
  }
}
