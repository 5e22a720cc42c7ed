//! Who is kept before whom in a lay-off (优先留用, LCL 41(2)): R-063.
//!
//! Three reasons: a longer fixed term, an open-ended contract, a family without another earner that has old or
//! minor dependants. The law does not rank them among each other, so of two people with a reason each neither is
//! told of. Who may not be laid off at all (LCL 42, 21) is decided by the gate of `law` and comes in here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why somebody is to be kept first (优先留用事由).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LayoffPriorityReason)]
pub enum Reason {
    /// 较长期限的固定期限合同
    LongerTerm,
    /// 无固定期限合同
    OpenEnded,
    /// 家庭无其他就业人员，有需要扶养的老人或者未成年人
    SoleEarner,
}

/// How long the contract on record runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    OpenEnded,
    /// Days, both ends included.
    Fixed(i64),
    Task,
}

impl Term {
    pub fn fixed(from: NaiveDate, until: NaiveDate) -> Self {
        Self::Fixed((until - from).num_days() + 1)
    }
}

/// Somebody in the group the people are chosen from, all in the same position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    pub chosen: bool,
    /// `None` where no contract is on record.
    pub term: Option<Term>,
    /// As they declared it; `None` where they did not.
    pub sole_earner: Option<bool>,
    /// Whether a law forbids laying them off; `None` where the circumstances do not say.
    pub barred: Option<bool>,
}

/// Somebody with less protection on record who stays, seen from somebody who is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Their place in the group.
    pub at: usize,
    /// Everything that decides it is on record; otherwise it is to be asked first.
    pub certain: bool,
}

/// What the people of one position show: by person, why they are to be kept first.
pub fn reasons(group: &[Colleague]) -> Vec<Vec<Reason>> {
    let shortest = group.iter().filter_map(days).min();
    let of = |one: &Colleague| {
        let longer = days(one).is_some_and(|days| shortest.is_some_and(|shortest| days > shortest));
        [
            longer.then_some(Reason::LongerTerm),
            (one.term == Some(Term::OpenEnded)).then_some(Reason::OpenEnded),
            (one.sole_earner == Some(true)).then_some(Reason::SoleEarner),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    group.iter().map(of).collect()
}

/// By person who is chosen, who of the same position stays though the records give them less protection.
pub fn overlooked(group: &[Colleague]) -> Vec<Vec<Before>> {
    let stays: Vec<(usize, &Colleague)> = group.iter().enumerate().filter(|(_, one)| !one.chosen).collect();
    let of = |one: &Colleague| match one.chosen {
        true => {
            stays.iter().filter_map(|(at, other)| Some(Before { at: *at, certain: precedes(one, other)? })).collect()
        }
        false => Vec::new(),
    };
    group.iter().map(of).collect()
}

/// Whether the first is to be kept before the second, and whether that is certain.
fn precedes(first: &Colleague, second: &Colleague) -> Option<bool> {
    let by_term = is_longer(first, second);
    let by_family = first.sole_earner == Some(true) && second.sole_earner != Some(true);
    // A bar or a reason of their own keeps the second, too.
    let has_own = second.barred == Some(true)
        || is_longer(second, first)
        || (second.sole_earner == Some(true) && first.sole_earner != Some(true));
    if has_own || !(by_term || by_family) {
        return None;
    }
    let family_is_known = second.sole_earner.is_some() || (by_term && first.sole_earner == Some(true));
    Some(second.barred.is_some() && second.term.is_some() && family_is_known)
}

fn is_longer(first: &Colleague, second: &Colleague) -> bool {
    match (first.term, second.term) {
        (Some(Term::OpenEnded), Some(other)) => other != Term::OpenEnded,
        (Some(Term::Fixed(days)), Some(Term::Fixed(others))) => days > others,
        _ => false,
    }
}

fn days(one: &Colleague) -> Option<i64> {
    match one.term {
        Some(Term::Fixed(days)) => Some(days),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAYS: Colleague =
        Colleague { chosen: false, term: Some(Term::Fixed(365)), sole_earner: Some(false), barred: Some(false) };
    const CHOSEN: Colleague = Colleague { chosen: true, ..STAYS };

    fn before(chosen: Colleague, stays: Colleague) -> Option<bool> {
        overlooked(&[chosen, stays])[0].first().map(|one| one.certain)
    }

    #[test]
    fn r063_a_longer_term_an_open_ended_contract_and_a_sole_earner_are_kept_first() {
        assert_eq!(before(CHOSEN, STAYS), None);
        assert_eq!(before(Colleague { term: Some(Term::Fixed(730)), ..CHOSEN }, STAYS), Some(true));
        assert_eq!(before(Colleague { term: Some(Term::OpenEnded), ..CHOSEN }, STAYS), Some(true));
        assert_eq!(before(Colleague { sole_earner: Some(true), ..CHOSEN }, STAYS), Some(true));
        assert_eq!(before(CHOSEN, Colleague { term: Some(Term::Fixed(730)), ..STAYS }), None);
    }

    #[test]
    fn r063_of_two_reasons_neither_comes_first() {
        let open_ended = Colleague { term: Some(Term::OpenEnded), ..CHOSEN };
        assert_eq!(before(open_ended, Colleague { sole_earner: Some(true), ..STAYS }), None);
        assert_eq!(before(open_ended, Colleague { term: Some(Term::OpenEnded), ..STAYS }), None);
        assert_eq!(before(open_ended, Colleague { barred: Some(true), ..STAYS }), None, "they may not be laid off");
    }

    #[test]
    fn r004_what_nobody_declared_is_never_taken_for_a_no() {
        let open_ended = Colleague { term: Some(Term::OpenEnded), ..CHOSEN };
        assert_eq!(before(open_ended, Colleague { sole_earner: None, ..STAYS }), Some(false));
        assert_eq!(before(open_ended, Colleague { barred: None, ..STAYS }), Some(false));
        assert_eq!(before(open_ended, Colleague { term: None, ..STAYS }), None, "no contract to compare with");
        assert_eq!(before(Colleague { sole_earner: None, ..CHOSEN }, STAYS), None);
        let sole = Colleague { sole_earner: Some(true), ..CHOSEN };
        assert_eq!(before(sole, Colleague { sole_earner: None, ..STAYS }), Some(false));
    }

    #[test]
    fn r063_each_reason_stands_beside_its_person() {
        let group = [
            Colleague { term: Some(Term::Fixed(730)), sole_earner: Some(true), ..CHOSEN },
            STAYS,
            Colleague { term: Some(Term::OpenEnded), ..STAYS },
            Colleague { term: Some(Term::Task), sole_earner: None, ..STAYS },
        ];
        let expected = [vec![Reason::LongerTerm, Reason::SoleEarner], vec![], vec![Reason::OpenEnded], vec![]];
        assert_eq!(reasons(&group), expected);
        assert_eq!(Term::fixed(NaiveDate::default(), NaiveDate::default()), Term::Fixed(1));
    }
}
