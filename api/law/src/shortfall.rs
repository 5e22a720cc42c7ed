//! Which payments can stand together, and what of them is still owed (款项并存与差额).
//!
//! Damages stand in the place of severance, of payment instead of notice and of back pay; what was
//! paid of the first two is credited against them. Everything else is set against its own kind only.

use serde::{Deserialize, Serialize};

use crate::refusal::{Refusal, not_negative};
use crate::{Fen, Ground, RULESET, Step};

/// What is owed and what was paid.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub due: Items,
    #[serde(default)]
    pub paid: Items,
    /// With it, payment instead of notice is refused outside article 40.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
}

/// Amounts by kind; nothing where absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Items {
    /// 经济补偿 (N)
    pub severance: Fen,
    /// 代通知金 (+1)
    pub notice_pay: Fen,
    /// 赔偿金 (2N)
    pub damages: Fen,
    /// 恢复履行期间的工资
    pub back_pay: Fen,
    /// 工资
    pub wages: Fen,
    /// 未休年休假工资
    pub annual_leave: Fen,
    /// 二倍工资差额
    pub double_wage: Fen,
    /// 竞业限制补偿
    pub non_compete: Fen,
}

impl Items {
    fn each(&self) -> [(&'static str, Fen); 8] {
        [
            ("severance", self.severance),
            ("notice_pay", self.notice_pay),
            ("damages", self.damages),
            ("back_pay", self.back_pay),
            ("wages", self.wages),
            ("annual_leave", self.annual_leave),
            ("double_wage", self.double_wage),
            ("non_compete", self.non_compete),
        ]
    }
}

/// What is left of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    pub item: &'static str,
    pub due: Fen,
    /// Paid towards it, severance and payment instead of notice counted for damages.
    pub credited: Fen,
    /// `due − credited`, never below zero.
    pub shortfall: Fen,
}

/// The lines and their sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Each kind that is owed or was paid.
    pub items: Vec<Line>,
    /// The sum of what is left.
    pub shortfall: Fen,
    /// `OVERPAID` when more of a kind was paid than is owed.
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// what is owed less what was paid, kind by kind; nothing is claimed back.
pub fn shortfall(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let damages = input.due.damages > Fen::ZERO;
    let mut outcome =
        Outcome { items: Vec::new(), shortfall: Fen::ZERO, flags: Vec::new(), steps: Vec::new(), ruleset: RULESET };
    for ((item, due), (_, paid)) in input.due.each().into_iter().zip(input.paid.each()) {
        // With damages, what was paid as severance or instead of notice is counted there.
        let credited = match item {
            "severance" | "notice_pay" if damages => continue,
            "damages" if damages => Fen::checked_sum([paid, input.paid.severance, input.paid.notice_pay])?,
            _ => paid,
        };
        if due == Fen::ZERO && credited == Fen::ZERO {
            continue;
        }
        let rest = due.checked_sub(credited)?;
        let left = rest.max(Fen::ZERO);
        if rest.is_negative() && outcome.flags.is_empty() {
            outcome.flags.push("OVERPAID");
        }
        outcome.steps.push(line_step(item, due, credited, left, rest));
        outcome.items.push(Line { item, due, credited, shortfall: left });
    }
    let sum = Fen::checked_sum(outcome.items.iter().map(|line| line.shortfall))?;
    outcome.shortfall = sum;
    outcome.steps.push(Step::new(
        "R-034",
        "劳动合同法 50(2)、87；实施条例 25",
        format!("各项差额合计 {sum} 元"),
        format!("What is left of all kinds: {sum} yuan"),
        sum,
    ));
    Ok(outcome)
}

fn check(input: &Input) -> Result<(), Refusal> {
    for (side, items) in [("due", &input.due), ("paid", &input.paid)] {
        for (item, amount) in items.each() {
            not_negative([(format!("/{side}/{item}").as_str(), Some(amount))])?;
        }
    }
    let due = &input.due;
    let owed = |amount: Fen| amount > Fen::ZERO;
    let pairs = [
        (
            owed(due.damages) && owed(due.severance),
            "/due/severance",
            "劳动合同法实施条例 25",
            "赔偿金与经济补偿不能并存。",
            "Damages and severance cannot stand together.",
        ),
        (
            owed(due.damages) && owed(due.notice_pay),
            "/due/notice_pay",
            "劳动合同法实施条例 25",
            "赔偿金与代通知金不能并存。",
            "Damages and payment instead of notice cannot stand together.",
        ),
        (
            owed(due.damages) && owed(due.back_pay),
            "/due/back_pay",
            "劳动合同法 48",
            "赔偿金与继续履行只能择一。",
            "Damages and going on with the contract are one or the other.",
        ),
        (
            owed(due.back_pay) && owed(due.severance),
            "/due/severance",
            "劳动合同法 48",
            "继续履行的，没有经济补偿。",
            "Where the contract goes on there is no severance.",
        ),
        (
            owed(due.back_pay) && owed(due.notice_pay),
            "/due/notice_pay",
            "劳动合同法 48",
            "继续履行的，没有代通知金。",
            "Where the contract goes on there is no payment instead of notice.",
        ),
    ];
    if let Some((_, pointer, cite, zh, en)) = pairs.into_iter().find(|(both, ..)| *both) {
        return Err(Refusal::at(pointer, "cannot_stand_together", zh, en).by_rule("R-006", cite));
    }
    if owed(due.notice_pay) && input.ground.is_some_and(|ground| !ground.is_no_fault_dismissal()) {
        return Err(Refusal::at(
            "/due/notice_pay",
            "article_40_only",
            "代通知金仅适用于第四十条。",
            "Payment instead of notice belongs to article 40 only.",
        )
        .by_rule("R-031", "劳动合同法 40"));
    }
    Ok(())
}

