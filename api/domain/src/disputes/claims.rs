//! Claims (仲裁请求) and until when each could be brought to arbitration.
//!
//! The defence of limitation is heard only if it is raised in arbitration, so each claim stands on the
//! checklist with what the calculator says. The rulebook does not compute an interruption or a suspension: an
//! interruption that is asserted begins the year anew and is shown beside the plain answer, a suspension is not decided.

use chrono::NaiveDate;
use law::limitation::{self, limitation};
use law::{Fen, Refusal};
use serde::{Deserialize, Serialize};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};

/// Most claims in one dispute.
const MOST: usize = 50;

/// What is claimed (请求种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DisputeClaimKind)]
pub enum ClaimKind {
    /// 劳动报酬
    Wages,
    /// 加班工资
    Overtime,
    /// 二倍工资差额
    DoubleWage,
    /// 未休年休假工资
    LeavePay,
    /// 经济补偿
    Severance,
    /// 代通知金
    NoticePay,
    /// 违法解除或者终止赔偿金
    Damages,
    /// 继续履行劳动合同
    Reinstatement,
    /// 停工期间工资
    BackPay,
    /// 竞业限制
    NonCompete,
    /// 服务期违约金
    ServicePeriod,
    /// 赔偿损失
    Loss,
    /// 其他
    Other,
}

impl ClaimKind {
    /// How the calculator of limitation names it.
    pub const fn limited_as(self) -> limitation::Claim {
        match self {
            Self::Wages | Self::Overtime => limitation::Claim::Wages,
            Self::DoubleWage => limitation::Claim::DoubleWage,
            Self::LeavePay => limitation::Claim::LeavePay,
            _ => limitation::Claim::Other,
        }
    }
}

/// A claim with the days its limitation hangs on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisputeClaim)]
pub struct Claim {
    pub kind: ClaimKind,
    /// Null where no sum is claimed.
    #[schema(value_type = Option<String>, example = "150000.00")]
    pub amount: Option<Fen>,
    #[schema(example = "2026 年 9 月违法解除劳动合同赔偿金")]
    pub text: String,
    /// The day the claimant knew or should have known; for claims that a single day makes known.
    #[serde(default)]
    pub known_on: Option<NaiveDate>,
    /// Wages: the last day of the employment; that on record if null.
    #[serde(default)]
    pub relation_ended_on: Option<NaiveDate>,
    /// Double wage: first day of its window.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Double wage: last day of its window.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// Leave pay: the year the leave belongs to.
    #[serde(default)]
    pub leave_year: Option<i32>,
    /// The last day on which the claimant asserts an interruption (中断).
    #[serde(default)]
    pub interrupted_on: Option<NaiveDate>,
    /// The claimant asserts a suspension (中止): what stood in the way.
    #[serde(default)]
    #[schema(example = "")]
    pub suspended: String,
}

/// What the records add to a claim.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The last day of the employment.
    pub ended_on: Option<NaiveDate>,
    /// Place of performance.
    pub city: String,
    /// The day of the application.
    pub filed_on: Option<NaiveDate>,
}

/// What the defence of limitation has to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DisputeLimitationVerdict)]
pub enum Verdict {
    /// 未过时效
    InTime,
    /// 已过时效：须在仲裁中提出
    OutOfTime,
    /// 已过时效，但对方主张中断：须核对其证据
    Interrupted,
    /// 不能判断：缺少日期，或者没有可依据的规则
    Unknown,
}

/// The limitation of one claim.
#[derive(Debug, Clone)]
pub struct Limited {
    pub verdict: Verdict,
    pub plain: Option<(limitation::Input, limitation::Outcome)>,
    /// The same with the year begun anew.
    pub anew: Option<(limitation::Input, limitation::Outcome)>,
    /// What is lacking.
    pub missing: Option<Words>,
}

impl Claim {
    fn input(&self, known: &Known, start: Option<NaiveDate>) -> limitation::Input {
        let of = self.kind.limited_as();
        let ended = self.relation_ended_on.or(known.ended_on.filter(|_| of == limitation::Claim::Wages));
        limitation::Input {
            claim: of,
            relation_ended_on: ended.map(|day| start.map_or(day, |start| start.max(day))),
            known_on: self.known_on.map(|day| start.map_or(day, |start| start.max(day))),
            from: self.from,
            to: self.to,
            leave_year: self.leave_year,
            city: (of == limitation::Claim::LeavePay).then(|| known.city.clone()),
            filed_on: known.filed_on,
        }
    }

    /// What the calculator says.
    pub fn limited(&self, known: &Known) -> Limited {
        let run = |input: limitation::Input| limitation(&input).map(|outcome| (input, outcome));
        let plain = match run(self.input(known, None)) {
            Ok(plain) => plain,
            Err(refusal) => {
                return Limited {
                    verdict: Verdict::Unknown,
                    plain: None,
                    anew: None,
                    missing: Some(lacking(&refusal)),
                };
            }
        };
        let runs_from_a_day = matches!(self.kind.limited_as(), limitation::Claim::Other | limitation::Claim::Wages);
        let begun = self.interrupted_on.filter(|_| runs_from_a_day);
        let anew = begun.and_then(|start| run(self.input(known, Some(start))).ok());
        let anew_in_time = anew.as_ref().and_then(|(_, outcome)| outcome.in_time);
        let verdict = match plain.1.in_time {
            Some(true) => Verdict::InTime,
            Some(false) if !self.suspended.trim().is_empty() => Verdict::Unknown,
            Some(false) if self.interrupted_on.is_some() && !runs_from_a_day => Verdict::Unknown,
            Some(false) if anew_in_time == Some(true) => Verdict::Interrupted,
            Some(false) => Verdict::OutOfTime,
            None => Verdict::Unknown,
        };
        let missing = known
            .filed_on
            .is_none()
            .then(|| Words::new("尚未登记申请仲裁的日期。", "The day of the application is not on record."));
        Limited { verdict, plain: Some(plain), anew, missing }
    }
}

