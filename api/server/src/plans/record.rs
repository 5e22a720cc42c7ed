//! What other slices may know of a person's improvement plans.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::plans::{Stage, Training};
use serde::Deserialize;
use store::Db;
use store::ids::{EmployeeId, PlanId};
use store::schema::{check_ins, deliveries as delivered, improvement_plans};
use uuid::Uuid;

use crate::platform::Answer;
use crate::platform::clock::civil_date;

/// A published plan: the third of the four facts of R-061. Read with all else that a case rests on, by the
/// database's `case_records`.
#[derive(Clone, Debug, Deserialize)]
pub struct PlanRecord {
    pub plan_id: PlanId,
    pub stage: Stage,
    pub published_at: DateTime<Utc>,
    training: Vec<Training>,
    /// Check-ins of this plan that the employee answered.
    pub check_ins_acknowledged: u32,
    /// SHA-256 in hex of the plan as delivered to the employee.
    pub sha256: Option<String>,
}

impl PlanRecord {
    /// Trainings that the employee attended.
    pub fn attended(&self) -> impl Iterator<Item = &Training> {
        self.training.iter().filter(|training| training.attended)
    }
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
