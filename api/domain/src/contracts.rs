//! Contracts about to be concluded: what the law asks of their terms (LCL 12–24; ).

use chrono::{Months, NaiveDate};
use law::Fen;
use law::probation::{ContractKind as ProbationOf, Input as Probation, probation};
use law::probation_wage::{Input as ProbationWage, probation_wage};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};
use crate::roster::ContractKind;

/// The term of a labour contract, and what is paid.
#[derive(Debug, Clone, Copy)]
pub struct Term<'a> {
    pub kind: ContractKind,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub task: Option<&'a str>,
    pub probation_until: Option<NaiveDate>,
    pub probation_wage: Option<Fen>,
    pub monthly_wage: Fen,
}

/// What is known beside the terms.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The two have agreed a probation before: there is only one, ever.
    pub had_probation: bool,
    /// Of the place of work on the first day; none when the official figure is not on record.
    pub minimum_wage: Option<Fen>,
}

/// A labour contract or its renewal.
pub fn term(term: &Term<'_>, known: Known) -> Result<(), Refused> {
    let mut faults = Vec::new();
    faults.extend(end_of(term));
    faults.extend(task_of(term));
    faults.extend(below_minimum("/monthly_wage", term.monthly_wage, known));
    if let Some(until) = term.probation_until {
        faults.extend(probation_of(term, until, known));
    }
    if term.probation_until.is_some() != term.probation_wage.is_some() {
        faults.push(fault(
            "/probation_wage",
            "with_probation",
            "约定试用期的，须同时写明试用期截止日和试用期月工资；不约定的，两项都不填。",
            "A probation has a last day and a wage; without one both are left out.",
        ));
    }
    unless_faulty(faults)
}

fn end_of(term: &Term<'_>) -> Option<Fault> {
    match (term.kind, term.until) {
        (ContractKind::FixedTerm, None) => {
            Some(fault("/until", "required", "固定期限合同须填写到期日。", "A fixed-term contract has a last day."))
        }
        (ContractKind::OpenEnded | ContractKind::Task, Some(_)) => Some(fault(
            "/until",
            "no_last_day",
            "无固定期限和以任务为期限的合同没有到期日。",
            "An open-ended contract and one for a task have no last day.",
        )),
        (_, Some(until)) if until < term.from => {
            Some(fault("/until", "end_before_start", "到期日早于开始日。", "It ends before it starts."))
        }
        _ => None,
    }
}

fn task_of(term: &Term<'_>) -> Option<Fault> {
    let named = term.task.is_some_and(|task| !task.trim().is_empty());
    (named != (term.kind == ContractKind::Task)).then(|| {
        fault(
            "/task",
            "with_task",
            "以完成一定工作任务为期限的合同须写明任务，其他合同不填任务。",
            "A contract for a task names the task; others do not.",
        )
    })
}

/// one probation, within the term, as long as the ladder allows. R-015: its wage.
fn probation_of(term: &Term<'_>, until: NaiveDate, known: Known) -> Vec<Fault> {
    let mut faults = Vec::new();
    if known.had_probation {
        faults.push(fault(
            "/probation_until",
            "second_probation",
            "同一用人单位与同一劳动者只能约定一次试用期（劳动合同法第十九条第二款），双方此前已约定过。",
            "The two may agree one probation only (LCL 19(2)), and have agreed one before.",
        ));
    }
    if until < term.from || term.until.is_some_and(|end| until >= end) {
        faults.push(fault(
            "/probation_until",
            "outside_term",
            "试用期须在合同期限之内，且短于合同期限（劳动合同法第十九条第四款）。",
            "Probation lies within the term and is shorter than it (LCL 19(4)).",
        ));
    }
    let longest = longest_probation(term);
    let last = term.from.checked_add_months(Months::new(longest)).and_then(|day| day.pred_opt());
    if longest == 0 || last.is_some_and(|last| until > last) {
        let words = Words::new(
            format!("按合同期限，试用期最长 {longest} 个月（劳动合同法第十九条）。"),
            format!("For this term probation lasts {longest} months at most (LCL 19)."),
        );
        faults.push(Fault::new("/probation_until", "probation_too_long", words));
    }
    if let Some(offered) = term.probation_wage {
        faults.extend(probation_wage_fault(term.monthly_wage, offered, known));
    }
    faults
}

