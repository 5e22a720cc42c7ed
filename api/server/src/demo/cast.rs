//! Whom the story follows, found from the figures.

use domain::quantity::Score;

use super::company::{Company, Member};
use super::figures::{Figures, QUARTERS};
use super::{Error, Told};

/// The people whose cases are told.
pub struct Cast<'a> {
    /// Fails twice with help in between; the case on ground 40(2).
    pub dismissed: &'a Member,
    /// Agrees on an ending proposed by the employer, ground 36.
    pub leaver: &'a Member,
    /// Fails the second quarter; a plan is under way.
    pub supported: Option<&'a Member>,
    /// Fails a quarter; the alert is open and nothing answered.
    pub alerted: Option<&'a Member>,
    /// Talks about an ending.
    pub negotiating: Option<&'a Member>,
    /// Has an agreement to sign.
    pub signing: Option<&'a Member>,
}

impl<'a> Cast<'a> {
    /// Among those who may be followed, from the weakest.
    pub fn choose(company: &'a Company, figures: &Figures) -> Told<Self> {
        let mut people: Vec<&Member> = company
            .members
            .iter()
            .filter(|member| figures.positions().any(|position| position == member.position))
            .filter(|member| member.may_be_followed() && company.manager_of(member).is_ok())
            .collect();
        people.sort_by_key(|member| (!fails_both(figures, member), points(figures, member), member.number.clone()));
        let mut people = people.into_iter();
        let dismissed = people.next().filter(|member| fails_both(figures, member));
        let dismissed = dismissed.ok_or_else(|| {
            Error::story("nobody with goals, a manager and a contract beyond 2026 fails both quarters")
        })?;
        let leaver = people
            .next()
            .ok_or_else(|| Error::story("the roster has one person with goals only; the story needs two"))?;
        let mut others: Vec<&Member> = people.collect();
        let mut next_failing =
            || others.iter().position(|member| figures.fails(&member.number, QUARTERS[1])).map(|at| others.remove(at));
        let (supported, alerted) = (next_failing(), next_failing());
        let mut others = others.into_iter();
        Ok(Self { dismissed, leaver, supported, alerted, negotiating: others.next(), signing: others.next() })
    }
}

fn fails_both(figures: &Figures, member: &Member) -> bool {
    QUARTERS.iter().all(|cycle| figures.fails(&member.number, cycle))
}

fn points(figures: &Figures, member: &Member) -> i64 {
    QUARTERS.iter().map(|cycle| Score::hundredths(figures.result(&member.number, cycle))).sum()
}

/// Somebody of the same position who does best: the mentor.
pub fn mentor<'a>(company: &'a Company, figures: &Figures, member: &Member) -> Option<&'a Member> {
    let peers = company
        .members
        .iter()
        .filter(|peer| peer.position == member.position && peer.id != member.id && peer.may_be_followed());
    peers.max_by_key(|peer| points(figures, peer))
}
