//! The situations in which an employee is protected (LCL 42, 45).
//!
//! Each is answered yes, no or unknown, and unknown names the circumstances that would settle it.

use chrono::NaiveDate;

use crate::Decimal;
use crate::dates::add_months;

use super::circumstances::{Circumstances, Until};

/// Whether a claim holds, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
    /// Open until these circumstances are answered.
    Unknown(Vec<&'static str>),
}

impl Answer {
    pub fn of(known: Option<bool>, name: &'static str) -> Self {
        match known {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown(vec![name]),
        }
    }

    /// As the working writes it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Yes => "block",
            Self::No => "clear",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Both must hold: one known "no" settles it whatever the other is.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            (Self::Unknown(mut names), Self::Unknown(more)) => {
                names.extend(more);
                Self::Unknown(names)
            }
            (Self::Unknown(names), Self::Yes) | (Self::Yes, Self::Unknown(names)) => Self::Unknown(names),
        }
    }
}

/// A protected situation and what is known of it.
pub(super) struct Situation {
    pub holds: Answer,
    pub zh: String,
    pub en: String,
    /// The day it ends, when that is known.
    pub until: Option<NaiveDate>,
}

fn situation(holds: Answer, zh: impl Into<String>, en: impl Into<String>) -> Situation {
    Situation { holds, zh: zh.into(), en: en.into(), until: None }
}

/// what bars articles 40 and 41 on the day of the act.
pub(super) fn against_dismissal(known: &Circumstances, act: Option<NaiveDate>) -> Vec<Situation> {
    situations(known, act, 10)
}

/// what keeps an expiring contract alive. Grades 7 to 10 may expire.
pub(super) fn against_expiry(known: &Circumstances, act: Option<NaiveDate>) -> Vec<Situation> {
    let day = known.contract_end.or(act);
    let mut situations = situations(known, day, 6);
    situations.extend(service_period(known, day));
    situations
}

/// R-018, 条例 17: a service period that outlasts the contract.
fn service_period(known: &Circumstances, day: Option<NaiveDate>) -> Option<Situation> {
    let until = known.service_period_until?;
    let holds = if day.is_none_or(|day| day < until) { Answer::Yes } else { Answer::No };
    let (zh, en) = (format!("服务期尚未届满（至 {until}）"), format!("the service period runs to {until}"));
    Some(Situation { until: Some(until), ..situation(holds, zh, en) })
}

fn situations(known: &Circumstances, day: Option<NaiveDate>, mildest_grade: u8) -> Vec<Situation> {
    vec![
        situation(
            no_exit_check(known),
            "接触职业病危害而未做离岗前职业健康检查",
            "exposed to occupational hazards without an exit health check",
        ),
        injury(known, mildest_grade),
        medical_period(known, day),
        situation(Answer::of(known.pregnant, "pregnant"), "在孕期、产期", "pregnant or on maternity leave"),
        nursing(known, day),
        near_retirement(known, day),
        other_laws(known, day),
    ]
}

fn medical_period(known: &Circumstances, day: Option<NaiveDate>) -> Situation {
    let until = known.medical_period_until;
    let by_date = until.map(|until| day.is_none_or(|day| day <= until));
    let holds = Answer::of(known.in_medical_period.or(by_date), "in_medical_period");
    Situation { until, ..situation(holds, "在规定的医疗期内", "in the medical period") }
}

/// R-072(6). Not among the circumstances one must answer: nobody holds a record of every other law.
fn other_laws(known: &Circumstances, day: Option<NaiveDate>) -> Situation {
    let until = known.union_office_until;
    let in_office = until.is_some_and(|until| day.is_none_or(|day| day <= until));
    let holds = if known.other_protection == Some(true) || in_office { Answer::Yes } else { Answer::No };
    Situation {
        until,
        ..situation(
            holds,
            "其他法律规定的保护（如任期内的工会干部）",
            "protected by another law, such as a union officer in term",
        )
    }
}

/// R-072(1), B4: a post with hazards and no exit health check.
pub(super) fn no_exit_check(known: &Circumstances) -> Answer {
    let unchecked = known.exit_health_check.map(|done| !done);
    Answer::of(known.occupational_hazard, "occupational_hazard").and(Answer::of(unchecked, "exit_health_check"))
}

fn injury(known: &Circumstances, mildest_grade: u8) -> Situation {
    let graded = known.injury_grade.map(|grade| grade.get().is_some_and(|grade| grade <= mildest_grade));
    let grade = known.injury_grade.and_then(|grade| grade.get());
    let (zh, en) = match grade {
        Some(grade) => {
            (format!("工伤或职业病，{grade} 级伤残"), format!("work injury or occupational disease, grade {grade}"))
        }
        None => ("工伤或职业病伤残".to_owned(), "work injury or occupational disease with a grade".to_owned()),
    };
    situation(Answer::of(graded, "injury_grade"), zh, en)
}

/// To the child's first birthday; the later of the two dates on record wins.
fn nursing(known: &Circumstances, day: Option<NaiveDate>) -> Situation {
    let birthday = known.child_born_on.map(|born| add_months(born, 12));
    let said = known.nursing_until.and_then(Until::day);
    let until = birthday.max(said);
    let holds = match (until, known.nursing_until) {
        // Without a date of the act nobody can say the protection is over.
        (Some(until), _) => Answer::of(Some(day.is_none_or(|day| day <= until)), "nursing_until"),
        (None, said) => Answer::of(said.map(|_| false), "nursing_until"),
    };
    let (zh, en) = until.map_or_else(
        || ("在哺乳期".to_owned(), "nursing".to_owned()),
        |until| (format!("在哺乳期（至 {until}）"), format!("nursing (to {until})")),
    );
    Situation { until, ..situation(holds, zh, en) }
}

/// R-072(5): fifteen years here and fewer than five to the statutory age.
fn near_retirement(known: &Circumstances, day: Option<NaiveDate>) -> Situation {
    let long = known.service_years.map(|years| years >= Decimal::whole(15));
    let near = known.years_to_retirement.map(|years| years < Decimal::whole(5));
    let by_date = match (day, known.retirement_on) {
        (Some(day), Some(on)) => Some(add_months(day, 60) > on),
        _ => None,
    };
    let holds = Answer::of(long, "service_years").and(Answer::of(near.or(by_date), "years_to_retirement"));
    Situation {
        until: known.retirement_on,
        ..situation(
            holds,
            "在本单位连续工作满十五年且距法定退休年龄不足五年",
            "fifteen years of continuous service here and fewer than five to the statutory retirement age",
        )
    }
}
