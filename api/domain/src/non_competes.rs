//! Non-compete duties after leaving (竞业限制).
//!
//! At the end at the latest the employer says in writing whether the duty binds ([`Decision`]); given up later, it
//! is an early release. A duty that runs is paid month by month. Each month of it is an [`Instalment`], due on the
//! first day of payment after the month is over; three without any payment give the employee the right to ask for
//! release, and the employer may release at any time at the price of three months more.

mod duty;

use chrono::NaiveDate;
use law::Fen;
use law::dates::add_days;
use serde::{Deserialize, Serialize};

pub use duty::{Duty, Instalment, InstalmentState, Owed, Paid, pay, state_unpaid};

use crate::named::named;
use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};
use crate::separations::Stage;

/// LCL 24(2): no longer than this after leaving.
pub const LONGEST_MONTHS: u32 = 24;

/// What the employer said at the end (启动或者放弃).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NonCompeteChoice)]
pub enum Decision {
    /// 启动
    Activated,
    /// 放弃
    Waived,
}

impl Decision {
    pub const ALL: [Self; 2] = [Self::Activated, Self::Waived];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activated => "activated",
            Self::Waived => "waived",
        }
    }
}

/// Whom the law allows to be bound (LCL 24, R-080).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NonCompeteBoundAs)]
pub enum BoundAs {
    /// 高级管理人员
    SeniorManager,
    /// 高级技术人员
    SeniorTechnician,
    /// 其他负有保密义务的人员
    Confidential,
}

impl BoundAs {
    pub const ALL: [Self; 3] = [Self::SeniorManager, Self::SeniorTechnician, Self::Confidential];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SeniorManager => "senior_manager",
            Self::SeniorTechnician => "senior_technician",
            Self::Confidential => "confidential",
        }
    }

    /// As documents say it.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::SeniorManager => "高级管理人员",
            Self::SeniorTechnician => "高级技术人员",
            Self::Confidential => "其他负有保密义务的人员",
        }
    }
}

named!(Decision);
named!(BoundAs);

/// The terms of a duty that is to bind.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub bound_as: Option<BoundAs>,
    pub scope: &'a str,
    pub region: &'a str,
    pub months: Option<u32>,
    pub monthly: Option<Fen>,
    pub pay_day: Option<u32>,
}

/// The end is decided and both sides know of it; answers the last day.
pub fn require_decided_end(stage: Stage, last_day: Option<NaiveDate>) -> Result<NaiveDate, Refused> {
    let decided = matches!(stage, Stage::Noticed | Stage::Agreed | Stage::Signed | Stage::Completed);
    last_day.filter(|_| decided).ok_or_else(|| Refused::State {
        state: stage.name(),
        code: "end_not_decided",
        words: Words::new(
            "须先作出通知、收到劳动者的通知或者达成一致，确定最后工作日，再就竞业限制作出告知。",
            "First the end is decided, by a notice or an agreement, with its last day; then say whether the duty binds.",
        ),
    })
}

/// Say whether the duty binds: with its terms, or given up by the last day.
pub fn decide(
    (decision, reason): (Decision, &str),
    terms: Terms<'_>,
    last_day: NaiveDate,
    today: NaiveDate,
) -> Result<(), Refused> {
    if decision == Decision::Waived && today > last_day {
        return Err(Refused::State {
            state: "ended",
            code: "too_late_to_waive",
            words: Words::new(
                format!(
                    "放弃须最迟在离职时（{last_day}）告知。之后只能登记启动，再由公司提前解除；劳动者可以请求另付三个月补偿（R-082）。"
                ),
                format!(
                    "It is given up at the end ({last_day}) at the latest. After that record that it binds and release it early; the employee may ask for three months more (R-082)."
                ),
            ),
        });
    }
    let (zh, en) = match decision {
        Decision::Activated => (
            "请写明该员工实际接触了哪些商业秘密或者保密事项；没有实际接触的，竞业限制不发生效力（R-080）。",
            "Say which secrets this person actually had access to; without access the duty has no effect (R-080).",
        ),
        Decision::Waived => ("请写明放弃的理由。", "Say why it is given up."),
    };
    let mut faults: Vec<Fault> = blank_fault(reason, "/reason", zh, en).into_iter().collect();
    if decision == Decision::Activated {
        faults.extend(terms.faults());
    }
    unless_faulty(faults)
}