fn longest_probation(term: &Term<'_>) -> u32 {
    let contract_kind = match term.kind {
        ContractKind::FixedTerm => ProbationOf::FixedTerm,
        ContractKind::OpenEnded => ProbationOf::OpenEnded,
        ContractKind::Task => ProbationOf::Task,
    };
    let months = term.until.and_then(|until| until.succ_opt()).map(|after| whole_months(term.from, after));
    let input = Probation {
        contract_kind,
        contract_months: months.map(law::Decimal::whole),
        agreed_months: law::Decimal::whole(0),
        served_months: None,
        wage_after_probation: None,
    };
    probation(&input).map_or(0, |outcome| outcome.max_months)
}

/// Whole months from one day to another, the anniversary included.
fn whole_months(from: NaiveDate, to: NaiveDate) -> u32 {
    (1..=1_200).take_while(|months| from.checked_add_months(Months::new(*months)).is_some_and(|day| day <= to)).count()
        as u32
}

fn probation_wage_fault(contract_wage: Fen, offered: Fen, known: Known) -> Option<Fault> {
    let input = ProbationWage {
        contract_wage,
        minimum_wage: known.minimum_wage.unwrap_or(Fen::ZERO),
        offered,
        lowest_same_post: None,
    };
    let floor = probation_wage(&input).ok().filter(|outcome| !outcome.valid)?.floor;
    let words = Words::new(
        format!("试用期月工资不得低于 {floor} 元：合同月工资的 80%，并不低于最低工资（劳动合同法第二十条）。"),
        format!(
            "The wage in probation is at least {floor} yuan: 80 % of the contract's, and the minimum wage (LCL 20)."
        ),
    );
    Some(Fault::new("/probation_wage", "probation_wage_too_low", words))
}

fn below_minimum(pointer: &str, wage: Fen, known: Known) -> Option<Fault> {
    let minimum = known.minimum_wage.filter(|minimum| wage < *minimum)?;
    let words = Words::new(
        format!("月工资低于当地最低工资标准 {minimum} 元。"),
        format!("The wage is below the local minimum of {minimum} yuan."),
    );
    Some(Fault::new(pointer, "below_minimum_wage", words))
}

/// a duty not to compete lasts at most 24 months and is paid for each month.
pub fn non_compete(months: u32, monthly: Fen) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if months == 0 || months > 24 {
        faults.push(fault(
            "/months",
            "at_most_two_years",
            "竞业限制期限为 1 至 24 个月（劳动合同法第二十四条第二款）。",
            "A duty not to compete lasts 1 to 24 months (LCL 24(2)).",
        ));
    }
    if monthly <= Fen::ZERO {
        faults.push(fault(
            "/monthly",
            "compensation",
            "竞业限制期限内须按月给予经济补偿（劳动合同法第二十三条第二款）。",
            "It is paid for month by month (LCL 23(2)).",
        ));
    }
    unless_faulty(faults)
}

/// LCL 35: a variation changes something and says what: by items (what, before, after), or by clauses.
pub fn variation(items: &[(&str, &str, &str)], has_clauses: bool) -> Result<(), Refused> {
    let mut faults = Vec::new();
    if items.is_empty() && !has_clauses {
        faults.push(fault("/items", "nothing_changes", "请写明变更什么。", "Say what changes."));
    }
    for (at, (item, before, after)) in items.iter().enumerate() {
        let pointer = format!("/items/{at}/item");
        faults.extend(blank_fault(item, &pointer, "请写明变更的事项。", "Say what it is that changes."));
        if before.trim() == after.trim() {
            let zh = "变更前后相同；没有变更的，请删去这一项。";
            let en = "It is the same before and after; leave it out.";
            faults.push(fault(&format!("/items/{at}/after"), "unchanged", zh, en));
        }
    }
    unless_faulty(faults)
}

/// a service period rests on special training that was paid for.
pub fn service_period(trained: (NaiveDate, NaiveDate), cost: Fen, service_until: NaiveDate) -> Result<(), Refused> {
    let (from, until) = trained;
    let mut faults = Vec::new();
    if until < from {
        faults.push(fault(
            "/training_until",
            "end_before_start",
            "培训截止日早于起始日。",
            "The training ends before it starts.",
        ));
    }
    if cost <= Fen::ZERO {
        faults.push(fault(
            "/cost",
            "special_training",
            "服务期须以用人单位出资的专项培训为前提（劳动合同法第二十二条），请填写有凭证的培训费用。",
            "A service period rests on training that the employer paid for (LCL 22): give its cost.",
        ));
    }
    if service_until <= until {
        faults.push(fault(
            "/service_until",
            "after_training",
            "服务期须在培训结束之后届满。",
            "The service period ends after the training.",
        ));
    }
    unless_faulty(faults)
}

