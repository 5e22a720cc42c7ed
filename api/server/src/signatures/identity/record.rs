//! The working default: what the employer itself keeps. It proves no more than that, and says so.

use chrono::{DateTime, Utc};
use domain::identity::check::{Claimed, Outcome, compare};

use super::{Checked, IdentityCheck};

/// The record of one person, as HR keeps it.
pub struct EmployersRecord(pub Option<Claimed>);

impl IdentityCheck for EmployersRecord {
    fn check(&self, claimed: &Claimed, reference: &str, at: DateTime<Utc>) -> Checked {
        let outcome = self.0.as_ref().map_or(Outcome::Unavailable, |record| compare(claimed, record));
        Checked {
            outcome,
            source: "employer_record",
            source_name: "用人单位自有人事记录，非国家数据源".into(),
            reference: (outcome != Outcome::Unavailable).then(|| reference.to_owned()),
            at,
        }
    }
}
