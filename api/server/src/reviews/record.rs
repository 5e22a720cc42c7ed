//! What other slices may know of a person's reviews.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::acknowledgement::Answer as Said;
use domain::quantity::Score;
use domain::reviews::below_baseline;
use store::Db;
use store::ids::{EmployeeId, ReviewId};
use store::schema::{review_cycles, reviews};
use uuid::Uuid;

use crate::platform::{Answer, deliveries};

/// A result under the baseline that was delivered: the first and the last of the four facts of R-061.
#[derive(Clone, Debug)]
pub struct FailedReview {
    pub review_id: ReviewId,
    pub cycle_code: String,
    pub cycle_name: String,
    pub cycle_from: NaiveDate,
    /// The first day after the period.
    pub cycle_until: NaiveDate,
    pub goals_delivered_at: DateTime<Utc>,
    /// The goals were delivered after the period had begun.
    pub goals_late: bool,
    pub goals_answer: Option<Said>,
    /// SHA-256 in hex of the goals as delivered.
    pub goals_sha256: String,
    pub score: Score,
    pub baseline: Score,
    pub result_delivered_at: DateTime<Utc>,
    /// What the employee answered to the result.
    pub answer: Option<Said>,
    /// SHA-256 in hex of the result as delivered.
    pub sha256: String,
}

type Row = (
    ReviewId,
    String,
    String,
    NaiveDate,
    NaiveDate,
    DateTime<Utc>,
    Option<String>,
    Option<i64>,
    i64,
    Option<DateTime<Utc>>,
);

/// Delivered results under the baseline of a person, by period; two statements.
pub async fn failed_reviews_of(mut db: &Db, employee: EmployeeId) -> Answer<Vec<FailedReview>> {
    let rows: Vec<Row> = reviews::table
        .inner_join(review_cycles::table)
        .filter(reviews::employee_id.eq(employee))
        .filter(reviews::result_delivered_at.is_not_null())
        .filter(reviews::score.lt(review_cycles::baseline.nullable()))
        .order((review_cycles::from_on, reviews::id))
        .select((
            reviews::id,
            review_cycles::code,
            review_cycles::name,
            review_cycles::from_on,
            review_cycles::until_on,
            reviews::goals_delivered_at,
            reviews::late_reason,
            reviews::score,
            review_cycles::baseline,
            reviews::result_delivered_at,
        ))
        .load(&mut db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.0.0).collect();
    let delivered = deliveries::of_resources(db, &ids).await?;
    let failed =
        rows.into_iter().filter_map(|row| {
            let (
                review_id,
                cycle_code,
                cycle_name,
                cycle_from,
                cycle_until,
                goals_delivered_at,
                late,
                score,
                baseline,
                at,
            ) = row;
            let (score, baseline) = (Score::from_hundredths(score?), Score::from_hundredths(baseline));
            let of = |kind| delivered.get(&review_id.0).and_then(|all| deliveries::to(all, kind, employee));
            let (goals, result) = (of(super::GOALS)?, of(super::RESULT)?);
            below_baseline(score, baseline).then(|| FailedReview {
                review_id,
                cycle_code,
                cycle_name,
                cycle_from,
                cycle_until,
                goals_delivered_at,
                goals_late: late.is_some(),
                goals_answer: goals.answer.map(|answer| answer.0),
                goals_sha256: hex::encode(&goals.sha256),
                score,
                baseline,
                result_delivered_at: at.unwrap_or(result.sent_at),
                answer: result.answer.map(|answer| answer.0),
                sha256: hex::encode(&result.sha256),
            })
        });
    Ok(failed.collect())
}
