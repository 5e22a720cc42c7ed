//! Cases as stored.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::tasks::Owner;
use domain::separations::{Side, Stage};
use law::Ground;
use serde::Deserialize;
use store::ids::{
    AgreementId, DocumentId, EmployeeId, EmploymentId, LayoffId, LegalEntityId, SeparationEvidenceId, SeparationId,
};
use store::schema::{
    employees, employments, legal_entities, separation_evidence, separation_numbers, separation_tasks, separations,
};
use store::{Db, Json, Text, Tx};
use utoipa::IntoParams;
use uuid::Uuid;

use super::case_facts::CaseFacts;
use super::parts::{ApprovalPart, Doer, NoticePart, OverridePart, ReceiptPart, UnionPart, WithdrawalPart};
use crate::employees::EmployeeRef;
use crate::platform::access::{Caller, Permission};
use crate::platform::clock::civil_date;
use crate::platform::http::{Page, Paging};
use crate::platform::{Answer, IfMatch, Problem, Scope};

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
    pub case_facts: Option<Json<CaseFacts>>,
    pub wished_last_day: Option<NaiveDate>,
    pub receipt: Option<Json<ReceiptPart>>,
    pub overrides: Option<Json<Vec<OverridePart>>>,
    pub layoff_id: Option<LayoffId>,
}

/// The person and the employer of a case, as the gate and the settlement need them.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Parties {
    pub employee: EmployeeRef,
    /// `male` or `female`.
    pub gender: String,
    pub birth_on: NaiveDate,
    pub hired_on: NaiveDate,
    /// Place of performance.
    pub city: String,
    pub has_union: bool,
}

/// A case with its parties.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub row: Row,
    pub parties: Parties,
}

/// Filters of the list of cases.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SeparationFilter {
    pub employee_id: Option<EmployeeId>,
    pub layoff_id: Option<LayoffId>,
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
            employees::work_city,
            legal_entities::has_union,
        )
    };
}

/// Hides a case from the person it is about until it is open to them, whatever else they may see.
macro_rules! open_to {
    ($who:expr) => {
        separations::open_to_employee
            .or(separations::employee_id.ne($who.principal.employee.map_or(Uuid::nil(), Uuid::from)))
    };
}

