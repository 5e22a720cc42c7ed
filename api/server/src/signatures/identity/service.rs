//! A licensed service over HTTP, such as one that asks the register of the public security organs.
//!
//! `POST /identity-checks` `{reference, name, national_id, phone}` → `{result: matched | not_matched | unavailable,
//! reference, checked_at}`

use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::check::{Claimed, Outcome};
use serde::{Deserialize, Serialize};

use super::{Checked, IdentityCheck};
use crate::platform::service::{Endpoint, NoClient, Service};

/// How far the service's time may be from ours.
const FARTHEST: TimeDelta = TimeDelta::minutes(5);
/// Longest number of an answer.
const LONGEST: usize = 100;

/// A service by its interface.
pub struct LicensedService {
    service: Service,
    /// As it goes on record.
    name: String,
}

impl LicensedService {
    pub fn new(endpoint: Endpoint, name: String) -> Result<Self, NoClient> {
        Ok(Self { service: Service::new(endpoint)?, name })
    }
}

#[derive(Serialize)]
struct Question<'a> {
    reference: &'a str,
    name: &'a str,
    national_id: &'a str,
    phone: Option<&'a str>,
}

#[derive(Deserialize)]
struct Answer {
    result: Outcome,
    reference: String,
    checked_at: DateTime<Utc>,
}

impl Answer {
    /// An answer without a number that can be looked up, or from another time, is none.
    fn is_one(&self, now: DateTime<Utc>) -> bool {
        let number = self.reference.trim();
        !number.is_empty()
            && number.len() <= LONGEST
            && !number.contains(char::is_control)
            && (self.checked_at - now).abs() <= FARTHEST
            && self.result != Outcome::Unavailable
    }
}

impl IdentityCheck for LicensedService {
    fn check(&self, claimed: &Claimed, reference: &str, at: DateTime<Utc>) -> Checked {
        let Claimed { name, national_id, phone } = claimed;
        let question = Question { reference, name, national_id, phone: phone.as_deref() };
        let answer = self.service.post::<Answer>("/identity-checks", &question).ok().filter(|answer| answer.is_one(at));
        let (source, source_name) = ("licensed_service", self.name.clone());
        match answer {
            Some(Answer { result, reference, checked_at }) => {
                let reference = Some(reference.trim().to_owned());
                Checked { outcome: result, source, source_name, reference, at: checked_at }
            }
            None => Checked { outcome: Outcome::Unavailable, source, source_name, reference: None, at },
        }
    }
}
