//! Raising alerts for a delivered result.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Date, Nullable, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::alerts::{Addressee, DeliveredResult, State};
use domain::quantity::Score;
use store::ids::{AlertId, EmployeeId, LegalEntityId, ReviewId};
use store::schema::alerts;
use store::{Db, Json, Text, Tx};

use crate::employees::EmployeeRef;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, ids};

/// A result that is being delivered.
#[derive(Clone, Copy, Debug)]
pub struct DeliveredReview<'a> {
    pub review: ReviewId,
    pub employee: &'a EmployeeRef,
    pub legal_entity: LegalEntityId,
    pub cycle_name: &'a str,
    pub score: Score,
    pub baseline: Score,
    /// A plan on an earlier review had been closed by the day this period began.
    pub follows_closed_plan: bool,
}

/// Raises what a result asks for; nothing on or above the baseline.
pub async fn raise_for_result(app: &App, tx: &mut Tx, delivered: &DeliveredReview<'_>) -> Answer<Vec<Event>> {
    let raised = domain::alerts::for_result(&DeliveredResult {
        cycle_name: delivered.cycle_name,
        employee_name: &delivered.employee.name,
        score: delivered.score,
        baseline: delivered.baseline,
        delivered_on: app.today(),
        follows_closed_plan: delivered.follows_closed_plan,
    });
    if raised.is_empty() {
        return Ok(Vec::new());
    }
    let leader = leader_of(tx, delivered.employee.id, app.today()).await?;
    let mut rows = Vec::new();
    let mut events = Vec::new();
    for alert in raised {
        let addressee = match alert.addressee {
            Addressee::Employee => Some(delivered.employee.id),
            Addressee::Manager => leader,
        };
        // Somebody at the top has nobody above them who could be told.
        let Some(addressee) = addressee else { continue };
        let id: AlertId = ids::new();
        let facts = serde_json::json!({
            "kind": alert.kind, "employee": delivered.employee, "addressee_id": addressee, "due_on": alert.due_on,
            "title": alert.title, "risk": alert.risk, "what_you_can_do": alert.what_you_can_do, "review_id": delivered.review,
        });
        events
            .push(Event::new(Kind::AlertRaised, delivered.legal_entity, id).about(delivered.employee.id).facts(&facts));
        rows.push((
            alerts::id.eq(id),
            alerts::kind.eq(Text(alert.kind)),
            alerts::employee_id.eq(delivered.employee.id),
            alerts::legal_entity_id.eq(delivered.legal_entity),
            alerts::addressee_id.eq(addressee),
            alerts::state.eq(Text(State::Open)),
            alerts::due_on.eq(alert.due_on),
            alerts::title.eq(Json(alert.title)),
            alerts::risk.eq(Json(alert.risk)),
            alerts::what_you_can_do.eq(Json(alert.what_you_can_do)),
            alerts::resource_type.eq("review"),
            alerts::resource_id.eq(delivered.review.0),
            alerts::created_at.eq(app.now()),
        ));
    }
    diesel::insert_into(alerts::table).values(&rows).execute(tx).await?;
    Ok(events)
}

#[derive(QueryableByName)]
struct Leader {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    id: Option<EmployeeId>,
}

/// The manager of the day, else the nearest head of a unit above.
async fn leader_of(mut db: &Db, employee: EmployeeId, today: NaiveDate) -> Answer<Option<EmployeeId>> {
    let leader: Leader = diesel::sql_query(
        "with recursive now as (
             select org_unit_id, manager_id from assignments
              where employee_id = $1 and from_on <= $2 and coalesce(until_on > $2, true)
         ), up(id, parent_id, head_id, depth) as (
             select u.id, u.parent_id, u.head_id, 0 from org_units u join now on now.org_unit_id = u.id
             union all
             select u.id, u.parent_id, u.head_id, depth + 1 from up join org_units u on u.id = up.parent_id where depth < 64
         )
         select coalesce(
             (select manager_id from now where manager_id is not null limit 1),
             (select head_id from up where head_id is not null and head_id <> $1 order by depth limit 1)
         ) as id",
    )
    .bind::<SqlUuid, _>(employee)
    .bind::<Date, _>(today)
    .get_result(&mut db)
    .await?;
    Ok(leader.id)
}
