//! Who signs an agreement: the employee, the employer, and a witness where one was named.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{Part, SignerRole, SigningOrder, turns};
use serde::Serialize;
use store::ids::{AccountId, AgreementId, EmployeeId};
use store::schema::agreement_signers;
use store::{Db, Text};
use utoipa::ToSchema;

use super::row::Row;
use crate::platform::access::Caller;
use crate::platform::{Answer, Guard, Problem, perm};

/// One signer's part, as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = agreement_signers)]
pub(super) struct SignerRow {
    pub agreement_id: AgreementId,
    pub role: Text<SignerRole>,
    pub name: String,
    pub state: String,
    pub account_id: Option<AccountId>,
    pub signed_at: Option<DateTime<Utc>>,
    pub code_for: Option<AccountId>,
    pub code_sent_at: Option<DateTime<Utc>>,
    pub codes_sent: i32,
    pub wrong_tries: i32,
    /// The colleague who is the witness.
    pub employee_id: Option<EmployeeId>,
    pub waits_for: Option<Text<SignerRole>>,
}

impl SignerRow {
    pub fn has_signed(&self) -> bool {
        self.state == "signed"
    }

    fn part(&self) -> Part {
        let waits_for = self.waits_for.as_ref().map(|role| role.0);
        Part { role: self.role.0, has_signed: self.has_signed(), waits_for }
    }

    /// The person who signs here, unless it is the company.
    pub fn person(&self, row: &Row) -> Option<EmployeeId> {
        match self.role.0 {
            SignerRole::Employee => Some(row.employee_id),
            SignerRole::Witness => self.employee_id,
            SignerRole::Employer => None,
        }
    }
}

/// Everybody who signs one agreement.
#[derive(Clone, Debug, Default)]
pub(super) struct Signers(Vec<SignerRow>);

impl Signers {
    pub async fn of(mut db: &Db, id: AgreementId) -> Answer<Self> {
        let rows = agreement_signers::table
            .filter(agreement_signers::agreement_id.eq(id))
            .order(agreement_signers::role)
            .select(SignerRow::as_select())
            .load(&mut db)
            .await?;
        Ok(Self(rows))
    }

    pub fn get(&self, role: SignerRole) -> Answer<&SignerRow> {
        let found = self.0.iter().find(|signer| signer.role.0 == role);
        found.ok_or_else(|| Problem::from_internal("an agreement lacks a signer"))
    }

    pub fn witness(&self) -> Option<&SignerRow> {
        self.0.iter().find(|signer| signer.role.0 == SignerRole::Witness)
    }

    /// The caller's own part: the employee's, the witness's, or the employer's for those whose task that is.
    pub fn own(&self, who: &Guard<perm::AgreementsSign>, row: &Row) -> Answer<&SignerRow> {
        let me = who.principal.employee;
        if me == Some(row.employee_id) {
            return self.get(SignerRole::Employee);
        }
        if let Some(witness) = self.witness().filter(|witness| me.is_some() && witness.employee_id == me) {
            return Ok(witness);
        }
        if who.scope().is_by_role() { self.employer(who, row) } else { Err(Problem::forbidden()) }
    }

    /// The employer's part. Whoever prepared the agreement does not sign it.
    pub fn employer(&self, who: &Caller, row: &Row) -> Answer<&SignerRow> {
        if row.created_by == who.principal.account_id() {
            return Err(Problem::separation_of_duties());
        }
        self.get(SignerRole::Employer)
    }

    pub fn parts(&self) -> Vec<Part> {
        self.0.iter().map(SignerRow::part).collect()
    }

    pub fn order(&self) -> SigningOrder {
        SigningOrder::of(&self.parts())
    }

    pub fn iter(&self) -> impl Iterator<Item = &SignerRow> {
        self.0.iter()
    }

    pub fn push(&mut self, signer: SignerRow) {
        self.0.push(signer);
    }

    pub fn have_signed(&self) -> i64 {
        self.0.iter().map(|signer| i64::from(signer.has_signed())).sum()
    }

    /// Everybody else has signed.
    pub fn is_last(&self, role: SignerRole) -> bool {
        self.0.iter().all(|signer| signer.role.0 == role || signer.has_signed())
    }

    /// Whose turn it is once this one has signed, and was not before.
    pub fn next(&self, role: SignerRole) -> Vec<SignerRole> {
        let (before, mut after) = (self.parts(), self.parts());
        after.iter_mut().filter(|part| part.role == role).for_each(|part| part.has_signed = true);
        let waited = |turn: &SignerRole| turns(&before).all(|already| already != *turn);
        turns(&after).filter(waited).collect()
    }

    /// The accounts that have signed.
    pub fn accounts(&self) -> impl Iterator<Item = Option<AccountId>> {
        self.0.iter().map(|signer| signer.account_id)
    }
}

diesel::alias!(agreement_signers as earlier_signers: EarlierSigners);

/// A signer waits for nobody.
#[diesel::dsl::auto_type]
pub(super) fn is_its_turn() -> _ {
    let signed: &'static str = "signed";
    let has_signed = earlier_signers
        .filter(earlier_signers.field(agreement_signers::agreement_id).eq(agreement_signers::agreement_id))
        .filter(earlier_signers.field(agreement_signers::role).nullable().eq(agreement_signers::waits_for))
        .filter(earlier_signers.field(agreement_signers::state).eq(signed));
    agreement_signers::waits_for.is_null().or(exists(has_signed))
}

/// One signer of an agreement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementSigner {
    pub role: SignerRole,
    /// In whose name it is signed.
    pub name: String,
    /// The witness, who is a colleague; null for both sides.
    pub employee_id: Option<EmployeeId>,
    pub state: SignerState,
    pub signed_at: Option<DateTime<Utc>>,
    /// Whose signature comes before this one; null where there is no need to wait.
    pub waits_for: Option<SignerRole>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignerState {
    Waiting,
    Signed,
    Declined,
}

impl From<&SignerRow> for AgreementSigner {
    fn from(signer: &SignerRow) -> Self {
        Self {
            role: signer.role.0,
            name: signer.name.clone(),
            employee_id: signer.employee_id,
            state: match signer.state.as_str() {
                "signed" => SignerState::Signed,
                "declined" => SignerState::Declined,
                _ => SignerState::Waiting,
            },
            signed_at: signer.signed_at,
            waits_for: signer.waits_for.as_ref().map(|role| role.0),
        }
    }
}
