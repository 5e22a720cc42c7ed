//! Agreements as stored and sent.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, AgreementKind, SignerRole, SigningOrder, Stage};
use serde::{Deserialize, Serialize};
use signing::SignatureField;
use store::ids::{AccountId, AgreementId, EmployeeId, LegalEntityId, SeparationId, TemplateVersionId};
use store::schema::{agreement_copies, agreement_signers, agreements};
use store::{Db, Json, Money, Text, Tx};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::facts::AgreementFacts;
use super::signers::AgreementSigner;
pub(super) use super::view::{view, views};
pub(super) use super::words::{ContractWords, Words, open_words, seal_words};
use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, Problem, Scope};
use crate::templates::WrittenFrom;

/// Where somebody signs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FieldPlace {
    pub role: String,
    pub page: usize,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl From<SignatureField> for FieldPlace {
    fn from(field: SignatureField) -> Self {
        let SignatureField { role, page, x, y, width, height } = field;
        Self { role, page, x, y, width, height }
    }
}

impl From<FieldPlace> for SignatureField {
    fn from(place: FieldPlace) -> Self {
        let FieldPlace { role, page, x, y, width, height } = place;
        Self { role, page, x, y, width, height }
    }
}

/// An agreement as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = agreements)]
pub(super) struct Row {
    pub id: AgreementId,
    pub version: i32,
    pub number: String,
    pub legal_entity_id: LegalEntityId,
    pub employee_id: EmployeeId,
    pub kind: Text<AgreementKind>,
    pub separation_id: Option<SeparationId>,
    pub template_version_id: Option<TemplateVersionId>,
    pub title: String,
    pub stage: Text<Stage>,
    pub terms_sealed: Vec<u8>,
    pub original_sha256: Vec<u8>,
    pub document_sha256: Vec<u8>,
    pub pages: i32,
    pub fields: Json<Vec<FieldPlace>>,
    pub created_by: Option<AccountId>,
    pub created_at: DateTime<Utc>,
    pub reviewed_by: Option<AccountId>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub review_text: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    pub opened_at: Option<DateTime<Utc>>,
    pub expires_on: Option<NaiveDate>,
    pub reminded_on: Option<NaiveDate>,
    pub ended_reason: Option<String>,
    pub certificate_sha256: Option<Vec<u8>>,
    pub replaces_id: Option<AgreementId>,
}

/// The figures and days that were agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementTerms {
    pub lines: Vec<AgreementLine>,
    pub total: Money,
    /// Sum of the statutory figures 法定参照额.
    pub statutory_total: Money,
    pub below_statutory: bool,
    /// Income tax on it; null when the local figure is not known.
    pub tax: Option<Money>,
    /// `total − tax`.
    pub net: Option<Money>,
    /// Last day of the employment.
    pub last_day: NaiveDate,
    pub pay_on: NaiveDate,
}

/// One sum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AgreementLine {
    #[schema(example = "severance")]
    pub code: String,
    #[schema(example = "经济补偿")]
    pub label: String,
    pub amount: Money,
    /// What the law gives; null where it gives nothing.
    pub statutory: Option<Money>,
}

/// Another agreement, as one refers to it.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = agreements)]
pub struct AgreementRef {
    pub id: AgreementId,
    #[schema(example = "AGR-2026-0001")]
    pub number: String,
    #[schema(value_type = Stage)]
    pub stage: Text<Stage>,
    /// Null while the person has not received it.
    pub sent_at: Option<DateTime<Utc>>,
}

/// An agreement 协议.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Agreement {
    pub id: AgreementId,
    pub version: i32,
    #[schema(example = "AGR-2026-0001")]
    pub number: String,
    pub kind: AgreementKind,
    /// The case that it ends; null for a contract from a template.
    pub separation_id: Option<SeparationId>,
    /// The version of a template that it was written from.
    pub template_version_id: Option<TemplateVersionId>,
    /// The template of that version.
    pub template: Option<WrittenFrom>,
    pub employee: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    #[schema(example = "解除劳动合同协议书")]
    pub title: String,
    pub stage: Stage,
    /// SHA-256 of the file as it is now, in hex; a signature names it.
    pub document_sha256: String,
    /// SHA-256 of the file before any signature, in hex.
    pub original_sha256: String,
    pub pages: i32,
    /// What ends the employment; null for a contract from a template.
    pub terms: Option<AgreementTerms>,
    /// What is agreed in a contract from a template.
    pub facts: Option<AgreementFacts>,
    /// Keys of the clauses that are worded for this contract alone.
    #[schema(example = json!(["pay"]))]
    pub amended: Vec<String>,
    /// In whose place it stands.
    pub replaces: Option<AgreementRef>,
    /// What stands in its place, or will once it is sent.
    pub replaced_by: Option<AgreementRef>,
    pub signers: Vec<AgreementSigner>,
    pub signing_order: SigningOrder,
    /// Both signed by hand: the scan is among its paper signatures, and the file bears no signature.
    pub on_paper: bool,
    pub created_by: Option<EmployeeRef>,
    pub created_by_name: String,
    pub created_at: DateTime<Utc>,
    pub reviewed_by: Option<EmployeeRef>,
    pub reviewed_by_name: Option<String>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub review_text: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    /// When the person first opened the file.
    pub opened_at: Option<DateTime<Utc>>,
    /// Last day on which both may sign.
    pub expires_on: Option<NaiveDate>,
    /// Why it was declined or voided.
    pub ended_reason: Option<String>,
}

