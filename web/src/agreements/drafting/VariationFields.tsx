import { Form } from "antd";
import { ClauseChangeFields } from "./ClauseChangeFields";
import { FactItem } from "./FactItem";
import { FactRows } from "./FactRows";

/** What changes: clauses of a contract that was signed here, or anything else with what it was and what it becomes. */
export function VariationFields({ employeeId }: { employeeId?: string }) {
  const contract = Form.useWatch(["facts", "clauses", "agreement_id"]);
  return (
    <>
      <div className="form-row">
        <FactItem name="effective_on" look="day" />
        <FactItem name="reason" look="line" />
      </div>
      {employeeId && <ClauseChangeFields employeeId={employeeId} />}
      <FactRows
        name="items"
        least={contract ? 0 : 1}
        each={[{ name: "item", hint: "item_hint" }, { name: "before" }, { name: "after" }]}
      />
    </>
  );
}
