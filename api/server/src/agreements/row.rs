//! Agreements as stored and sent.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, AgreementKind, Stage};
use domain::separations::Side;
use serde::{Deserialize, Serialize};
use signing::SignatureField;
use store::ids::{AccountId, AgreementId, EmployeeId, LegalEntityId, SeparationId, TemplateVersionId};
use store::schema::{accounts, agreement_signers, agreements, employees};
use store::{Db, Json, Money, Text, Tx};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::facts::AgreementFacts;
use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Problem, Scope};

/// Where a side signs.
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
}

/// One side's part, as stored.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = agreement_signers)]
pub(super) struct SignerRow {
    pub agreement_id: AgreementId,
    pub role: Text<Side>,
    pub name: String,
    pub state: String,
    pub account_id: Option<AccountId>,
    pub signed_at: Option<DateTime<Utc>>,
    pub code_for: Option<AccountId>,
    pub code_sent_at: Option<DateTime<Utc>>,
    pub codes_sent: i32,
    pub wrong_tries: i32,
}

impl SignerRow {
    pub fn has_signed(&self) -> bool {
        self.state == "signed"
    }
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

/// One side of an agreement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementSigner {
    pub role: Side,
    /// In whose name it is signed.
    pub name: String,
    pub state: SignerState,
    pub signed_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignerState {
    Waiting,
    Signed,
    Declined,
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
    pub signers: Vec<AgreementSigner>,
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

impl Row {
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
        agreements::table.find(id).select(agreements::id).for_update().execute(tx).await?;
        Self::find(tx, who, scope, id, today).await
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
            .filter(scope.sees(agreements::employee_id, today))
            .filter(shown_to!(who))
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

    pub fn field(&self, side: Side) -> Answer<SignatureField> {
        let place = self.fields.0.iter().find(|place| place.role == side.name()).cloned();
        place
            .map(SignatureField::from)
            .ok_or_else(|| Problem::from_internal("the agreement has no field for that side"))
    }
}

/// Both sides of an agreement.
pub(super) async fn signers(mut db: &Db, id: AgreementId) -> Answer<Vec<SignerRow>> {
    Ok(agreement_signers::table
        .filter(agreement_signers::agreement_id.eq(id))
        .order(agreement_signers::role)
        .select(SignerRow::as_select())
        .load(&mut db)
        .await?)
}

const TERMS: &str = "agreements.terms";

/// What is agreed, as stored: sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Words {
    /// In a separation agreement.
    Terms(AgreementTerms),
    /// In a contract from a template.
    Facts(AgreementFacts),
}

pub(super) fn seal_words(app: &App, words: &Words) -> Answer<Vec<u8>> {
    let json = serde_json::to_string(words).map_err(Problem::from_internal)?;
    Ok(app.keyring.seal_column(TERMS, &json)?)
}

pub(super) fn open_words(app: &App, row: &Row) -> Answer<Words> {
    serde_json::from_str(&app.keyring.open_column(TERMS, &row.terms_sealed)?).map_err(Problem::from_internal)
}

type Doer = (String, Option<EmployeeRef>);

/// One agreement as sent.
pub(super) async fn view(app: &App, db: &Db, row: Row) -> Answer<Agreement> {
    views(app, db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Agreements as sent; three statements, however many.
pub(super) async fn views(app: &App, mut db: &Db, rows: Vec<Row>) -> Answer<Vec<Agreement>> {
    let (mut two, mut three) = (db, db);
    let ids: Vec<AgreementId> = rows.iter().map(|row| row.id).collect();
    let people: Vec<EmployeeId> = rows.iter().map(|row| row.employee_id).collect();
    let doers: Vec<AccountId> = rows.iter().flat_map(|row| [row.created_by, row.reviewed_by]).flatten().collect();
    let (signers, people, doers) = tokio::try_join!(
        agreement_signers::table
            .filter(agreement_signers::agreement_id.eq_any(&ids))
            .order(agreement_signers::role)
            .select(SignerRow::as_select())
            .load::<SignerRow>(&mut db),
        employees::table
            .filter(employees::id.eq_any(&people))
            .select(EmployeeRef::as_select())
            .load::<EmployeeRef>(&mut two),
        accounts::table
            .left_join(employees::table)
            .filter(accounts::id.eq_any(&doers))
            .select((accounts::id, (accounts::display_name, Option::<EmployeeRef>::as_select())))
            .load::<(AccountId, Doer)>(&mut three),
    )?;
    let people: HashMap<EmployeeId, EmployeeRef> = people.into_iter().map(|person| (person.id, person)).collect();
    let doers: HashMap<AccountId, Doer> = doers.into_iter().collect();
    rows.into_iter().map(|row| one_view(app, row, &signers, &people, &doers)).collect()
}

fn one_view(
    app: &App,
    row: Row,
    signers: &[SignerRow],
    people: &HashMap<EmployeeId, EmployeeRef>,
    doers: &HashMap<AccountId, Doer>,
) -> Answer<Agreement> {
    let (terms, facts) = match open_words(app, &row)? {
        Words::Terms(terms) => (Some(terms), None),
        Words::Facts(facts) => (None, Some(facts)),
    };
    let doer = |account: Option<AccountId>| account.and_then(|id| doers.get(&id)).cloned();
    let (created_by_name, created_by) = doer(row.created_by).unwrap_or_default();
    let (reviewed_by_name, reviewed_by) = doer(row.reviewed_by).unzip();
    let signers = signers.iter().filter(|signer| signer.agreement_id == row.id).map(|signer| AgreementSigner {
        role: signer.role.0,
        name: signer.name.clone(),
        state: match signer.state.as_str() {
            "signed" => SignerState::Signed,
            "declined" => SignerState::Declined,
            _ => SignerState::Waiting,
        },
        signed_at: signer.signed_at,
    });
    Ok(Agreement {
        id: row.id,
        version: row.version,
        number: row.number,
        kind: row.kind.0,
        separation_id: row.separation_id,
        template_version_id: row.template_version_id,
        employee: people.get(&row.employee_id).cloned().ok_or_else(Problem::not_found)?,
        legal_entity_id: row.legal_entity_id,
        title: row.title,
        stage: row.stage.0,
        document_sha256: hex::encode(row.document_sha256),
        original_sha256: hex::encode(row.original_sha256),
        pages: row.pages,
        terms,
        facts,
        signers: signers.collect(),
        created_by,
        created_by_name,
        created_at: row.created_at,
        reviewed_by: reviewed_by.flatten(),
        reviewed_by_name,
        reviewed_at: row.reviewed_at,
        review_text: row.review_text,
        sent_at: row.sent_at,
        opened_at: row.opened_at,
        expires_on: row.expires_on,
        ended_reason: row.ended_reason,
    })
}
