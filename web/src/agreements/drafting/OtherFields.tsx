import { count, FactItem } from "./FactItem";

/** What is paid a month depends on the person's wage; it is left out where many are asked at once. */
export function NonCompeteFields({ withoutPay }: { withoutPay?: boolean }) {
  return (
    <>
      <div className="form-row">
        <FactItem name="months" look={count(24)} hint="months_hint" />
        <FactItem name="region" look="line" />
      </div>
      <FactItem name="scope" look="paragraphs" hint="scope_hint" />
      <div className="form-row">
        {!withoutPay && <FactItem name="monthly" look="money" hint="monthly_hint" />}
        <FactItem name="damages" look="money" hint="damages_hint" optional />
      </div>
    </>
  );
}

export function ConfidentialityFields() {
  return <FactItem name="scope" label="secrets" look="paragraphs" hint="secrets_hint" />;
}

export function ServiceFields() {
  return (
    <>
      <div className="form-row">
        <FactItem name="training" look="line" />
        <FactItem name="provider" look="line" />
      </div>
      <div className="form-row">
        <FactItem name="training_from" look="day" />
        <FactItem name="training_until" look="day" />
        <FactItem name="cost" look="money" hint="cost_hint" />
      </div>
      <div className="form-row">
        <FactItem name="service_months" look={count(120)} hint="service_months_hint" />
        <FactItem name="service_until" look="day" hint="service_until_hint" />
      </div>
    </>
  );
}