pub(super) use open_to;

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

    /// A case in scope that the caller may see under `P`, or which gives payroll something to do; and whether it is the
    /// former.
    pub async fn find_to_pay<P: Permission>(
        mut db: &Db,
        who: &Caller,
        scope: &Scope,
        id: SeparationId,
        today: NaiveDate,
    ) -> Answer<(Self, bool)> {
        let whole = who.reach::<P>().unwrap_or_default();
        let for_payroll = separation_tasks::table
            .filter(separation_tasks::separation_id.eq(separations::id))
            .filter(separation_tasks::owner.eq(Text(Owner::Payroll)));
        let (row, parties, seen) = cases!()
            .filter(separations::id.eq(id))
            .filter(scope.sees(separations::employee_id, today))
            .filter(open_to!(who))
            .filter(whole.sees(separations::employee_id, today).or(exists(for_payroll)))
            .select((Row::as_select(), parties!(), whole.sees(separations::employee_id, today)))
            .first(&mut db)
            .await?;
        Ok((Self { row, parties }, seen))
    }

    /// The same, locked until the change is done.
    pub async fn lock_to_pay<P: Permission>(
        tx: &mut Tx,
        who: &Caller,
        scope: &Scope,
        id: SeparationId,
        today: NaiveDate,
    ) -> Answer<(Self, bool)> {
        separations::table.find(id).select(separations::id).for_update().execute(tx).await?;
        Self::find_to_pay::<P>(tx, who, scope, id, today).await
    }

    /// As [`Case::find`], locked until the change is done.
    pub async fn lock(tx: &mut Tx, who: &Caller, scope: &Scope, id: SeparationId, today: NaiveDate) -> Answer<Self> {
        separations::table.find(id).select(separations::id).for_update().execute(tx).await?;
        Self::find(tx, who, scope, id, today).await
    }

    /// The cases of a lay-off that are under way, by number, all in scope and locked; two statements.
    pub async fn lock_all(
        tx: &mut Tx,
        who: &Caller,
        scope: &Scope,
        layoff: LayoffId,
        today: NaiveDate,
    ) -> Answer<Vec<Self>> {
        let ids: Vec<SeparationId> = separations::table
            .filter(separations::layoff_id.eq(layoff))
            .filter(separations::stage.ne_all([Text(Stage::Completed), Text(Stage::Withdrawn)]))
            .order(separations::number)
            .select(separations::id)
            .for_update()
            .load(tx)
            .await?;
        let rows: Vec<(Row, Parties)> = cases!()
            .filter(separations::id.eq_any(&ids))
            .filter(scope.sees(separations::employee_id, today))
            .filter(open_to!(who))
            .order(separations::number)
            .select((Row::as_select(), parties!()))
            .load(tx)
            .await?;
        // A step on all is a step on everybody.
        if rows.len() < ids.len() {
            return Err(Problem::not_found());
        }
        Ok(rows.into_iter().map(|(row, parties)| Self { row, parties }).collect())
    }

    /// Locks a case for a step of those who handle it: not one's own, and as the caller has seen it.
    pub async fn take_up(
        tx: &mut Tx,
        who: &Caller,
        scope: &Scope,
        id: SeparationId,
        seen: IfMatch,
        today: NaiveDate,
    ) -> Answer<Self> {
        let case = Self::lock(tx, who, scope, id, today).await?;
        case.refuse_own(who)?;
        seen.check(case.row.version)?;
        Ok(case)
    }

    /// Locked by another slice on the case's behalf: it has asked its own guard.
    pub async fn lock_for_slice(tx: &mut Tx, id: SeparationId) -> Answer<Self> {
        separations::table.find(id).select(separations::id).for_update().execute(tx).await?;
        Self::of_slice(tx, id).await
    }

    /// Read by another slice, which has asked its own guard.
    pub async fn of_slice(mut db: &Db, id: SeparationId) -> Answer<Self> {
        let (row, parties) =
            cases!().filter(separations::id.eq(id)).select((Row::as_select(), parties!())).first(&mut db).await?;
        Ok(Self { row, parties })
    }

    /// A case that does not exist: what one about this person would rest on, for comparing grounds.
    pub async fn supposed(
        mut db: &Db,
        who: &Caller,
        scope: &Scope,
        id: EmployeeId,
        last_day: NaiveDate,
        now: DateTime<Utc>,
    ) -> Answer<Self> {
        let found: (LegalEntityId, EmploymentId, Parties) = employees::table
            .inner_join(employments::table.on(employments::employee_id.eq(employees::id)))
            .inner_join(legal_entities::table.on(legal_entities::id.eq(employments::legal_entity_id)))
            .filter(employees::id.eq(id))
            .filter(scope.sees(employees::id, civil_date(now)))
            .order(employments::hired_on.desc())
            .select((employments::legal_entity_id, employments::id, parties!()))
            .first(&mut db)
            .await?;
        let (legal_entity_id, employment_id, parties) = found;
        let by = Doer { account_id: who.principal.account_id(), name: who.principal.name.clone(), employee: None };
        let row = Row {
            id: SeparationId(Uuid::nil()),
            version: 1,
            number: String::new(),
            legal_entity_id,
            employee_id: id,
            employment_id,
            ground: Ground::MutualAgreement.to_string(),
            initiator: Text(Side::Employer),
            proposer: Text(Side::Employer),
            reason: String::new(),
            stage: Text(Stage::Open),
            open_to_employee: false,
            last_day: Some(last_day),
            pay_on: None,
            opened_by: Json(by),
            opened_at: now,
            trade_union: None,
            approval: None,
            notice: None,
            agreement_id: None,
            agreement_signed_at: None,
            agreement_sha256: None,
            notice_document_id: None,
            certificate_document_id: None,
            settlement_sealed: None,
            completed_at: None,
            withdrawal: None,
            case_facts: None,
            wished_last_day: None,
            receipt: None,
            overrides: None,
            layoff_id: None,
        };
        Ok(Self { row, parties })
    }

    /// Every case in scope that is not over, but for one's own, oldest first; one statement.
    pub async fn under_way(
        mut db: &Db,
        who: &Caller,
        scope: &Scope,
        entity: Option<LegalEntityId>,
        today: NaiveDate,
    ) -> Answer<Vec<Self>> {
        let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
        let mut query = cases!()
            .filter(separations::stage.ne_all([Text(Stage::Completed), Text(Stage::Withdrawn)]))
            .filter(separations::employee_id.ne(me))
            .filter(scope.sees(separations::employee_id, today))
            .order((separations::opened_at, separations::id))
            .select((Row::as_select(), parties!()))
            .into_boxed();
        if let Some(entity) = entity {
            query = query.filter(separations::legal_entity_id.eq(entity));
        }
        let rows: Vec<(Row, Parties)> = query.load(&mut db).await?;
        Ok(rows.into_iter().map(|(row, parties)| Self { row, parties }).collect())
    }

    /// Cases in scope, latest first; one statement.
    pub async fn list(
        mut db: &Db,
        who: &Caller,
        scope: &Scope,
        filter: &SeparationFilter,
        today: NaiveDate,
        paging: &Paging,
    ) -> Answer<Page<Self>> {
        let mut query = cases!()
            .filter(scope.sees(separations::employee_id, today))
            .filter(open_to!(who))
            .order((separations::opened_at.desc(), separations::id.desc()))
            .limit(paging.limit() + 1)
            .select((Row::as_select(), parties!()))
            .into_boxed();
        if let Some(employee) = filter.employee_id {
            query = query.filter(separations::employee_id.eq(employee));
        }
        if let Some(layoff) = filter.layoff_id {
            query = query.filter(separations::layoff_id.eq(layoff));
        }
        if let Some(stage) = filter.stage {
            query = query.filter(separations::stage.eq(Text(stage)));
        }
        if let Some((at, id)) = paging.after::<(DateTime<Utc>, SeparationId)>()? {
            query = query
                .filter(separations::opened_at.lt(at).or(separations::opened_at.eq(at).and(separations::id.lt(id))));
        }
        let rows: Vec<(Row, Parties)> = query.load(&mut db).await?;
        Ok(Page::of(rows, paging, |(row, _)| (row.opened_at, row.id)).map(|(row, parties)| Self { row, parties }))
    }

    /// Writes the changed row under the next version.
    pub async fn save(&mut self, tx: &mut Tx) -> Answer<()> {
        self.row.version += 1;
        diesel::update(separations::table.find(self.row.id)).set(&self.row).execute(tx).await?;
        Ok(())
    }
}