fn fault(pointer: &str, code: &'static str, zh: &str, en: &str) -> Fault {
    Fault::new(pointer, code, Words::new(zh, en))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn three_years() -> Term<'static> {
        Term {
            kind: ContractKind::FixedTerm,
            from: day("2027-01-01"),
            until: Some(day("2029-12-31")),
            task: None,
            probation_until: Some(day("2027-06-30")),
            probation_wage: Some(Fen::from_yuan(8_000)),
            monthly_wage: Fen::from_yuan(10_000),
        }
    }

    #[test]
    fn lcl35_a_variation_says_what_changes_and_changes_it() {
        let code = |items: &[(&str, &str, &str)], clauses| variation(items, clauses).unwrap_err().code();
        assert_eq!(code(&[], false), "nothing_changes");
        assert_eq!(code(&[("工作地点", "上海", " 上海 ")], true), "unchanged");
        assert_eq!(code(&[(" ", "上海", "杭州")], false), "required");
        assert!(variation(&[], true).is_ok() && variation(&[("工作地点", "上海", "杭州")], false).is_ok());
    }

    const KNOWN: Known = Known { had_probation: false, minimum_wage: Some(Fen::from_yuan(2_490)) };

    fn codes(result: Result<(), Refused>) -> Vec<&'static str> {
        match result {
            Ok(()) => Vec::new(),
            Err(Refused::Invalid(faults)) => faults.iter().map(|fault| fault.code).collect(),
            Err(other) => vec![other.code()],
        }
    }

    #[test]
    fn r014_three_years_bear_six_months_of_probation_and_a_day_less_only_two() {
        assert_eq!(codes(term(&three_years(), KNOWN)), Vec::<&str>::new());
        let day_less = Term { until: Some(day("2029-12-30")), ..three_years() };
        assert_eq!(codes(term(&day_less, KNOWN)), ["probation_too_long"]);
        let two_months = Term { probation_until: Some(day("2027-02-28")), ..day_less };
        assert_eq!(codes(term(&two_months, KNOWN)), Vec::<&str>::new());
        let day_more = Term { probation_until: Some(day("2027-07-01")), ..three_years() };
        assert_eq!(codes(term(&day_more, KNOWN)), ["probation_too_long"]);
    }

    #[test]
    fn r014_a_task_has_no_probation_and_nobody_has_two() {
        let task = Term { kind: ContractKind::Task, until: None, task: Some("安装调试"), ..three_years() };
        assert_eq!(codes(term(&task, KNOWN)), ["probation_too_long"]);
        assert_eq!(codes(term(&three_years(), Known { had_probation: true, ..KNOWN })), ["second_probation"]);
    }

    #[test]
    fn r015_the_wage_in_probation_is_four_fifths_and_the_minimum_at_least() {
        let low = Term { probation_wage: Some(Fen(799_999)), ..three_years() };
        assert_eq!(codes(term(&low, KNOWN)), ["probation_wage_too_low"]);
        let poor =
            Term { monthly_wage: Fen::from_yuan(2_400), probation_wage: Some(Fen::from_yuan(2_400)), ..three_years() };
        assert_eq!(codes(term(&poor, KNOWN)), ["below_minimum_wage", "probation_wage_too_low"]);
        assert_eq!(codes(term(&poor, Known { minimum_wage: None, ..KNOWN })), Vec::<&str>::new());
    }

    #[test]
    fn the_end_fits_the_kind() {
        let without = Term { probation_until: None, probation_wage: None, ..three_years() };
        assert_eq!(codes(term(&Term { until: None, ..without }, KNOWN)), ["required"]);
        assert_eq!(codes(term(&Term { kind: ContractKind::OpenEnded, ..without }, KNOWN)), ["no_last_day"]);
        assert_eq!(codes(term(&Term { kind: ContractKind::Task, until: None, ..without }, KNOWN)), ["with_task"]);
    }

    #[test]
    fn r080_a_duty_not_to_compete_is_paid_and_ends() {
        assert_eq!(codes(non_compete(24, Fen::from_yuan(3_000))), Vec::<&str>::new());
        assert_eq!(codes(non_compete(25, Fen::ZERO)), ["at_most_two_years", "compensation"]);
    }
}
