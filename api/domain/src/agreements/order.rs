//! Which side signs first (签署顺序).

use serde::{Deserialize, Serialize};

use super::{Stage, refused};
use crate::named::named;
use crate::refused::{Refused, Words};
use crate::separations::Side;

/// Which side signs first (签署顺序).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SigningOrder {
    /// 不分先后
    #[default]
    Any,
    /// 员工先签
    EmployeeFirst,
    /// 公司先盖章
    EmployerFirst,
}

impl SigningOrder {
    /// In the order of the API.
    pub const ALL: [Self; 3] = [Self::Any, Self::EmployeeFirst, Self::EmployerFirst];

    /// The name in the API and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::EmployeeFirst => "employee_first",
            Self::EmployerFirst => "employer_first",
        }
    }

    /// The order in which this side signs after the other, or either may begin.
    pub const fn last(side: Option<Side>) -> Self {
        match side {
            None => Self::Any,
            Some(Side::Employer) => Self::EmployeeFirst,
            Some(Side::Employee) => Self::EmployerFirst,
        }
    }

    /// This side signs once the other has.
    pub fn is_last(self, side: Side) -> bool {
        self != Self::Any && self == Self::last(Some(side))
    }
}

named!(SigningOrder);

/// One side's part in the signing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    pub has_signed: bool,
    /// It signs once the other side has.
    pub after_other: bool,
}

/// One side signs (签署).
pub fn sign(stage: Stage, own: Part, other: Part) -> Result<Stage, Refused> {
    match (stage.is_open_for_signing(), own.has_signed, other.has_signed) {
        (true, false, false) if own.after_other => Err(not_your_turn(stage)),
        (true, false, false) => Ok(Stage::PartlySigned),
        (true, false, true) => Ok(Stage::Signed),
        (true, true, _) => Err(refused(stage, "您这一方已经签署。", "Your side has signed already.")),
        (false, ..) if stage == Stage::Expired => Err(refused(
            stage,
            "签署期限已过，请公司重新发出。",
            "The time to sign has passed; the employer can send a new one.",
        )),
        (false, ..) => Err(refused(stage, "该协议现在不能签署。", "It cannot be signed now.")),
    }
}

fn not_your_turn(stage: Stage) -> Refused {
    Refused::State {
        state: stage.name(),
        code: "not_your_turn",
        words: Words::new(
            "这份协议约定由对方先签署。对方签署后会通知您，届时请签署。",
            "The other side signs this one first. You are told once it has.",
        ),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn whoever_comes_second_waits_for_the_other() {
        for order in SigningOrder::ALL {
            let part = |side, has_signed| Part { has_signed, after_other: order.is_last(side) };
            for (side, other) in [(Side::Employee, Side::Employer), (Side::Employer, Side::Employee)] {
                let first = sign(Stage::Sent, part(side, false), part(other, false));
                match order.is_last(side) {
                    true => assert_eq!(first.unwrap_err().code(), "not_your_turn"),
                    false => assert_eq!(first, Ok(Stage::PartlySigned)),
                }
                assert_eq!(sign(Stage::PartlySigned, part(side, false), part(other, true)), Ok(Stage::Signed));
            }
            let last = [Side::Employee, Side::Employer].into_iter().find(|side| order.is_last(*side));
            assert_eq!(SigningOrder::last(last), order);
        }
    }
}
