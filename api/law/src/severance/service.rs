//! Counting the service: years, earlier employers, the time before 2008.

use chrono::NaiveDate;

use crate::dates::{LCL_IN_FORCE, Length, add_days, check_order, days_inclusive, sub_days};
use crate::refusal::{Refusal, not_negative};
use crate::{Step, Units};

use super::Input;
use super::before_2008::OldRule;

const NOT_CONFIRMED_BEFORE_2008: &str = "UNCONFIRMED:R-028";
const NOT_CONFIRMED_PRIOR: &str = "UNCONFIRMED:R-027";

pub(super) struct Service {
    /// All that counts.
    pub units: Units,
    /// Present when there is service from before 2008 and it was counted apart.
    pub before_2008: Option<Units>,
    pub since_2008: Units,
    pub flags: Vec<&'static str>,
    pub steps: Vec<Step>,
}

/// A stretch of service, both days worked.
#[derive(Clone, Copy)]
struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

impl Service {
    pub fn count(input: &Input) -> Result<Self, Refusal> {
        match (input.units, input.employed_from, input.last_day) {
            (Some(_), Some(_), _) => Err(two_forms("/employed_from")),
            (Some(_), ..) if !input.prior_employments.is_empty() => Err(two_forms("/prior_employments")),
            (Some(units), None, _) => Ok(Self::given(units)),
            (None, Some(from), Some(to)) => Self::between(input, Period { from, to }),
            (None, None, _) => Err(Refusal::missing("/employed_from")),
            (None, Some(_), None) => Err(Refusal::missing("/last_day")),
        }
    }

    fn given(units: Units) -> Self {
        Self {
            units,
            before_2008: None,
            since_2008: units,
            flags: Vec::new(),
            steps: vec![Step::new(
                "R-026",
                "劳动合同法 47(1)",
                format!("工作年限折算月数（直接给定）：{units}"),
                format!("Months of severance, as given: {units}"),
                units,
            )],
        }
    }

    fn between(input: &Input, here: Period) -> Result<Self, Refusal> {
        let mut service = Self {
            units: Units::ZERO,
            before_2008: None,
            since_2008: Units::ZERO,
            flags: Vec::new(),
            steps: Vec::new(),
        };
        let periods = service.join_prior(input, here)?;
        let (old, new) = split_2008(&periods);
        // Damages are never counted in two parts (条例 25).
        if !input.lawful || old.is_empty() {
            let length = in_one(&periods);
            service.units = Units::of_service(length);
            service.since_2008 = service.units;
            service.steps.push(years_step(&periods, length, service.units));
            return Ok(service);
        }
        let before = service.units_before_2008(input, &old);
        let length = in_one(&new);
        let since = Units::of_service(length);
        service.steps.push(years_step(&new, length, since));
        service.before_2008 = Some(before);
        service.since_2008 = since;
        service.units = before.plus(since);
        service.steps.push(Step::new(
            "R-028",
            "劳动合同法 97(3)",
            format!("分段合计：2008 年前 {before} + 2008 年起 {since} = {}", service.units),
            format!("Together: {before} before 2008 + {since} from 2008 = {}", service.units),
            service.units,
        ));
        Ok(service)
    }

    /// earlier employments that count, then this one, in order of time.
    fn join_prior(&mut self, input: &Input, here: Period) -> Result<Vec<Period>, Refusal> {
        let mut counted = Vec::new();
        let mut whole = Vec::new();
        for (index, prior) in input.prior_employments.iter().enumerate() {
            let place = format!("/prior_employments/{index}");
            not_negative([(format!("{place}/severance_paid").as_str(), Some(prior.severance_paid))])?;
            check_order(&[(&format!("{place}/from"), Some(prior.from)), (&format!("{place}/to"), Some(prior.to))])?;
            let period = Period { from: prior.from, to: prior.to };
            let overlaps = |other: &Period| period.from <= other.to && other.from <= period.to;
            if period.to >= here.from || whole.iter().any(overlaps) {
                return Err(Refusal::at(
                    format!("{place}/to"),
                    "dates_out_of_order",
                    "在先用工期间须早于本单位入职日，且彼此不得重叠。",
                    "An earlier employment must end before this one starts and overlap no other.",
                )
                .by_rule("R-027", "劳动合同法实施条例 10"));
            }
            whole.push(period);
            let paid = prior.severance_paid > crate::Fen::ZERO;
            if paid && !input.lawful {
                self.flag(NOT_CONFIRMED_PRIOR);
            }
            self.steps.push(prior_step(&period, prior.severance_paid));
            if !paid {
                counted.push(period);
            }
        }
        counted.push(here);
        whole.push(here);
        counted.sort_by_key(|period| period.from);
        whole.sort_by_key(|period| period.from);
        if whole.windows(2).any(|pair| add_days(pair[0].to, 1) < pair[1].from) {
            self.flag(NOT_CONFIRMED_PRIOR);
            self.steps.push(Step::new(
                "R-027",
                "劳动合同法实施条例 10",
                "前后用工之间有间隔：间隔天数不计入工作年限（法律未作规定）",
                "There is a gap between the employments: its days are not counted as service (no text decides this)",
                "gap",
            ));
        }
        Ok(counted)
    }

