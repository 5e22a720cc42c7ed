import { FactItem } from "./FactItem";
import { FactRows } from "./FactRows";

/** What a probation is measured by; the probation itself is the labour contract's. */
export function ConditionFields() {
  return (
    <>
      <FactItem name="assessed_by" look="line" hint="assessed_by_hint" />
      <FactRows
        name="conditions"
        each={[
          { name: "item", hint: "condition_hint" },
          { name: "standard", hint: "standard_hint" },
          { name: "assessment", hint: "assessment_hint" },
        ]}
      />
    </>
  );
}
