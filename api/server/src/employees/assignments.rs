//! Assignments 任职 within an employment.

use actix_web::web::Path;
use actix_web::{get, post};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::{AssignmentId, EmployeeId, OrgUnitId, PositionId};
use store::schema::assignments;
use utoipa::ToSchema;
use validator::Validate;

use super::row::Standing;
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Valid, ids, perm};

/// Unit, position and manager from a day on.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Serialize, Deserialize, Validate, ToSchema)]
#[diesel(table_name = assignments)]
#[serde(deny_unknown_fields)]
pub struct AssignmentFacts {
    pub org_unit_id: OrgUnitId,
    pub position_id: PositionId,
    pub manager_id: Option<EmployeeId>,
    /// First day.
    #[serde(rename = "from")]
    #[diesel(column_name = from_on)]
    pub from_on: NaiveDate,
}

/// An assignment 任职, `[from, until)`.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = assignments)]
pub struct Assignment {
    pub id: AssignmentId,
    #[serde(flatten)]
    #[diesel(embed)]
    pub facts: AssignmentFacts,
    /// The day after the last; null while it lasts.
    #[serde(rename = "until")]
    #[diesel(column_name = until_on)]
    pub until_on: Option<NaiveDate>,
}

impl Versioned for Assignment {
    fn version(&self) -> i32 {
        1
    }
}

/// Assignments of a person, latest first.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), responses((status = 200, body = Page<Assignment>), Refusals))]
#[get("/employees/{id}/assignments")]
pub async fn list_assignments(
    app: App,
    who: Guard<perm::EmployeesRead>,
    id: Path<EmployeeId>,
) -> Answer<Page<Assignment>> {
    let db = app.read().await?;
    Standing::find(&db, who.scope(), *id, app.today()).await?;
    let found = assignments::table
        .filter(assignments::employee_id.eq(*id))
        .order(assignments::from_on.desc())
        .select(Assignment::as_select())
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(found))
}

/// Move a person to another unit, position or manager from a day on; the present assignment ends the day before.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), request_body = AssignmentFacts, responses((status = 201, body = Assignment), Refusals))]
#[post("/employees/{id}/assignments")]
pub async fn start_assignment(
    app: App,
    who: Guard<perm::EmployeesWrite>,
    id: Path<EmployeeId>,
    said: Valid<AssignmentFacts>,
) -> Answer<Created<Assignment>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let standing = Standing::find(tx, who.scope(), *id, app.today()).await?;
        diesel::update(assignments::table)
            .filter(assignments::employment_id.eq(standing.employment_id))
            .filter(assignments::until_on.is_null().and(assignments::from_on.lt(facts.from_on)))
            .set(assignments::until_on.eq(facts.from_on))
            .execute(tx)
            .await?;
        let started: Assignment = diesel::insert_into(assignments::table)
            .values((
                assignments::id.eq(ids::new::<AssignmentId>()),
                assignments::employment_id.eq(standing.employment_id),
                assignments::employee_id.eq(*id),
                assignments::created_at.eq(app.now()),
                &facts,
            ))
            .returning(Assignment::as_returning())
            .get_result(tx)
            .await?;
        let event =
            Event::new(Kind::AssignmentStarted, standing.legal_entity_id, started.id).about(*id).facts(&started);
        Ok((Created(started), event))
    })
    .await
}
