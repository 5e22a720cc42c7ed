//! The gate (合规闸门): is a ground made out before anyone acts on it? R-050.
//!
//! It looks for bars (a law that forbids this ending now), for evidence that is missing, for acts
//! done in the wrong order, and for answers nobody gave. Any of these blocks. What a court may
//! forgive or only weighs is a warning. It never says "legal": it says what is proved and what is not.
//!
//! Four choices of this crate, where the rulebook leaves room:
//! - `E-WAGE12` missing "blocks payment, not the notice": it is a warning, the verdict stays open to
//!   the notice, and `ready_for_payment` is false.
//! - Acts in the wrong order are entries of `bars` with a code `ORDER_…`; a union notice that came
//!   too late is also `missing`, because it is not proof of a notice *before* the act.
//! - An unanswered circumstance that a bar depends on is an entry `UNKNOWN:<name>` of `bars`, and its
//!   name stands in `unknown`. What the known answers already decide is not asked.
//! - A union notice that came too late stays missing until `union_corrected` says that it was made good
//!   before a suit; then it is proved with a warning. `curable` says whether that is still open.

mod bars;
mod circumstances;
mod evidence;
mod order;
mod procedure;
mod protection;
#[cfg(test)]
mod tests;
mod warnings;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::grounds::{self, Ground};
use crate::refusal::escape;
use crate::{RULESET, Refusal, Step};

pub use bars::label;
pub use circumstances::{Circumstances, Grade, Until};
pub use evidence::Asked;

/// The grounds that the gate answers for: every row of the table.
pub const SUPPORTED: &[&str] = &[
    "36", "37", "38(1)", "38(2)", "39(1)", "39(2)", "39(3)", "39(4)", "39(5)", "39(6)", "40(1)", "40(2)", "40(3)",
    "41", "44(1)", "44(2)", "44(3)", "44(4)", "44(5)", "TASK", "条例5", "条例6", "PT",
];

/// Evidence that comes into being with the act the gate guards, so that it cannot be asked for before.
pub const MADE_BY_THE_ACT: [&str; 4] = ["E-NOTICE-WRITTEN", "E-NOTICE-SERVED", "E-AGREEMENT-SIGNED", "E-AMOUNT-CLEAR"];

/// The case as it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub ground: Ground,
    #[serde(default)]
    pub circumstances: Circumstances,
    /// By evidence code; a code that is absent is missing, never assumed.
    #[serde(default)]
    pub evidence: BTreeMap<String, Proof>,
    #[serde(default)]
    pub dates: Dates,
}

/// Whether a piece of evidence is on file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// Attached, hashed, dated before the notice and reviewed by someone else than its author.
    Proved,
    Missing,
}

/// When the acts were done; absent ones were not done yet or are not on record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dates {
    /// The reasons went to the union.
    pub union_notice: Option<NaiveDate>,
    /// The notice was issued.
    pub notice: Option<NaiveDate>,
    /// It reached the employee.
    pub served: Option<NaiveDate>,
    /// Last day of the employment.
    pub last_day: Option<NaiveDate>,

    /// 40(2): the standard was made known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kpi_known: Option<NaiveDate>,
    /// 40(2): the first failed appraisal was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_appraisal: Option<NaiveDate>,
    /// 40(2): the training ended or the change of post was ordered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub training_or_transfer: Option<NaiveDate>,
    /// 40(2): first day of the work that the second appraisal looks at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_period_from: Option<NaiveDate>,
    /// 40(2): the second failed appraisal was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_appraisal: Option<NaiveDate>,
    /// 39: the facts happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<NaiveDate>,

    /// The union was told after all, when it had not been told in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub union_corrected: Option<NaiveDate>,
    /// The employee went to court; afterwards nothing can be corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suit_filed: Option<NaiveDate>,
    /// 40(1): another post was offered in writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_offered: Option<NaiveDate>,
    /// 40(3): the variation was negotiated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub negotiated: Option<NaiveDate>,
    /// 41: the situation was explained to the union or to all staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<NaiveDate>,
    /// 41: the plan was reported to the labour bureau.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_to_bureau: Option<NaiveDate>,
    /// 条例5, 条例6: work began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employed_from: Option<NaiveDate>,
    /// 条例5, 条例6: the written demand to sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_demand: Option<NaiveDate>,
}

impl Dates {
    /// The day that decides whether a protection stands: the first act that ends the employment.
    fn of_the_act(&self) -> Option<NaiveDate> {
        [self.notice, self.served, self.last_day].into_iter().flatten().min()
    }
}

/// What the gate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    /// May be done with a named approver and a reason.
    Warn,
    /// Must not be done.
    Block,
}

/// Something that forbids the ending as things stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    pub code: String,
    pub rule: &'static str,
    pub cite: &'static str,
    pub zh: String,
    pub en: String,
}

/// Something a court may hold against the ending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    pub code: &'static str,
    pub zh: String,
    pub en: String,
}

