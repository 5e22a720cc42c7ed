//! What other slices may know of a person's improvement plans.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::plans::{Outcome, Stage, Training};
use store::ids::{EmployeeId, PlanId, ReviewId};
use store::schema::{check_ins, deliveries as delivered, improvement_plans};
use store::{Db, Json, Text};
use uuid::Uuid;

use crate::platform::clock::civil_date;
use crate::platform::{Answer, deliveries};

/// A published plan: the third of the four facts of R-061.
#[derive(Clone, Debug)]
pub struct PlanRecord {
    pub plan_id: PlanId,
    /// The failed review it answers.
    pub review_id: Option<ReviewId>,
    pub stage: Stage,
    pub from: NaiveDate,
    /// The first day after the window.
    pub until: NaiveDate,
    pub published_at: DateTime<Utc>,
    /// The employee answered it, confirming or objecting: it reached them.
    pub acknowledged: bool,
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Trainings that the employee attended.
    pub training_attended: Vec<Training>,
    /// The post offered instead (调岗).
    pub change_of_post: Option<String>,
    /// Check-ins of this plan that the employee answered.
    pub check_ins_acknowledged: u32,
    pub outcome: Option<Outcome>,
    pub closed_at: Option<DateTime<Utc>>,
    /// SHA-256 in hex of the plan as delivered to the employee.
    pub sha256: Option<String>,
}

type Row = (
    PlanId,
    Option<ReviewId>,
    Text<Stage>,
    NaiveDate,
    NaiveDate,
    Option<DateTime<Utc>>,
    Json<Vec<Training>>,
    Option<String>,
    Option<Text<Outcome>>,
    Option<DateTime<Utc>>,
);

/// The published plans of a person, by window; three statements.
pub async fn plans_of(mut db: &Db, employee: EmployeeId) -> Answer<Vec<PlanRecord>> {
    let rows: Vec<Row> = improvement_plans::table
        .filter(improvement_plans::employee_id.eq(employee))
        .filter(improvement_plans::published_at.is_not_null())
        .order((improvement_plans::from_on, improvement_plans::id))
        .select((
            improvement_plans::id,
            improvement_plans::review_id,
            improvement_plans::stage,
            improvement_plans::from_on,
            improvement_plans::until_on,
            improvement_plans::published_at,
            improvement_plans::training,
            improvement_plans::change_of_post,
            improvement_plans::outcome,
            improvement_plans::closed_at,
        ))
        .load(&mut db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.0.0).collect();
    let sent = deliveries::of_resources(db, &ids).await?;
    let answered = answered_check_ins(db, &ids).await?;
    let records = rows.into_iter().filter_map(|row| {
        let (plan_id, review_id, stage, from, until, published_at, training, change_of_post, outcome, closed_at) = row;
        let delivery = sent.get(&plan_id.0).and_then(|all| deliveries::to(all, super::PLAN, employee));
        Some(PlanRecord {
            plan_id,
            review_id,
            stage: stage.0,
            from,
            until,
            published_at: published_at?,
            acknowledged: delivery.is_some_and(|delivery| delivery.answer.is_some()),
            acknowledged_at: delivery.and_then(|delivery| delivery.answered_at),
            training_attended: training.0.into_iter().filter(|training| training.attended).collect(),
            change_of_post,
            check_ins_acknowledged: answered.iter().find(|(id, _)| *id == plan_id).map_or(0, |(_, n)| count(*n)),
            outcome: outcome.map(|outcome| outcome.0),
            closed_at,
            sha256: delivery.map(|delivery| hex::encode(&delivery.sha256)),
        })
    });
    Ok(records.collect())
}

/// How many check-ins of each plan the employee answered.
pub(super) async fn answered_check_ins(mut db: &Db, plans: &[Uuid]) -> Answer<Vec<(PlanId, i64)>> {
    Ok(check_ins::table
        .inner_join(
            delivered::table
                .on(delivered::resource_id.eq(check_ins::id).and(delivered::employee_id.eq(check_ins::employee_id))),
        )
        .filter(check_ins::plan_id.eq_any(plans))
        .filter(delivered::answer.is_not_null())
        .group_by(check_ins::plan_id)
        .select((check_ins::plan_id.assume_not_null(), count_star()))
        .load(&mut db)
        .await?)
}

/// Had a plan on an earlier review been closed by the day a period begins?
pub async fn closed_before(mut db: &Db, employee: EmployeeId, day: NaiveDate) -> Answer<bool> {
    let closed: Vec<Option<DateTime<Utc>>> = improvement_plans::table
        .filter(improvement_plans::employee_id.eq(employee))
        .filter(improvement_plans::review_id.is_not_null())
        .filter(improvement_plans::closed_at.is_not_null())
        .select(improvement_plans::closed_at)
        .load(&mut db)
        .await?;
    Ok(closed.into_iter().flatten().any(|at| civil_date(at) <= day))
}

pub(super) fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
