//! Duties as stored, each with all that happened to it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::acknowledgement;
use domain::non_competes::{BoundAs, Decision, Duty, begins_after};
use domain::separations::{Side, Stage};
use serde::{Deserialize, Serialize};
use store::ids::{DocumentId, EmployeeId, LegalEntityId, NonCompeteId, SeparationId};
use store::schema::non_competes;
use store::{Db, Json, Money, Text, Tx};
use utoipa::IntoParams;
use uuid::Uuid;

use super::super::parts::Doer;
use super::super::settlement::Computed;
use crate::employees::EmployeeRef;
use crate::platform::crypto::Keyring;
use crate::platform::http::{Page, Paging};
use crate::platform::{Answer, Problem, Scope};

const PAY: &str = "non_competes.pay";
const ENDING: &str = "non_competes.ending";
const AMOUNT: &str = "non_compete_payments.amount";

diesel::table! {
    non_compete_records (id) {
        id -> Uuid,
        version -> Int4,
        separation_id -> Uuid,
        legal_entity_id -> Uuid,
        employee_id -> Uuid,
        decision -> Text,
        reason -> Text,
        bound_as -> Nullable<Text>,
        scope -> Nullable<Text>,
        region -> Nullable<Text>,
        months -> Nullable<Int2>,
        pay_day -> Nullable<Int2>,
        pay_sealed -> Nullable<Bytea>,
        document_id -> Uuid,
        decided_by -> Jsonb,
        decided_at -> Timestamptz,
        ended_on -> Nullable<Date>,
        ended_by -> Nullable<Text>,
        ending_sealed -> Nullable<Bytea>,
        employee_number -> Text,
        employee_name -> Text,
        case_number -> Text,
        case_stage -> Text,
        last_day -> Nullable<Date>,
        answer -> Nullable<Text>,
        answer_text -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
        payments -> Jsonb,
        statements -> Jsonb,
    }
}

/// A duty on its way in.
#[derive(Debug, Insertable)]
#[diesel(table_name = non_competes)]
pub(super) struct NewRow {
    pub id: NonCompeteId,
    pub separation_id: SeparationId,
    pub legal_entity_id: LegalEntityId,
    pub employee_id: EmployeeId,
    pub decision: Text<Decision>,
    pub reason: String,
    pub bound_as: Option<Text<BoundAs>>,
    pub scope: Option<String>,
    pub region: Option<String>,
    pub months: Option<i16>,
    pub pay_day: Option<i16>,
    pub pay_sealed: Option<Vec<u8>>,
    pub document_id: DocumentId,
    pub decided_by: Json<Doer>,
    pub decided_at: DateTime<Utc>,
}

/// What is paid for each month, and how that follows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Pay {
    pub monthly: Money,
    /// Without the wages of the last year there is nothing to measure it against.
    pub computed: Option<Computed>,
}

/// How it was ended early.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Ending {
    pub by: Doer,
    pub at: DateTime<Utc>,
    pub text: String,
    pub cost: Computed,
    /// On top of the months that were kept.
    pub extra: Money,
}

/// A payment as the view reads it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PaymentRow {
    pub instalment: Option<u32>,
    /// Sealed, in hex.
    amount: String,
    pub settles: bool,
    pub paid_on: NaiveDate,
    pub by: Doer,
    pub at: DateTime<Utc>,
}

/// What the employee stated.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct StatementRow {
    pub instalments: Vec<u32>,
    pub text: String,
    pub at: DateTime<Utc>,
}

/// A duty with all that happened to it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = non_compete_records)]
pub(super) struct Record {
    pub id: NonCompeteId,
    pub version: i32,
    pub separation_id: SeparationId,
    pub legal_entity_id: LegalEntityId,
    pub employee_id: EmployeeId,
    pub decision: Text<Decision>,
    pub reason: String,
    pub bound_as: Option<Text<BoundAs>>,
    pub scope: Option<String>,
    pub region: Option<String>,
    months: Option<i16>,
    pub pay_day: Option<i16>,
    pay_sealed: Option<Vec<u8>>,
    pub document_id: DocumentId,
    pub decided_by: Json<Doer>,
    pub decided_at: DateTime<Utc>,
    pub ended_on: Option<NaiveDate>,
    pub ended_by: Option<Text<Side>>,
    ending_sealed: Option<Vec<u8>>,
    employee_number: String,
    employee_name: String,
    pub case_number: String,
    pub case_stage: Text<Stage>,
    pub last_day: Option<NaiveDate>,
    pub answer: Option<Text<acknowledgement::Answer>>,
    pub answer_text: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
    pub payments: Json<Vec<PaymentRow>>,
    pub statements: Json<Vec<StatementRow>>,
}

/// Filters of the list of non-compete duties.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NonCompeteFilter {
    pub employee_id: Option<EmployeeId>,
    /// Only those that bind and were not ended early.
    pub running: Option<bool>,
}