/// The answer and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub verdict: Verdict,
    /// B1 to B6 in order, then those of the procedure, then `ORDER_…`, then `UNKNOWN:<name>`.
    pub bars: Vec<Bar>,
    /// Evidence codes whose absence blocks, in the order of the ground's row.
    pub missing: Vec<&'static str>,
    /// Circumstances that must be answered first.
    pub unknown: Vec<&'static str>,
    pub warnings: Vec<Warning>,
    /// Every evidence code asked for in this case, in the order of the row.
    pub evidence: Vec<Asked>,
    /// Nothing blocks except what the notice (ground 36: the agreement) itself brings into being.
    pub ready_for_notice: bool,
    /// Nothing blocks and the twelve months' wages are on file.
    pub ready_for_payment: bool,
    /// Whether a union notice that is missing or late can still be made good; present when it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curable: Option<bool>,
    /// Art 45: the day to which a contract that expired runs on, when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extend_to: Option<NaiveDate>,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
    pub ruleset: &'static str,
}

/// bars, order of the acts, evidence and quality of the case, in that order.
///
/// Refuses an evidence code that does not exist and a date out of all range.
pub fn gate(input: &Input) -> Result<Outcome, Refusal> {
    check(input)?;
    let mut found = bars::find(input);
    let (out_of_order, order_step) = order::find(input);
    found.bars.extend(out_of_order);
    found.bars.extend(found.unknown.iter().map(|name| bars::unanswered(name)));

    let weighed = evidence::weigh(input);
    let mut warnings = weighed.warnings;
    warnings.extend(warnings::find(input));
    let mut flags = weighed.flags;
    // No text credits a notice shorter than thirty days by the day; the full month is taken.
    flags.extend(warnings.iter().any(|warning| warning.code == "SHORT_NOTICE").then_some("UNCONFIRMED:R-031"));
    let mut steps = found.steps;
    steps.extend(order_step);
    steps.push(weighed.step);

    let blocked = !found.bars.is_empty() || !weighed.missing.is_empty();
    let verdict = match (blocked, warnings.is_empty()) {
        (true, _) => Verdict::Block,
        (false, false) => Verdict::Warn,
        (false, true) => Verdict::Pass,
    };
    let before_the_act = weighed.missing.iter().all(|code| MADE_BY_THE_ACT.contains(code));
    let wages_missing = weighed.asked.iter().any(|asked| asked.code == "E-WAGE12" && !asked.proved);
    Ok(Outcome {
        verdict,
        ready_for_notice: found.bars.is_empty() && before_the_act,
        ready_for_payment: !blocked && !wages_missing,
        bars: found.bars,
        missing: weighed.missing,
        unknown: found.unknown,
        warnings,
        curable: order::curable(input, &weighed.asked),
        evidence: weighed.asked,
        extend_to: found.extend_to,
        flags,
        steps,
        ruleset: RULESET,
    })
}

fn check(input: &Input) -> Result<(), Refusal> {
    if let Some(code) = input.evidence.keys().find(|code| grounds::evidence(code).is_none()) {
        return Err(Refusal::at(
            format!("/evidence/{}", escape(code)),
            "unknown_evidence_code",
            format!("没有证据代码 {code}。"),
            format!("There is no evidence code {code}."),
        ));
    }
    let (dates, known) = (&input.dates, &input.circumstances);
    let nursing = known.nursing_until.and_then(Until::day);
    let all = [
        ("/dates/union_notice", dates.union_notice),
        ("/dates/notice", dates.notice),
        ("/dates/served", dates.served),
        ("/dates/last_day", dates.last_day),
        ("/dates/kpi_known", dates.kpi_known),
        ("/dates/first_appraisal", dates.first_appraisal),
        ("/dates/training_or_transfer", dates.training_or_transfer),
        ("/dates/second_period_from", dates.second_period_from),
        ("/dates/second_appraisal", dates.second_appraisal),
        ("/dates/facts", dates.facts),
        ("/dates/union_corrected", dates.union_corrected),
        ("/dates/suit_filed", dates.suit_filed),
        ("/dates/alternative_offered", dates.alternative_offered),
        ("/dates/negotiated", dates.negotiated),
        ("/dates/explained", dates.explained),
        ("/dates/reported_to_bureau", dates.reported_to_bureau),
        ("/dates/employed_from", dates.employed_from),
        ("/dates/sign_demand", dates.sign_demand),
        ("/circumstances/medical_period_until", known.medical_period_until),
        ("/circumstances/service_period_until", known.service_period_until),
        ("/circumstances/union_office_until", known.union_office_until),
        ("/circumstances/nursing_until", nursing),
        ("/circumstances/probation_end", known.probation_end),
        ("/circumstances/contract_end", known.contract_end),
        ("/circumstances/child_born_on", known.child_born_on),
        ("/circumstances/retirement_on", known.retirement_on),
    ];
    all.into_iter()
        .filter_map(|(pointer, date)| Some((pointer, date?)))
        .try_for_each(|(pointer, date)| crate::dates::check_range(pointer, date))
}