/// The number of the next case of a year, `SEP-2026-0001`.
pub(super) async fn next_number(tx: &mut Tx, year: i32) -> Answer<String> {
    let year16 = i16::try_from(year).map_err(Problem::from_internal)?;
    let last: i32 = diesel::insert_into(separation_numbers::table)
        .values((separation_numbers::year.eq(year16), separation_numbers::last.eq(1)))
        .on_conflict(separation_numbers::year)
        .do_update()
        .set(separation_numbers::last.eq(separation_numbers::last + 1))
        .returning(separation_numbers::last)
        .get_result(tx)
        .await?;
    Ok(format!("SEP-{year}-{last:04}"))
}

/// Cases about a person that are not open to them yet, with the evidence in them: their own trail must not show these.
pub async fn hidden_from(mut db: &Db, employee: EmployeeId) -> Answer<Vec<Uuid>> {
    let cases: Vec<(SeparationId, Option<SeparationEvidenceId>)> = separations::table
        .left_join(separation_evidence::table)
        .filter(separations::employee_id.eq(employee).and(separations::open_to_employee.eq(false)))
        .select((separations::id, separation_evidence::id.nullable()))
        .load(&mut db)
        .await?;
    Ok(cases.into_iter().flat_map(|(case, item)| [Some(case.0), item.map(Uuid::from)]).flatten().collect())
}