impl Terms<'_> {
    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut say = |pointer: &str, code, zh: &str, en: &str| {
            faults.push(Fault::new(pointer, code, Words::new(zh, en)));
        };
        if self.bound_as.is_none() {
            say(
                "/bound_as",
                "required",
                "竞业限制只限于高级管理人员、高级技术人员和其他负有保密义务的人员，请写明属于哪一类（R-080）。",
                "Only senior managers, senior technicians and others with a duty of confidentiality may be bound: say which (R-080).",
            );
        }
        if !self.months.is_some_and(|months| (1..=LONGEST_MONTHS).contains(&months)) {
            say(
                "/months",
                "out_of_range",
                "期限为 1 至 24 个月：离职后不得超过二年（劳动合同法第二十四条，R-080）。",
                "Between 1 and 24 months: no longer than two years after leaving (LCL 24, R-080).",
            );
        }
        if self.pay_day.is_some_and(|day| !(1..=31).contains(&day)) || self.pay_day.is_none() {
            say("/pay_day", "out_of_range", "请填写每月支付日（1 至 31）。", "Give the day of payment, 1 to 31.");
        }
        if self.monthly.is_some_and(|monthly| monthly <= Fen::ZERO) {
            say("/monthly", "out_of_range", "月补偿须大于零。", "The monthly pay is more than nothing.");
        }
        faults.extend(blank_fault(self.scope, "/scope", "请填写限制的业务范围。", "Say what the person may not do."));
        faults.extend(blank_fault(self.region, "/region", "请填写地域。", "Say where."));
        faults
    }
}

/// A duty is there to be ended: it binds, runs, and was not ended before.
pub fn require_running(decision: Decision, duty: Option<&Duty>, today: NaiveDate) -> Result<(), Refused> {
    let Some(duty) = duty.filter(|_| decision == Decision::Activated) else {
        return Err(Refused::in_state(decision.name(), Words::new("竞业限制已经放弃。", "The duty was given up.")));
    };
    if duty.ended_on.is_some() {
        return Err(Refused::in_state("ended", Words::new("竞业限制已经解除。", "The duty was ended already.")));
    }
    if today > duty.until_on() {
        let words = Words::new("竞业限制期限已满。", "The term of the duty is over.");
        return Err(Refused::in_state("over", words));
    }
    Ok(())
}

/// The employee gives notice of release: after three months unpaid.
pub fn ask_release(may: bool, unpaid: u32) -> Result<(), Refused> {
    if may {
        return Ok(());
    }
    Err(Refused::State {
        state: "running",
        code: "not_three_months_unpaid",
        words: Words::new(
            format!(
                "记录显示 {unpaid} 个月完全没有支付；满三个月才能据此请求解除（法释〔2020〕26号 38，R-082）。您可以先说明未收到款项。"
            ),
            format!(
                "The record shows {unpaid} months without any payment; three are asked for (interpretation 2020-26, art. 38, R-082). You may state first that you were not paid."
            ),
        ),
    })
}

/// The day after the last day of the employment.
pub fn begins_after(last_day: NaiveDate) -> NaiveDate {
    add_days(last_day, 1)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn terms<'a>() -> Terms<'a> {
        Terms {
            bound_as: Some(BoundAs::SeniorTechnician),
            scope: "工业机器人控制器的研发",
            region: "上海市、江苏省",
            months: Some(12),
            monthly: Some(Fen(600_000)),
            pay_day: Some(10),
        }
    }

    fn duty() -> Duty {
        Duty { from_on: day("2026-12-01"), months: 12, pay_day: 10, ended_on: None }
    }

    #[test]
    fn r080_only_those_with_access_to_secrets_are_bound_and_for_two_years_at_most() {
        let of = |terms, reason: &str| {
            decide((Decision::Activated, reason), terms, day("2026-11-30"), day("2026-11-20")).map_err(|e| match e {
                Refused::Invalid(faults) => faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>(),
                Refused::State { code, .. } => vec![code.to_owned()],
            })
        };
        assert_eq!(of(terms(), "掌握控制器源代码"), Ok(()));
        assert_eq!(of(Terms { months: Some(24), ..terms() }, "掌握控制器源代码"), Ok(()));
        assert_eq!(of(Terms { months: Some(25), ..terms() }, "掌握控制器源代码"), Err(vec!["/months".into()]));
        assert_eq!(of(Terms { bound_as: None, ..terms() }, " "), Err(vec!["/reason".into(), "/bound_as".into()]));
        assert_eq!(of(Terms { scope: "", region: " ", ..terms() }, "x"), Err(vec!["/scope".into(), "/region".into()]));
        assert_eq!(of(Terms { pay_day: Some(32), ..terms() }, "x"), Err(vec!["/pay_day".into()]));
    }

    #[test]
    fn r082_it_is_given_up_by_the_last_day_and_released_after_it() {
        let none = Terms { bound_as: None, scope: "", region: "", months: None, monthly: None, pay_day: None };
        let waive = |on: &str| decide((Decision::Waived, "无必要"), none, day("2026-11-30"), day(on));
        assert_eq!(waive("2026-11-30"), Ok(()));
        assert_eq!(waive("2026-12-01").unwrap_err().code(), "too_late_to_waive");
    }

    #[test]
    fn a_duty_is_ended_once_while_it_runs() {
        let today = day("2027-02-11");
        let running = |duty: &Duty| require_running(Decision::Activated, Some(duty), today).is_ok();
        assert!(running(&duty()));
        assert!(!running(&Duty { ended_on: Some(today), ..duty() }));
        assert!(!running(&Duty { months: 1, ..duty() }));
        assert!(require_running(Decision::Waived, None, today).is_err());
        assert_eq!(ask_release(false, 2).unwrap_err().code(), "not_three_months_unpaid");
    }
}