impl Record {
    /// A page of the duties in scope, latest first; one statement.
    pub async fn list(
        mut db: &Db,
        scope: &Scope,
        filter: &NonCompeteFilter,
        paging: &Paging,
        today: NaiveDate,
    ) -> Answer<Page<Self>> {
        let mut query = non_compete_records::table
            .filter(scope.sees(non_compete_records::employee_id, today))
            .order((non_compete_records::decided_at.desc(), non_compete_records::id.desc()))
            .limit(paging.limit() + 1)
            .select(Self::as_select())
            .into_boxed();
        if let Some(employee) = filter.employee_id {
            query = query.filter(non_compete_records::employee_id.eq(employee));
        }
        if let Some(running) = filter.running {
            let runs = non_compete_records::decision
                .eq(Text(Decision::Activated))
                .and(non_compete_records::ended_on.is_null())
                .and(non_compete_records::case_stage.ne(Text(Stage::Withdrawn)));
            query = if running { query.filter(runs) } else { query.filter(diesel::dsl::not(runs)) };
        }
        if let Some((at, id)) = paging.after::<(DateTime<Utc>, NonCompeteId)>()? {
            let same = non_compete_records::decided_at.eq(at).and(non_compete_records::id.lt(id));
            query = query.filter(non_compete_records::decided_at.lt(at).or(same));
        }
        Ok(Page::of(query.load(&mut db).await?, paging, |row: &Self| (row.decided_at, row.id)))
    }

    /// Those in scope that bind and may have something due: neither given up, nor ended, nor of a withdrawn case.
    pub async fn running(mut db: &Db, scope: &Scope, today: NaiveDate) -> Answer<Vec<Self>> {
        Ok(non_compete_records::table
            .filter(scope.sees(non_compete_records::employee_id, today))
            .filter(non_compete_records::decision.eq(Text(Decision::Activated)))
            .filter(non_compete_records::case_stage.ne(Text(Stage::Withdrawn)))
            .select(Self::as_select())
            .load(&mut db)
            .await?)
    }

    /// One in scope; 404 when there is none.
    pub async fn find(mut db: &Db, scope: &Scope, id: NonCompeteId, today: NaiveDate) -> Answer<Self> {
        Ok(non_compete_records::table
            .find(id)
            .filter(scope.sees(non_compete_records::employee_id, today))
            .select(Self::as_select())
            .first(&mut db)
            .await?)
    }

    /// The same, locked until the change is done.
    pub async fn lock(tx: &mut Tx, scope: &Scope, id: NonCompeteId, today: NaiveDate) -> Answer<Self> {
        non_competes::table.find(id).select(non_competes::id).for_update().execute(tx).await?;
        Self::find(tx, scope, id, today).await
    }

    /// What was said in a case; the caller has found the case in scope.
    pub async fn of_case(mut db: &Db, case: SeparationId) -> Answer<Option<Self>> {
        Ok(non_compete_records::table
            .filter(non_compete_records::separation_id.eq(case))
            .select(Self::as_select())
            .first(&mut db)
            .await
            .optional()?)
    }

    /// Writes the next version, which every change of the duty has.
    pub async fn touch(&self, tx: &mut Tx) -> Answer<()> {
        let next = non_competes::version.eq(self.version + 1);
        diesel::update(non_competes::table.find(self.id)).set(next).execute(tx).await?;
        Ok(())
    }

    pub fn person(&self) -> EmployeeRef {
        EmployeeRef { id: self.employee_id, number: self.employee_number.clone(), name: self.employee_name.clone() }
    }

    /// The duty, where it binds; a case that was withdrawn brings none.
    pub fn duty(&self) -> Option<Duty> {
        let (months, pay_day) = (self.months?, self.pay_day?);
        let last_day = self.last_day.filter(|_| self.case_stage.0 != Stage::Withdrawn)?;
        Some(Duty {
            from_on: begins_after(last_day),
            months: u32::try_from(months).ok()?,
            pay_day: u32::try_from(pay_day).ok()?,
            ended_on: self.ended_on,
        })
    }

    pub fn pay(&self, keyring: &Keyring) -> Answer<Option<Pay>> {
        self.pay_sealed.as_ref().map(|sealed| open(keyring, PAY, sealed)).transpose()
    }

    pub fn ending(&self, keyring: &Keyring) -> Answer<Option<Ending>> {
        self.ending_sealed.as_ref().map(|sealed| open(keyring, ENDING, sealed)).transpose()
    }

    /// 403 for whoever it is about: nobody decides or pays for themselves.
    pub fn refuse_own(&self, me: Option<EmployeeId>) -> Answer<()> {
        if me == Some(self.employee_id) { Err(Problem::forbidden()) } else { Ok(()) }
    }
}

impl PaymentRow {
    pub fn amount(&self, keyring: &Keyring) -> Answer<Money> {
        let sealed = hex::decode(&self.amount).map_err(Problem::from_internal)?;
        open(keyring, AMOUNT, &sealed)
    }
}

pub(super) fn seal_pay(keyring: &Keyring, pay: &Pay) -> Answer<Vec<u8>> {
    seal(keyring, PAY, pay)
}

pub(super) fn seal_ending(keyring: &Keyring, ending: &Ending) -> Answer<Vec<u8>> {
    seal(keyring, ENDING, ending)
}

pub(super) fn seal_amount(keyring: &Keyring, amount: Money) -> Answer<Vec<u8>> {
    seal(keyring, AMOUNT, &amount)
}

fn seal(keyring: &Keyring, column: &str, of: &impl Serialize) -> Answer<Vec<u8>> {
    let json = serde_json::to_string(of).map_err(Problem::from_internal)?;
    Ok(keyring.seal_column(column, &json)?)
}

fn open<T: serde::de::DeserializeOwned>(keyring: &Keyring, column: &str, sealed: &[u8]) -> Answer<T> {
    serde_json::from_str(&keyring.open_column(column, sealed)?).map_err(Problem::from_internal)
}

/// The id of the resource in the journal and among the deliveries.
pub(super) fn resource(id: NonCompeteId) -> (&'static str, Uuid) {
    (super::NON_COMPETE, id.0)
}
