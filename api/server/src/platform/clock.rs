//! Time is given, never taken: the system's clock, or a simulated one for demonstrations and tests.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use chrono_tz::Asia::Shanghai;

/// Where "now" comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    /// A file that holds an RFC 3339 instant. Whoever may write it decides what time it is, so the
    /// service says so in `/auth/me` and on every page.
    File(Arc<PathBuf>),
    /// Set by the test or the demonstration that owns it.
    Manual(Arc<std::sync::RwLock<DateTime<Utc>>>),
}

impl Clock {
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self::Manual(Arc::new(std::sync::RwLock::new(at)))
    }

    /// Now, to the microsecond (what PostgreSQL keeps).
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Self::System => system_now(),
            Self::File(path) => std::fs::read_to_string(path.as_ref())
                .ok()
                .and_then(|text| DateTime::parse_from_rfc3339(text.trim()).ok())
                .map_or_else(system_now, |at| at.to_utc()),
            Self::Manual(at) => *at.read().unwrap_or_else(std::sync::PoisonError::into_inner),
        };
        now.trunc_subsecs(6)
    }

    /// The civil date in China.
    pub fn today(&self) -> NaiveDate {
        civil_date(self.now())
    }

    pub fn is_simulated(&self) -> bool {
        !matches!(self, Self::System)
    }

    /// Moves a manual clock; the others cannot be set from here.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Manual(at) = self {
            *at.write().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
        }
    }
}

/// The civil date in China of an instant.
pub fn civil_date(at: DateTime<Utc>) -> NaiveDate {
    civil_time(at).date()
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}

/// The time on the clocks of China.
pub fn civil_time(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Shanghai).naive_local()
}
