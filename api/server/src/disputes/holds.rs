//! The hold on a person's records 证据保全: placed with a reason, lifted by somebody else with a reason.
//!
//! While one stands, the triggers of the migration refuse to delete any row about the person and any readable part of
//! their journal, and the end of retention does not fall due.

use actix_web::web::{Path, Query};
use actix_web::{get, post};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::disputes::Stage;
use domain::disputes::holds as decisions;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, DisputeId, EmployeeId, LegalEntityId, LegalHoldId};
use store::schema::{disputes, employees, legal_holds};
use store::{Db, Text, Tx};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::row::{File, HoldRow};
use crate::employees::{EmployeeRef, Standing};
use crate::platform::access::{Caller, Scope};
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Paging, Problem, Tagged, Valid, ids, perm};

/// Why a dispute holds the records.
const BY_DISPUTE: &str = "劳动争议登记时自动保全。";

/// A hold on a person's records.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LegalHold {
    pub id: LegalHoldId,
    pub legal_entity_id: LegalEntityId,
    pub employee: EmployeeRef,
    /// The dispute that placed it.
    pub dispute_id: Option<DisputeId>,
    #[schema(example = "员工已申请劳动仲裁。")]
    pub reason: String,
    pub placed_by_name: String,
    pub placed_at: DateTime<Utc>,
    pub lifted_by_name: Option<String>,
    pub lifted_at: Option<DateTime<Utc>>,
    pub lift_reason: Option<String>,
}

impl Versioned for LegalHold {
    fn version(&self) -> i32 {
        if self.lifted_at.is_none() { 1 } else { 2 }
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = legal_holds)]
struct Row {
    id: LegalHoldId,
    employee_id: EmployeeId,
    legal_entity_id: LegalEntityId,
    dispute_id: Option<DisputeId>,
    reason: String,
    placed_by_name: String,
    placed_at: DateTime<Utc>,
    lifted_by_name: Option<String>,
    lifted_at: Option<DateTime<Utc>>,
    lift_reason: Option<String>,
}

impl Row {
    fn view(self, employee: EmployeeRef) -> LegalHold {
        let Self { id, employee_id: _, legal_entity_id, dispute_id, reason, .. } = self;
        LegalHold {
            id,
            legal_entity_id,
            employee,
            dispute_id,
            reason,
            placed_by_name: self.placed_by_name,
            placed_at: self.placed_at,
            lifted_by_name: self.lifted_by_name,
            lifted_at: self.lifted_at,
            lift_reason: self.lift_reason,
        }
    }

    /// On record in the employer's log; whom it holds records of is among its facts, not in their trail.
    fn event(&self, kind: Kind, reason: &str) -> Event {
        Event::new(kind, self.legal_entity_id, self.id).facts(&serde_json::json!({
            "employee_id": self.employee_id, "dispute_id": self.dispute_id, "reason": reason,
        }))
    }
}

impl LegalHold {
    pub(super) fn of_file(file: &File, hold: &HoldRow) -> Self {
        let HoldRow { id, dispute_id, reason, placed_by_name, placed_at, lifted_by_name, lifted_at, lift_reason } =
            hold.clone();
        let number = file.employee_number.clone();
        Self {
            id,
            legal_entity_id: file.legal_entity_id,
            employee: EmployeeRef { id: file.employee_id, number, name: file.employee_name.clone() },
            dispute_id,
            reason,
            placed_by_name,
            placed_at,
            lifted_by_name,
            lifted_at,
            lift_reason,
        }
    }
}

/// Filters of the list of holds.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LegalHoldFilter {
    pub employee_id: Option<EmployeeId>,
    /// Only what stands, or only what was lifted.
    pub standing: Option<bool>,
}

/// Holds in scope, latest first; none on one's own records.
#[utoipa::path(tag = "disputes", params(LegalHoldFilter, Paging), responses((status = 200, body = Page<LegalHold>), Refusals))]
#[get("/legal-holds")]
pub async fn list_legal_holds(
    app: App,
    who: Guard<perm::LegalHoldsManage>,
    filter: Query<LegalHoldFilter>,
    paging: Query<Paging>,
) -> Answer<Page<LegalHold>> {
    let db = app.read().await?;
    let me = who.principal.employee.map_or(uuid::Uuid::nil(), uuid::Uuid::from);
    let mut query = legal_holds::table
        .inner_join(employees::table)
        .filter(who.scope().sees(legal_holds::employee_id, app.today()))
        .filter(legal_holds::employee_id.ne(me))
        .order((legal_holds::placed_at.desc(), legal_holds::id.desc()))
        .limit(paging.limit() + 1)
        .select((Row::as_select(), EmployeeRef::as_select()))
        .into_boxed();
    if let Some(employee) = filter.employee_id {
        query = query.filter(legal_holds::employee_id.eq(employee));
    }
    match filter.standing {
        Some(true) => query = query.filter(legal_holds::lifted_at.is_null()),
        Some(false) => query = query.filter(legal_holds::lifted_at.is_not_null()),
        None => {}
    }
    if let Some((at, id)) = paging.after::<(DateTime<Utc>, LegalHoldId)>()? {
        query =
            query.filter(legal_holds::placed_at.lt(at).or(legal_holds::placed_at.eq(at).and(legal_holds::id.lt(id))));
    }
    let rows: Vec<(Row, EmployeeRef)> = query.load(&mut &*db).await?;
    Ok(Page::of(rows, &paging, |(row, _)| (row.placed_at, row.id)).map(|(row, person)| row.view(person)))
}

