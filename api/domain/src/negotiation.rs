//! Negotiation (协商): proposals of two sides over the same figures.
//!
//! One offer lies on the table at a time; whoever makes another one answers it with a counter-offer.
//! Only the other side accepts or rejects. Every line stands beside what the law gives, and an offer
//! below the law's total says so and by how much (R-078, [`balance`]): it is not refused, because the
//! sides may agree on it, but nobody can say later that they did not see it.

mod balance;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use law::{Fen, Refusal};
use serde::{Deserialize, Serialize};

pub use balance::{Balance, Beside, InjuryShortfall, LineShare, Offered, Warning, WarningCode, balance};

use crate::refused::{Fault, Refused, Words, blank_fault, unless_faulty};
use crate::separations::{Progress, Side, Stage, in_the_past};

/// What became of an offer (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ProposalState)]
pub enum State {
    /// 待答复
    Open,
    /// 已被新方案取代
    Countered,
    /// 已接受
    Accepted,
    /// 已拒绝
    Rejected,
    /// 已撤回
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Open, Self::Countered, Self::Accepted, Self::Rejected, Self::Withdrawn];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Countered => "countered",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.name() == name).ok_or(())
    }
}

/// One sum of an offer.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// As in the settlement (`severance`), or the side's own.
    pub code: &'a str,
    pub label: &'a str,
    pub amount: Fen,
}

/// Make an offer (提出方案); a case that nobody has decided goes into negotiation.
pub fn propose(
    case: &Progress,
    lines: &[Line<'_>],
    last_day: NaiveDate,
    pay_on: NaiveDate,
    today: NaiveDate,
) -> Result<Stage, Refused> {
    case.require_undecided()?;
    let mut faults: Vec<Fault> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        faults.extend(blank_fault(line.label, &format!("/lines/{at}/label"), "请填写款项名称。", "Name the sum."));
        if line.amount.is_negative() {
            faults.push(Fault::new(
                format!("/lines/{at}/amount"),
                "negative",
                Words::new("金额不得为负数。", "The amount must not be negative."),
            ));
        }
        if lines[..at].iter().any(|earlier| earlier.code == line.code) {
            faults.push(Fault::new(
                format!("/lines/{at}/code"),
                "line_twice",
                Words::new("同一款项出现了两次。", "The same sum is there twice."),
            ));
        }
    }
    faults.extend(in_the_past(last_day, today));
    if pay_on < today {
        faults.push(Fault::new(
            "/pay_on",
            "in_the_past",
            Words::new("支付日期早于今天。", "The day of payment lies before today."),
        ));
    }
    unless_faulty(faults)?;
    Ok(Stage::Negotiating)
}

/// An offer beside the law's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub total: Fen,
    pub statutory_total: Fen,
    /// The law's figure of each line, in the order of the offer.
    pub statutory: Vec<Option<Fen>>,
    /// Places in the law's lines of those that the offer leaves out.
    pub left_out: Vec<usize>,
    pub below_statutory: bool,
}

/// Put an offer beside what the law gives. A statutory line that the offer leaves out still counts.
pub fn compare(lines: &[Line<'_>], statutory: &[(&str, Fen)]) -> Result<Compared, Refusal> {
    let total = Fen::checked_sum(lines.iter().map(|line| line.amount))?;
    let statutory_total = Fen::checked_sum(statutory.iter().map(|(_, amount)| *amount))?;
    let of = |code: &str| statutory.iter().find(|(known, _)| *known == code).map(|(_, amount)| *amount);
    Ok(Compared {
        total,
        statutory_total,
        statutory: lines.iter().map(|line| of(line.code)).collect(),
        left_out: (0..statutory.len()).filter(|at| lines.iter().all(|line| line.code != statutory[*at].0)).collect(),
        below_statutory: total < statutory_total,
    })
}

/// Answer an offer: it lies on the table, and it is the other side's.
pub fn answer(state: State, of: Side, by: Side) -> Result<(), Refused> {
    if state != State::Open {
        return Err(Refused::in_state(
            state.name(),
            Words::new(
                "该方案已不在协商中，请以最新方案为准。",
                "This proposal is no longer on the table; look at the latest.",
            ),
        ));
    }
    if of == by {
        return Err(Refused::State {
            state: state.name(),
            code: "own_proposal",
            words: Words::new(
                "不能答复己方提出的方案，须由对方答复。",
                "Your own side made this proposal; the other side answers it.",
            ),
        });
    }
    Ok(())
}