fn line_step(item: &str, due: Fen, credited: Fen, left: Fen, rest: Fen) -> Step {
    let (zh, en) = match item {
        "severance" => ("经济补偿", "Severance"),
        "notice_pay" => ("代通知金", "Payment instead of notice"),
        "damages" => (
            "赔偿金（已付的经济补偿和代通知金抵扣）",
            "Damages, severance and payment instead of notice already paid credited",
        ),
        "back_pay" => ("恢复履行期间的工资", "Back pay"),
        "wages" => ("工资", "Wages"),
        "annual_leave" => ("未休年休假工资", "Unused leave"),
        "double_wage" => ("二倍工资差额", "Second wage"),
        _ => ("竞业限制补偿", "Non-compete pay"),
    };
    let (note_zh, note_en) = if rest.is_negative() {
        ("；多付部分非经约定不得追回，按 0 计", "; what was paid beyond it is not claimed back without agreement")
    } else {
        ("", "")
    };
    Step::new(
        if item == "damages" { "R-006" } else { "R-034" },
        "劳动合同法实施条例 25",
        format!("{zh}：应付 {due} − 已付 {credited} = {rest} 元{note_zh}"),
        format!("{en}: {due} − {credited} paid = {rest} yuan{note_en}"),
        left,
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use serde_json::{Value, json};

    use crate::run;

    fn outcome(input: Value) -> Value {
        run("shortfall", &input).unwrap()
    }

    #[test]
    fn r034_each_kind_is_set_against_itself_and_never_against_another() {
        let it = outcome(json!({"due": {"severance": "100.00", "wages": "50.00"}, "paid": {"severance": "130.00"}}));
        assert_eq!((&it["shortfall"], &it["flags"]), (&json!("50.00"), &json!(["OVERPAID"])));
        assert_eq!(
            it["items"][0],
            json!({"item": "severance", "due": "100.00", "credited": "130.00", "shortfall": "0.00"})
        );
    }

    #[test]
    fn r006_severance_and_notice_pay_already_paid_are_credited_against_damages() {
        let it = outcome(
            json!({"due": {"damages": "100.00"}, "paid": {"severance": "30.00", "notice_pay": "10.00", "damages": "5.00"}}),
        );
        assert_eq!((&it["shortfall"], it["items"].as_array().unwrap().len()), (&json!("55.00"), 1));
    }

    #[test]
    fn r006_what_cannot_stand_together_is_refused_where_it_stands() {
        let pairs = [
            ("damages", "severance", "/due/severance"),
            ("damages", "notice_pay", "/due/notice_pay"),
            ("damages", "back_pay", "/due/back_pay"),
            ("back_pay", "severance", "/due/severance"),
            ("back_pay", "notice_pay", "/due/notice_pay"),
        ];
        for (one, other, pointer) in pairs {
            let refusal = run("shortfall", &json!({"due": {one: "1.00", other: "1.00"}})).unwrap_err();
            assert_eq!((refusal.pointer.as_str(), refusal.rule), (pointer, Some("R-006")), "{one} {other}");
        }
        for item in ["wages", "annual_leave", "double_wage", "non_compete"] {
            assert_eq!(outcome(json!({"due": {"damages": "1.00", item: "1.00"}}))["shortfall"], "2.00", "{item}");
        }
    }

    #[test]
    fn r031_payment_instead_of_notice_stands_beside_severance_under_article_40_alone() {
        let of = |ground: &str| {
            run("shortfall", &json!({"due": {"severance": "2.00", "notice_pay": "1.00"}, "ground": ground}))
        };
        assert_eq!(of("40(2)").unwrap()["shortfall"], "3.00");
        assert_eq!(of("41").unwrap_err().code, "article_40_only");
    }
}
