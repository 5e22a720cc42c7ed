//! Delivery of the goals (送达目标): one review for everyone who holds a position with goals in the cycle.

use std::collections::{HashMap, HashSet};

use actix_web::post;
use actix_web::web::{Json, Path};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::reviews::Stage;
use domain::scoring::Goal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::ids::{CycleId, EmployeeId, LegalEntityId, PositionId, ReviewId};
use store::schema::{assignments, employees, employments, position_goals, positions, reviews};
use store::{Db, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::cycles::CycleRow;
use super::goals::ReviewPosition;
use crate::employees::EmployeeRef;
use crate::platform::deliveries::{self, Channel, NewDelivery};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Events, Kind};
use crate::platform::{Answer, App, Guard, Problem, Scope, Valid, ids, perm};

/// Whom the goals are delivered to, and why only now.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalsDelivery {
    /// Everyone in scope who holds a position with goals when absent.
    #[validate(length(min = 1, max = 5_000))]
    employee_ids: Option<Vec<EmployeeId>>,
    /// Needed once the period has begun; the reviews are then marked late.
    #[validate(length(max = 1000))]
    #[schema(example = "系统上线晚于周期开始")]
    late_reason: Option<String>,
}

/// The reviews that began with the delivery.
#[derive(Debug, Serialize, ToSchema)]
pub struct GoalsDelivered {
    delivered: usize,
    reviews: Vec<ReviewId>,
}

/// Somebody to whom goals are delivered.
struct Addressee {
    review: ReviewId,
    person: EmployeeRef,
    entity: LegalEntityId,
    position: ReviewPosition,
    manager: Option<EmployeeId>,
    /// The goals as delivered.
    document: Value,
}

type Holder = (EmployeeRef, LegalEntityId, (PositionId, String), Option<EmployeeId>, bool);

/// Deliver the goals before the period begins, or late with a reason. Whoever has them already keeps them.
#[utoipa::path(tag = "reviews", params(("id" = CycleId, Path)), request_body = GoalsDelivery, responses((status = 200, body = GoalsDelivered), Refusals))]
#[post("/review-cycles/{id}/delivery")]
pub async fn deliver_goals(
    app: App,
    who: Guard<perm::KpisManage>,
    id: Path<CycleId>,
    said: Valid<GoalsDelivery>,
) -> Answer<Json<GoalsDelivered>> {
    let GoalsDelivery { employee_ids, late_reason } = said.0;
    app.change(&who, async |tx| {
        let cycle = CycleRow::lock(tx, *id).await?;
        let timing = domain::reviews::deliver_goals(app.today(), cycle.from_on, late_reason.as_deref())?;
        let late = late_reason.as_deref().map(str::trim).filter(|_| timing.late);
        let goals = goals_by_position(tx, cycle.id).await?;
        let holders = holders_of(tx, &cycle, who.scope(), employee_ids.as_deref(), app.today()).await?;
        if let Some(wanted) = &employee_ids {
            check_all_hold(wanted, &holders)?;
        }
        let addressees: Vec<Addressee> = holders
            .into_iter()
            .filter(|(.., has_review)| !has_review)
            .filter_map(|(person, entity, position, manager, _)| {
                let position = ReviewPosition { id: position.0, name: position.1 };
                let goals = goals.get(&position.id)?;
                let review = ids::new();
                let document = json!({
                    "review_id": review,
                    "cycle": cycle.reference(),
                    "kpi_weight": cycle.kpi_weight(),
                    "employee": person,
                    "position": position,
                    "goals": goals,
                    "late_reason": late,
                });
                Some(Addressee { review, person, entity, position, manager, document })
            })
            .collect();
        begin(&app, tx, &cycle, timing.stage, late, &goals, &addressees).await?;
        let events: Vec<Event> = addressees
            .iter()
            .map(|to| {
                Event::new(Kind::ReviewGoalsDelivered, to.entity, to.review).about(to.person.id).facts(&to.document)
            })
            .collect();
        let reviews: Vec<ReviewId> = addressees.iter().map(|to| to.review).collect();
        Ok((Json(GoalsDelivered { delivered: reviews.len(), reviews }), Events::from(events)))
    })
    .await
}

