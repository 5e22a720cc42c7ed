//! The parts of a case that are kept as JSON: who did what in it, and when.

use chrono::{DateTime, NaiveDate, Utc};
use domain::separations::{Decision, ServiceChannel};
use serde::{Deserialize, Serialize};
use store::ids::AccountId;

use super::view::UnionReply;
use crate::employees::EmployeeRef;
use crate::platform::access::Caller;

/// Who did something, as known then: names do not change under what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Doer {
    pub account_id: Option<AccountId>,
    pub name: String,
    pub employee: Option<EmployeeRef>,
}

impl Doer {
    pub fn of(who: &Caller) -> Self {
        let principal = &who.principal;
        Self { account_id: principal.account_id(), name: principal.name.clone(), employee: principal.person.clone() }
    }

    /// The same account, or another account of the same person.
    pub fn is(&self, who: &Caller) -> bool {
        let same_person = self.employee.as_ref().is_some_and(|employee| who.principal.employee == Some(employee.id));
        same_person || (self.account_id.is_some() && self.account_id == who.principal.account_id())
    }
}

/// What went to the union and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UnionPart {
    pub notified_at: DateTime<Utc>,
    pub by: Doer,
    pub reasons: String,
    /// SHA-256 of the letter, in hex.
    pub sha256: String,
    pub size: usize,
    pub reply: Option<UnionReply>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ApprovalPart {
    pub requested_by: Doer,
    pub requested_at: DateTime<Utc>,
    pub decided: Option<Decided>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Decided {
    pub decision: Decision,
    pub by: Doer,
    pub at: DateTime<Utc>,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NoticePart {
    pub issued_at: DateTime<Utc>,
    pub by: Doer,
    /// How it is to reach the person.
    pub delivery_channel: ServiceChannel,
    /// SHA-256 of the notice, in hex.
    pub sha256: String,
    pub served: Option<Served>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Served {
    pub channel: ServiceChannel,
    pub served_on: NaiveDate,
    pub tracking_number: Option<String>,
    pub recorded_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WithdrawalPart {
    pub at: DateTime<Utc>,
    pub by: Doer,
    pub reason: String,
}

/// Missing evidence that somebody let pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OverridePart {
    pub codes: Vec<String>,
    pub reason: String,
    pub by: Doer,
    pub at: DateTime<Utc>,
}

/// The employer's answer to an employee's notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ReceiptPart {
    pub by: Doer,
    pub at: DateTime<Utc>,
    pub received_on: NaiveDate,
    pub text: String,
}