    /// what the rules of before 2008 gave for this ground, at this place.
    fn units_before_2008(&mut self, input: &Input, old: &[Period]) -> Units {
        let length = in_one(old);
        let earned = OldRule::of(input).count(length);
        if earned.unsettled {
            self.flag(NOT_CONFIRMED_BEFORE_2008);
        }
        self.steps.push(Step::new(
            "R-028",
            earned.cite,
            format!("2008-01-01 之前 {}（{}）：{}", spans(old), length.zh(), earned.zh),
            format!("Before 2008-01-01, {} ({}): {}", spans(old), length.en(), earned.en),
            earned.units,
        ));
        earned.units
    }

    fn flag(&mut self, flag: &'static str) {
        if !self.flags.contains(&flag) {
            self.flags.push(flag);
        }
    }
}

fn two_forms(pointer: &str) -> Refusal {
    Refusal::at(
        pointer,
        "two_forms",
        "工作年限要么按日期计算，要么直接给定月数（units），只能选用一种。",
        "Give the service by its dates or as units, not both.",
    )
}

/// The parts before 2008-01-01 and from it on.
fn split_2008(periods: &[Period]) -> (Vec<Period>, Vec<Period>) {
    let eve = sub_days(LCL_IN_FORCE, 1);
    let old = periods.iter().filter(|period| period.from <= eve);
    let new = periods.iter().filter(|period| period.to >= LCL_IN_FORCE);
    (
        old.map(|period| Period { to: period.to.min(eve), ..*period }).collect(),
        new.map(|period| Period { from: period.from.max(LCL_IN_FORCE), ..*period }).collect(),
    )
}

/// The periods as one, the gaps taken out by moving the earlier ones up to the last.
fn in_one(periods: &[Period]) -> Length {
    let Some((last, earlier)) = periods.split_last() else {
        return Length::default();
    };
    // Periods that touch keep their real first day, so that whole years stay whole.
    let touching = earlier.iter().rev().scan(last.from, |next, period| {
        let touches = add_days(period.to, 1) == *next;
        *next = period.from;
        touches.then_some(period.from)
    });
    let (first, joined) = touching.fold((last.from, 0), |(_, count), from| (from, count + 1));
    let apart = &earlier[..earlier.len() - joined];
    let days = apart.iter().map(|period| days_inclusive(period.from, period.to)).sum();
    Length::from_to(sub_days(first, days), last.to)
}

fn spans(periods: &[Period]) -> String {
    let spans: Vec<_> = periods.iter().map(|period| format!("{} – {}", period.from, period.to)).collect();
    spans.join(" + ")
}

fn years_step(periods: &[Period], length: Length, units: Units) -> Step {
    let rest = match (length.months, length.days) {
        (0, 0) => ("恰为整年", "whole years"),
        (0..6, _) => ("不满一年部分不足六个月，计半个月", "the rest is under six months: half a month"),
        _ => ("不满一年部分六个月以上，计一个月", "the rest is six months or more: one month"),
    };
    Step::new(
        "R-026",
        "劳动合同法 47(1)",
        format!("工作年限 {}，首末日均计入，合 {}；{}：{units} 个月", spans(periods), length.zh(), rest.0),
        format!("Service {}, both days counted: {}; {}: {units} months", spans(periods), length.en(), rest.1),
        units,
    )
}

fn prior_step(period: &Period, paid: crate::Fen) -> Step {
    let dropped = paid > crate::Fen::ZERO;
    let (zh, en) = if dropped {
        (
            format!("原单位已付经济补偿 {paid} 元，该段不再计算"),
            format!("the earlier employer paid {paid} yuan for it, so it drops out"),
        )
    } else {
        ("非因本人原因转入，合并计算".to_owned(), "moved not for the employee's own reasons, so it counts".to_owned())
    };
    let span = spans(std::slice::from_ref(period));
    Step::new(
        "R-027",
        "劳动合同法实施条例 10；法释〔2020〕26号 46",
        format!("在先用工 {span}：{zh}"),
        format!("Earlier employment {span}: {en}"),
        if dropped { "dropped" } else { "counted" },
    )
}
