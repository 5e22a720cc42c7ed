import { FactItem } from "./FactItem";
import { FactRows } from "./FactRows";

/** What changes, each with what it was and what it becomes. */
export function VariationFields() {
  return (
    <>
      <div className="form-row">
        <FactItem name="effective_on" look="day" />
        <FactItem name="reason" look="line" />
      </div>
      <FactRows
        name="items"
        each={[{ name: "item", hint: "item_hint" }, { name: "before" }, { name: "after" }]}
      />
    </>
  );
}
