//! Whether a person is who they say (身份核验): a question to whoever keeps a register, and what it answers.

mod record;
mod service;

use chrono::{DateTime, Utc};
use serde::Serialize;

pub use domain::identity::check::{Claimed, Outcome};
pub use record::EmployersRecord;
pub use service::LicensedService;

/// An answer, as it goes on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    pub outcome: Outcome,
    /// What kind of register: `employer_record`, `licensed_service`.
    pub source: &'static str,
    /// Whose it is, in words.
    pub source_name: String,
    /// The register's number of this answer; none when there was no answer.
    pub reference: Option<String>,
    pub at: DateTime<Utc>,
}

impl Checked {
    /// Where it can be looked up: `licensed_service:20261127-88`.
    pub fn cited(&self) -> Option<String> {
        self.reference.as_ref().map(|reference| format!("{}:{reference}", self.source))
    }
}

/// A register that people are checked against. Its methods may block.
pub trait IdentityCheck: Send + Sync {
    /// Asks under the caller's own number. Never fails: what cannot be told is [`Outcome::Unavailable`].
    fn check(&self, claimed: &Claimed, reference: &str, at: DateTime<Utc>) -> Checked;
}