async fn goals_by_position(mut db: &Db, cycle: CycleId) -> Answer<HashMap<PositionId, Vec<Goal>>> {
    let rows: Vec<(PositionId, store::Json<Vec<Goal>>)> = position_goals::table
        .filter(position_goals::cycle_id.eq(cycle))
        .select((position_goals::position_id, position_goals::goals))
        .load(&mut db)
        .await?;
    Ok(rows.into_iter().map(|(position, goals)| (position, goals.0)).collect())
}

/// Everyone in scope who holds a position with goals today, and whether they have a review in the cycle.
async fn holders_of(
    mut db: &Db,
    cycle: &CycleRow,
    scope: &Scope,
    wanted: Option<&[EmployeeId]>,
    today: NaiveDate,
) -> Answer<Vec<Holder>> {
    let has_review = diesel::dsl::exists(
        reviews::table.filter(reviews::employee_id.eq(employees::id).and(reviews::cycle_id.eq(cycle.id))),
    );
    let mut query = employees::table
        .inner_join(employments::table.on(employees::employment_id.eq(employments::id.nullable())))
        .inner_join(assignments::table.on(assignments::employment_id.eq(employments::id)))
        .inner_join(positions::table.on(positions::id.eq(assignments::position_id)))
        .inner_join(
            position_goals::table
                .on(position_goals::position_id.eq(positions::id).and(position_goals::cycle_id.eq(cycle.id))),
        )
        .filter(assignments::from_on.le(today))
        .filter(assignments::until_on.is_null().or(assignments::until_on.gt(today)))
        .filter(employments::left_on.is_null().or(employments::left_on.ge(today)))
        .filter(scope.sees(employees::id, today))
        .order((employees::number, employees::id))
        .select((
            EmployeeRef::as_select(),
            employees::legal_entity_id,
            (positions::id, positions::name),
            assignments::manager_id,
            has_review,
        ))
        .into_boxed();
    if let Some(wanted) = wanted {
        query = query.filter(employees::id.eq_any(wanted.to_vec()));
    }
    Ok(query.load(&mut db).await?)
}

fn check_all_hold(wanted: &[EmployeeId], holders: &[Holder]) -> Answer<()> {
    let known: HashSet<EmployeeId> = holders.iter().map(|holder| holder.0.id).collect();
    let mut problem = Problem::invalid();
    for (at, _) in wanted.iter().enumerate().filter(|(_, id)| !known.contains(id)) {
        problem.errors.extend(
            Problem::field(
                format!("/employee_ids/{at}"),
                "no_goals",
                "该员工不在职、不在您的管理范围内，或其岗位在本周期没有目标。",
                "This person does not work here now, is outside your scope, or holds a position without goals in this cycle.",
            )
            .errors,
        );
    }
    if problem.errors.is_empty() { Ok(()) } else { Err(problem) }
}

/// Writes the reviews and the deliveries of their goals, in batches.
async fn begin(
    app: &App,
    tx: &mut Tx,
    cycle: &CycleRow,
    stage: Stage,
    late: Option<&str>,
    goals: &HashMap<PositionId, Vec<Goal>>,
    addressees: &[Addressee],
) -> Answer<()> {
    for batch in addressees.chunks(2_000) {
        let rows: Vec<_> = batch
            .iter()
            .map(|to| {
                (
                    reviews::id.eq(to.review),
                    reviews::cycle_id.eq(cycle.id),
                    reviews::employee_id.eq(to.person.id),
                    reviews::legal_entity_id.eq(to.entity),
                    reviews::position_id.eq(to.position.id),
                    reviews::manager_id.eq(to.manager),
                    reviews::stage.eq(Text(stage)),
                    reviews::goals.eq(store::Json(goals.get(&to.position.id).cloned().unwrap_or_default())),
                    reviews::actuals.eq(store::Json(domain::scoring::Actuals::new())),
                    reviews::goals_delivered_at.eq(app.now()),
                    reviews::late_reason.eq(late),
                )
            })
            .collect();
        diesel::insert_into(reviews::table).values(&rows).execute(tx).await?;
    }
    let sent: Vec<NewDelivery> = addressees
        .iter()
        .map(|to| NewDelivery {
            employee: to.person.id,
            resource: ("review", to.review.0),
            kind: super::GOALS,
            sha256: deliveries::hash_of(&to.document),
            channel: Channel::InSystem,
            due_on: Some(domain::alerts::due_on(app.today())),
        })
        .collect();
    deliveries::deliver(tx, app.now(), &sent).await
}
