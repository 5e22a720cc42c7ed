//! Closed sets are written and read by the names they have in the API and the database.

use std::fmt;
use std::str::FromStr;

/// The name is none of the set's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such name")]
pub struct UnknownName;

macro_rules! written_by_name {
    ($($set:ty),* $(,)?) => {$(
        impl fmt::Display for $set {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl FromStr for $set {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                Self::named(name).ok_or(UnknownName)
            }
        }
    )*};
}

written_by_name! {
    crate::acknowledgement::Answer,
    crate::alerts::Kind,
    crate::alerts::State,
    crate::checkins::Kind,
    crate::deadlines::Flaw,
    crate::deadlines::Kind,
    crate::deadlines::Owner,
    crate::deadlines::State,
    crate::disputes::Stage,
    crate::disputes::StepKind,
    crate::identity::Gender,
    crate::plans::Outcome,
    crate::plans::Stage,
    crate::reviews::Stage,
    crate::roster::ContractKind,
    crate::scoring::Direction,
    crate::standards::Kind,
    crate::standards::Status,
}