/// The day that the calculator asks for, by name.
fn lacking(refusal: &Refusal) -> Words {
    match refusal.pointer.as_str() {
        "/known_on" => Words::new(
            "缺少知道或者应当知道权利被侵害的日期。",
            "The day on which the claimant knew or should have known is lacking.",
        ),
        "/from" | "/to" => Words::new(
            "缺少二倍工资期间的首日或者末日。",
            "The first or last day of the double-wage window is lacking.",
        ),
        "/leave_year" => Words::new("缺少年休假所属年度。", "The year of the leave is lacking."),
        _ => Words::new(refusal.zh.clone(), refusal.en.clone()),
    }
}

/// State the claims of a dispute: all of them, each with days that belong to its kind.
pub fn state(claims: &[Claim]) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if claims.len() > MOST {
        let words = Words::new(format!("至多 {MOST} 项请求。"), format!("{MOST} claims at most."));
        faults.push(Fault::new("/claims", "length", words));
    }
    for (index, claim) in claims.iter().enumerate() {
        faults.extend(
            claim_faults(claim)
                .into_iter()
                .map(|fault| Fault { pointer: format!("/claims/{index}{}", fault.pointer), ..fault }),
        );
    }
    unless_faulty(faults)
}

fn claim_faults(claim: &Claim) -> Vec<Fault> {
    let en = "Say what is claimed.";
    let mut faults: Vec<Fault> = blank_fault(&claim.text, "/text", "请写明请求事项。", en).into_iter().collect();
    for (pointer, text) in [("/text", &claim.text), ("/suspended", &claim.suspended)] {
        if text.chars().count() > 1000 {
            faults.push(Fault::new(pointer, "length", Words::new("至多 1000 字。", "1,000 characters at most.")));
        }
    }
    if claim.amount.is_some_and(|amount| amount < Fen::ZERO) {
        let words = Words::new("金额不能为负。", "A sum is not negative.");
        faults.push(Fault::new("/amount", "negative", words));
    }
    // What is lacking may be filled in later; what is wrong may not stand.
    let known = Known { city: "北京".to_owned(), ..Known::default() };
    if let Err(Refusal { pointer, code, zh, en, .. }) = limitation(&claim.input(&known, None))
        && code != "missing"
    {
        faults.push(Fault::new(pointer, code, Words::new(zh, en)));
    }
    faults
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn claim(kind: ClaimKind) -> Claim {
        Claim {
            kind,
            amount: Some("1000.00".parse().unwrap()),
            text: "请求".to_owned(),
            known_on: None,
            relation_ended_on: None,
            from: None,
            to: None,
            leave_year: None,
            interrupted_on: None,
            suspended: String::new(),
        }
    }

    fn filed(on: &str) -> Known {
        Known { ended_on: Some(day("2025-03-31")), city: "上海".to_owned(), filed_on: Some(day(on)) }
    }

    #[test]
    fn r115_wages_take_the_end_on_record_and_an_interruption_begins_the_year_anew() {
        let wages = claim(ClaimKind::Wages);
        assert_eq!(wages.limited(&filed("2026-03-31")).verdict, Verdict::InTime);
        assert_eq!(wages.limited(&filed("2026-04-01")).verdict, Verdict::OutOfTime);
        let interrupted = Claim { interrupted_on: Some(day("2025-06-10")), ..wages };
        let limited = interrupted.limited(&filed("2026-04-01"));
        assert_eq!(limited.verdict, Verdict::Interrupted);
        assert_eq!(limited.anew.unwrap().1.last_day_to_apply, Some(day("2026-06-10")));
    }

    #[test]
    fn a_suspension_and_what_no_rule_decides_are_not_decided() {
        let suspended = Claim { suspended: "住院".to_owned(), ..claim(ClaimKind::Wages) };
        assert_eq!(suspended.limited(&filed("2026-04-01")).verdict, Verdict::Unknown);
        let leave = Claim { leave_year: Some(2023), ..claim(ClaimKind::LeavePay) };
        assert_eq!(leave.limited(&filed("2026-04-01")).verdict, Verdict::Unknown);
        let limited = claim(ClaimKind::Damages).limited(&filed("2026-04-01"));
        assert!(limited.missing.is_some() && limited.plain.is_none(), "the day of knowing is lacking");
    }

    #[test]
    fn a_claim_takes_no_days_of_another_kind_and_may_lack_its_own() {
        assert_eq!(state(&[claim(ClaimKind::Damages)]), Ok(()));
        let wrong = Claim { leave_year: Some(2025), text: " ".to_owned(), ..claim(ClaimKind::Wages) };
        let Err(Refused::Invalid(faults)) = state(&[claim(ClaimKind::Other), wrong]) else { unreachable!() };
        let pointers: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/claims/1/text", "/claims/1/leave_year"]);
    }
}