/// Whose records are held, and why.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalHoldFacts {
    employee_id: EmployeeId,
    #[validate(length(max = 2000))]
    #[schema(example = "员工已书面表示将申请仲裁。")]
    reason: String,
}

/// Hold a person's records: nothing about them is deleted from now on.
#[utoipa::path(tag = "disputes", request_body = LegalHoldFacts, responses((status = 201, body = LegalHold), Refusals))]
#[post("/legal-holds")]
pub async fn place_legal_hold(
    app: App,
    who: Guard<perm::LegalHoldsManage>,
    said: Valid<LegalHoldFacts>,
) -> Answer<Created<LegalHold>> {
    let LegalHoldFacts { employee_id, reason } = said.0;
    decisions::place(&reason)?;
    app.change(&who, async |tx| {
        if who.is_oneself(employee_id) {
            return Err(Problem::forbidden());
        }
        let standing = Standing::find(tx, who.scope(), employee_id, app.today()).await?;
        let row = place(&app, tx, &who, &standing, (None, reason.trim())).await?;
        let event = row.event(Kind::LegalHoldPlaced, &row.reason);
        Ok((Created(row.view(standing.person)), event))
    })
    .await
}

/// The hold that comes with a dispute.
pub(super) async fn with_dispute(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    standing: &Standing,
    dispute: DisputeId,
) -> Answer<Event> {
    let row = place(app, tx, who, standing, (Some(dispute), BY_DISPUTE)).await?;
    Ok(row.event(Kind::LegalHoldPlaced, BY_DISPUTE))
}

async fn place(
    app: &App,
    tx: &mut Tx,
    who: &Caller,
    standing: &Standing,
    (dispute, reason): (Option<DisputeId>, &str),
) -> Answer<Row> {
    Ok(diesel::insert_into(legal_holds::table)
        .values((
            legal_holds::id.eq(ids::new::<LegalHoldId>()),
            legal_holds::employee_id.eq(standing.person.id),
            legal_holds::legal_entity_id.eq(standing.legal_entity_id),
            legal_holds::dispute_id.eq(dispute),
            legal_holds::reason.eq(reason),
            legal_holds::placed_by.eq(account(who)?),
            legal_holds::placed_by_name.eq(&who.principal.name),
            legal_holds::placed_at.eq(app.now()),
        ))
        .returning(Row::as_returning())
        .get_result(tx)
        .await?)
}

/// Why a hold ends.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalHoldLift {
    #[validate(length(max = 2000))]
    #[schema(example = "争议已结案，判决已履行完毕。")]
    reason: String,
}

/// Lift a hold: somebody else than who placed it, and not before its dispute is over.
#[utoipa::path(tag = "disputes", params(("id" = LegalHoldId, Path)), request_body = LegalHoldLift, responses((status = 200, body = LegalHold), Refusals))]
#[post("/legal-holds/{id}/lift")]
pub async fn lift_legal_hold(
    app: App,
    who: Guard<perm::LegalHoldsManage>,
    id: Path<LegalHoldId>,
    said: Valid<LegalHoldLift>,
) -> Answer<Tagged<LegalHold>> {
    let reason = said.0.reason;
    app.change(&who, async |tx| {
        let (row, person) = lock(tx, who.scope(), *id, app.today()).await?;
        if who.is_oneself(row.employee_id) {
            return Err(Problem::forbidden());
        }
        let stage = stage_of(tx, row.dispute_id).await?;
        decisions::lift(row.lifted_at.is_some(), stage, &reason)?;
        let row: Row = diesel::update(legal_holds::table.find(*id))
            .set((
                legal_holds::lifted_by.eq(account(&who)?),
                legal_holds::lifted_by_name.eq(&who.principal.name),
                legal_holds::lifted_at.eq(app.now()),
                legal_holds::lift_reason.eq(reason.trim()),
            ))
            .returning(Row::as_returning())
            .get_result(tx)
            .await?;
        let event = row.event(Kind::LegalHoldLifted, reason.trim());
        Ok((Tagged(row.view(person)), event))
    })
    .await
}

async fn lock(tx: &mut Tx, scope: &Scope, id: LegalHoldId, today: chrono::NaiveDate) -> Answer<(Row, EmployeeRef)> {
    legal_holds::table.find(id).select(legal_holds::id).for_update().execute(tx).await?;
    Ok(legal_holds::table
        .inner_join(employees::table)
        .filter(legal_holds::id.eq(id))
        .filter(scope.sees(legal_holds::employee_id, today))
        .select((Row::as_select(), EmployeeRef::as_select()))
        .first(tx)
        .await?)
}

async fn stage_of(tx: &mut Tx, dispute: Option<DisputeId>) -> Answer<Option<Stage>> {
    let Some(dispute) = dispute else { return Ok(None) };
    let stage: Text<Stage> = disputes::table.find(dispute).select(disputes::stage).first(tx).await?;
    Ok(Some(stage.0))
}

/// Whether a hold stands on this person's records.
pub async fn is_held(mut db: &Db, employee: EmployeeId) -> Answer<bool> {
    let standing =
        legal_holds::table.filter(legal_holds::employee_id.eq(employee)).filter(legal_holds::lifted_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(standing)).get_result(&mut db).await?)
}

/// Only people answer for holds.
fn account(who: &Caller) -> Answer<AccountId> {
    who.principal.account_id().ok_or_else(Problem::forbidden)
}
