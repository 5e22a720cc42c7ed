//! The addition for ignoring the labour bureau's order to pay (加付赔偿金, LCL 85): R-035.
//!
//! Nothing is added on its own: the bureau must have ordered payment and the deadline must have
//! passed. The old automatic 50 % and 25 % were repealed on 2017-11-24 and are never computed.

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Fen, RULESET, Rounding, Step};

/// What is unpaid and what the bureau did.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Wages, overtime pay or severance that are owed.
    pub unpaid: Fen,
    /// Whether the labour bureau ordered payment within a deadline.
    pub labour_bureau_order: bool,
    /// Whether it was paid within that deadline; needed when there is an order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_in_time: Option<bool>,
}

/// The range within which the addition lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Half of what is unpaid.
    pub minimum: Fen,
    /// All of it once more.
    pub maximum: Fen,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// between 50 % and 100 % of the unpaid amount, after an order that was not followed.
pub fn late_payment_addition(input: &Input) -> Result<Outcome, Refusal> {
    let unpaid = input.unpaid;
    not_negative([("/unpaid", Some(unpaid))])?;
    let (owed, zh, en) = match (input.labour_bureau_order, input.paid_in_time) {
        (false, _) => (
            false,
            "劳动行政部门未责令限期支付，不产生加付赔偿金（原自动加付 50%、25% 的规定已于 2017-11-24 废止）",
            "no order of the labour bureau, so nothing is added (the automatic 50 % and 25 % were repealed on 2017-11-24)",
        ),
        (true, Some(true)) => {
            (false, "已在责令期限内支付，不加付", "paid within the deadline of the order: nothing is added")
        }
        (true, Some(false)) => (true, "责令限期支付而逾期未付", "payment was ordered and the deadline passed"),
        (true, None) => return Err(Refusal::missing("/paid_in_time").by_rule("R-035", "劳动合同法 85")),
    };
    let half = unpaid.div_round(2, Rounding::HalfUp)?;
    let (minimum, maximum) = if owed { (half, unpaid) } else { (Fen::ZERO, Fen::ZERO) };
    let steps = vec![
        Step::new("R-035", "劳动合同法 85", zh, en, if owed { "owed" } else { "0.00" }),
        Step::new(
            "R-035",
            "劳动合同法 85",
            format!("应付 {unpaid} 元的 50% 至 100%：加付不低于 {minimum} 元、不高于 {maximum} 元"),
            format!("50 % to 100 % of {unpaid}: no less than {minimum} and no more than {maximum} yuan on top"),
            format!("{minimum}–{maximum}"),
        ),
    ];
    let steps = if owed { steps } else { steps.into_iter().take(1).collect() };
    Ok(Outcome { minimum, maximum, flags: Vec::new(), steps, ruleset: RULESET })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn range(order: bool, paid: Value) -> (Value, Value) {
        let input = json!({"unpaid": "80000.01", "labour_bureau_order": order, "paid_in_time": paid});
        let it = run("late-payment-addition", &input).unwrap();
        (it["minimum"].clone(), it["maximum"].clone())
    }

    #[test]
    fn r035_only_an_order_that_was_not_followed_costs_more() {
        let nothing = (json!("0.00"), json!("0.00"));
        assert_eq!(range(true, json!(false)), (json!("40000.01"), json!("80000.01")));
        assert_eq!(range(true, json!(true)), nothing);
        assert_eq!(range(false, json!(false)), nothing);
        assert_eq!(range(false, Value::Null), nothing);
    }

    #[test]
    fn r035_with_an_order_it_must_be_said_whether_it_was_followed() {
        let refusal =
            run("late-payment-addition", &json!({"unpaid": "1.00", "labour_bureau_order": true})).unwrap_err();
        assert_eq!((refusal.pointer.as_str(), refusal.rule), ("/paid_in_time", Some("R-035")));
    }
}
