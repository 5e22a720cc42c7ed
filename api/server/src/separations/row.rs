//! Cases as stored and sent.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::{Decision, Progress, ServiceChannel, Side, Stage, UnionAnswer};
use law::Ground;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, AgreementId, DocumentId, EmployeeId, EmploymentId, LegalEntityId, SeparationId};
use store::schema::{employees, employments, legal_entities, separations};
use store::{Db, Json, Text, Tx};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::clock::civil_date;
use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, Problem, Scope};

/// Who did something, as known then: names do not change under what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Doer {
    pub account_id: Option<AccountId>,
    pub name: String,
    pub employee: Option<EmployeeRef>,
}

impl Doer {
    pub async fn of(mut db: &Db, who: &Caller) -> Answer<Self> {
        let employee = match who.principal.employee {
            None => None,
            Some(id) => Some(employees::table.find(id).select(EmployeeRef::as_select()).first(&mut db).await?),
        };
        Ok(Self { account_id: who.principal.account_id(), name: who.principal.name.clone(), employee })
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

/// The union's answer 工会意见.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SeparationUnionReply)]
pub struct UnionReply {
    pub answer: UnionAnswer,
    pub text: String,
    pub at: DateTime<Utc>,
    /// Who answered for the union.
    pub by_name: String,
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

/// A case as stored.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable, AsChangeset)]
#[diesel(table_name = separations, treat_none_as_null = true)]
pub(super) struct Row {
    pub id: SeparationId,
    pub version: i32,
    pub number: String,
    pub legal_entity_id: LegalEntityId,
    pub employee_id: EmployeeId,
    pub employment_id: EmploymentId,
    pub ground: String,
    pub initiator: Text<Side>,
    pub proposer: Text<Side>,
    pub reason: String,
    pub stage: Text<Stage>,
    pub open_to_employee: bool,
    pub last_day: Option<NaiveDate>,
    pub pay_on: Option<NaiveDate>,
    pub opened_by: Json<Doer>,
    pub opened_at: DateTime<Utc>,
    pub trade_union: Option<Json<UnionPart>>,
    pub approval: Option<Json<ApprovalPart>>,
    pub notice: Option<Json<NoticePart>>,
    pub agreement_id: Option<AgreementId>,
    pub agreement_signed_at: Option<DateTime<Utc>>,
    pub agreement_sha256: Option<Vec<u8>>,
    pub notice_document_id: Option<DocumentId>,
    pub certificate_document_id: Option<DocumentId>,
    pub settlement_sealed: Option<Vec<u8>>,
    pub completed_at: Option<DateTime<Utc>>,
    pub withdrawal: Option<Json<WithdrawalPart>>,
}

/// The person and the employer of a case, as the gate and the settlement need them.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Parties {
    pub employee: EmployeeRef,
    /// `male` or `female`.
    pub gender: String,
    pub birth_on: NaiveDate,
    pub hired_on: NaiveDate,
    pub city: String,
    pub has_union: bool,
}

/// A case with its parties.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub row: Row,
    pub parties: Parties,
}

/// A case 离职案件.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Separation {
    pub id: SeparationId,
    pub version: i32,
    #[schema(example = "SEP-2026-0001")]
    pub number: String,
    pub employee: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    /// Code of the ground 法定事由.
    #[schema(example = "40(2)")]
    pub ground: String,
    /// Who ends the employment.
    pub initiator: Side,
    /// Who proposed it 提出方; decides over severance under LCL 46(2).
    pub proposer: Side,
    pub reason: String,
    pub stage: Stage,
    /// Last day of the employment, planned or settled.
    pub last_day: Option<NaiveDate>,
    pub opened_by: Option<EmployeeRef>,
    pub opened_by_name: String,
    pub opened_at: DateTime<Utc>,
    pub union: Option<SeparationUnion>,
    pub approval: Option<SeparationApproval>,
    pub notice: Option<SeparationNotice>,
    pub agreement_id: Option<AgreementId>,
    pub certificate_document_id: Option<DocumentId>,
    pub completed_at: Option<DateTime<Utc>>,
    /// Why it was withdrawn.
    pub withdrawn_reason: Option<String>,
}

/// The union's part (LCL 43).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationUnion {
    pub notified_at: DateTime<Utc>,
    pub reasons: String,
    pub reply: Option<UnionReply>,
}

/// Approval by another person.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationApproval {
    pub requested_by: Option<EmployeeRef>,
    pub requested_by_name: String,
    pub requested_at: DateTime<Utc>,
    pub decision: Option<Decision>,
    pub by: Option<EmployeeRef>,
    pub by_name: Option<String>,
    pub at: Option<DateTime<Utc>>,
    pub reason: Option<String>,
}

/// The notice of dismissal and its service.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationNotice {
    pub document_id: DocumentId,
    pub issued_at: DateTime<Utc>,
    /// When it reached the person: the start of that day in China.
    pub served_at: Option<DateTime<Utc>>,
    pub served_on: Option<NaiveDate>,
    pub channel: ServiceChannel,
    pub tracking_number: Option<String>,
}

impl Versioned for Separation {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Filters of the list of cases.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SeparationFilter {
    pub employee_id: Option<EmployeeId>,
    pub stage: Option<Stage>,
}

macro_rules! cases {
    () => {
        separations::table
            .inner_join(employees::table)
            .inner_join(employments::table)
            .inner_join(legal_entities::table.on(legal_entities::id.eq(separations::legal_entity_id)))
    };
}

macro_rules! parties {
    () => {
        (
            (employees::id, employees::number, employees::name),
            employees::gender,
            employees::birth_on,
            employments::hired_on,
            legal_entities::city,
            legal_entities::has_union,
        )
    };
}

/// Hides a case from the person it is about until it is open to them, whatever else they may see.
macro_rules! open_to {
    ($who:expr) => {
        separations::open_to_employee.or(separations::employee_id.ne($who.principal.employee.map_or(Uuid::nil(), Uuid::from)))
    };
}

impl Case {
    /// A case in scope and open to the caller.
    pub async fn find(mut db: &Db, who: &Caller, scope: &Scope, id: SeparationId, today: NaiveDate) -> Answer<Self> {
        let (row, parties) = cases!()
            .filter(separations::id.eq(id))
            .filter(scope.sees(separations::employee_id, today))
            .filter(open_to!(who))
            .select((Row::as_select(), parties!()))
            .first(&mut db)
            .await?;
        Ok(Self { row, parties })
    }

    /// The same, locked until the change is done.
    pub async fn lock(tx: &mut Tx, who: &Caller, scope: &Scope, id: SeparationId, today: NaiveDate) -> Answer<Self> {
        let (row, parties) = cases!()
            .filter(separations::id.eq(id))
            .filter(scope.sees(separations::employee_id, today))
            .filter(open_to!(who))
            .select((Row::as_select(), parties!()))
            .for_update()
            .of(separations::table)
            .first(tx)
            .await?;
        Ok(Self { row, parties })
    }

    /// Locked by another slice on the case's behalf, whoever calls.
    pub async fn lock_for_slice(tx: &mut Tx, id: SeparationId) -> Answer<Self> {
        Self::lock(tx, &Caller::system(), &Scope::default(), id, NaiveDate::MIN).await
    }
}