impl Versioned for Agreement {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Filters of the list of agreements.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgreementFilter {
    pub employee_id: Option<EmployeeId>,
    pub separation_id: Option<SeparationId>,
    pub kind: Option<AgreementKind>,
    pub stage: Option<Stage>,
}

/// Nobody reads an agreement about themselves before it is sent to them, whatever else they may see.
macro_rules! shown_to {
    ($who:expr) => {
        agreements::sent_at
            .is_not_null()
            .or(agreements::employee_id.ne($who.principal.employee.map_or(Uuid::nil(), Uuid::from)))
    };
}

/// Somebody who is no party but was named: the witness once it was sent, and who gets a copy once it is signed.
macro_rules! names {
    ($who:expr) => {{
        let me = $who.principal.employee.map_or(Uuid::nil(), Uuid::from);
        let is_witness = exists(
            agreement_signers::table
                .filter(agreement_signers::agreement_id.eq(agreements::id))
                .filter(agreement_signers::employee_id.eq(me)),
        );
        let gets_a_copy = exists(
            agreement_copies::table
                .filter(agreement_copies::agreement_id.eq(agreements::id))
                .filter(agreement_copies::employee_id.eq(me)),
        );
        let is_signed = agreements::stage.eq(Text(Stage::Signed));
        agreements::sent_at.is_not_null().and(is_witness.or(is_signed.and(gets_a_copy)))
    }};
}

impl Row {
    /// For the person it is about, and for those whose task it is.
    pub async fn find(mut db: &Db, who: &Caller, scope: &Scope, id: AgreementId, today: NaiveDate) -> Answer<Self> {
        Ok(agreements::table
            .filter(agreements::id.eq(id))
            .filter(scope.sees(agreements::employee_id, today))
            .filter(shown_to!(who))
            .select(Self::as_select())
            .first(&mut db)
            .await?)
    }

    /// The same, locked until the change is done.
    pub async fn lock(tx: &mut Tx, who: &Caller, scope: &Scope, id: AgreementId, today: NaiveDate) -> Answer<Self> {
        lock(tx, id).await?;
        Self::find(tx, who, scope, id, today).await
    }

    /// For these and for whoever was named in it.
    pub async fn find_named(
        mut db: &Db,
        who: &Caller,
        scope: &Scope,
        id: AgreementId,
        today: NaiveDate,
    ) -> Answer<Self> {
        Ok(agreements::table
            .filter(agreements::id.eq(id))
            .filter(scope.sees(agreements::employee_id, today).and(shown_to!(who)).or(names!(who)))
            .select(Self::as_select())
            .first(&mut db)
            .await?)
    }

    /// The same, locked until the change is done.
    pub async fn lock_named(
        tx: &mut Tx,
        who: &Caller,
        scope: &Scope,
        id: AgreementId,
        today: NaiveDate,
    ) -> Answer<Self> {
        lock(tx, id).await?;
        Self::find_named(tx, who, scope, id, today).await
    }

    pub async fn list(
        mut db: &Db,
        who: &Caller,
        scope: &Scope,
        filter: &AgreementFilter,
        today: NaiveDate,
        paging: &Paging,
    ) -> Answer<Page<Self>> {
        let mut query = agreements::table
            .filter(scope.sees(agreements::employee_id, today).and(shown_to!(who)).or(names!(who)))
            .order((agreements::created_at.desc(), agreements::id.desc()))
            .limit(paging.limit() + 1)
            .select(Self::as_select())
            .into_boxed();
        if let Some(employee) = filter.employee_id {
            query = query.filter(agreements::employee_id.eq(employee));
        }
        if let Some(separation) = filter.separation_id {
            query = query.filter(agreements::separation_id.eq(separation));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(agreements::kind.eq(Text(kind)));
        }
        if let Some(stage) = filter.stage {
            query = query.filter(agreements::stage.eq(Text(stage)));
        }
        if let Some((at, id)) = paging.after::<(DateTime<Utc>, AgreementId)>()? {
            query = query
                .filter(agreements::created_at.lt(at).or(agreements::created_at.eq(at).and(agreements::id.lt(id))));
        }
        Ok(Page::of(query.load(&mut db).await?, paging, |row| (row.created_at, row.id)))
    }

    /// Something that happened to this agreement; it belongs to the person's own trail.
    pub fn event(&self, kind: Kind) -> Event {
        Event::new(kind, self.legal_entity_id, self.id).about(self.employee_id)
    }

    /// The stage as it counts on a day: late is expired, even before the sweep has put that on record.
    pub fn stage_on(&self, today: NaiveDate) -> Stage {
        decisions::stage_on(self.stage.0, self.expires_on, today)
    }

    pub fn field(&self, role: SignerRole) -> Answer<SignatureField> {
        let place = self.fields.0.iter().find(|place| place.role == role.name()).cloned();
        place
            .map(SignatureField::from)
            .ok_or_else(|| Problem::from_internal("the agreement has no field for that signer"))
    }
}

async fn lock(tx: &mut Tx, id: AgreementId) -> Answer<()> {
    agreements::table.find(id).select(agreements::id).for_update().execute(tx).await?;
    Ok(())
}

/// Agreements about a person that they know nothing of: those that were never sent to them.
pub async fn hidden_from(mut db: &Db, employee: EmployeeId) -> Answer<Vec<Uuid>> {
    let ids: Vec<AgreementId> = agreements::table
        .filter(agreements::employee_id.eq(employee).and(agreements::sent_at.is_null()))
        .select(agreements::id)
        .load(&mut db)
        .await?;
    Ok(ids.into_iter().map(Uuid::from).collect())
}
