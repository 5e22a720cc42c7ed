//! What other slices may know of a person's reviews.

use chrono::{DateTime, NaiveDate, Utc};
use domain::acknowledgement::Answer as Said;
use domain::quantity::Score;
use serde::Deserialize;
use store::ids::ReviewId;

/// A result under the baseline that was delivered: the first and the last of the four facts of R-061. Read with
/// all else that a case rests on, by the database's `case_records`.
#[derive(Clone, Debug, Deserialize)]
pub struct FailedReview {
    pub review_id: ReviewId,
    pub cycle_name: String,
    pub cycle_from: NaiveDate,
    /// The first day after the period.
    pub cycle_until: NaiveDate,
    pub goals_delivered_at: DateTime<Utc>,
    pub goals_answer: Option<Said>,
    /// SHA-256 in hex of the goals as delivered.
    pub goals_sha256: String,
    score: i64,
    baseline: i64,
    pub result_delivered_at: DateTime<Utc>,
    /// SHA-256 in hex of the result as delivered.
    pub sha256: String,
}

impl FailedReview {
    pub fn score(&self) -> Score {
        Score::from_hundredths(self.score)
    }

    pub fn baseline(&self) -> Score {
        Score::from_hundredths(self.baseline)
    }
}
