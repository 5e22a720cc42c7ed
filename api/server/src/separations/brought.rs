//! The evidence of a lay-off itself: each file that was brought into all of its cases at once, told once.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::Stage;
use domain::separations::evidence::State;
use serde::Serialize;
use store::ids::{LayoffId, SeparationEvidenceId, SeparationId};
use store::schema::{separation_evidence, separations};
use store::{Db, Text};
use utoipa::ToSchema;

use super::evidence::ItemRow;
use crate::platform::Answer;

/// A file that was brought into the cases of a lay-off for one code, and what was decided about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LayoffEvidence {
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// The code that it proves once it is accepted.
    #[schema(example = "E-GROUND-41")]
    pub code: String,
    pub zh: String,
    pub en: String,
    pub title: String,
    /// The day of what it shows.
    pub dated: NaiveDate,
    pub text: String,
    pub file_name: String,
    pub media: String,
    pub size: i64,
    pub added_by_name: String,
    pub added_at: DateTime<Utc>,
    /// In how many cases it lies, and in how many it waits, was accepted, was rejected.
    pub cases: usize,
    pub waiting: usize,
    pub accepted: usize,
    pub rejected: usize,
    /// Who judged it, wherever it was judged first.
    pub reviewed_by_name: Option<String>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub review: Option<String>,
    /// One of the pieces: `GET /separations/{id}/evidence/{evidence_id}/file` answers the bytes.
    pub separation_id: SeparationId,
    pub evidence_id: SeparationEvidenceId,
}

/// What was brought into the cases of a lay-off together, in the order it came; what lies in one case alone is that
/// case's own. One statement.
pub async fn brought_into(mut db: &Db, layoff: LayoffId) -> Answer<Vec<LayoffEvidence>> {
    let rows: Vec<ItemRow> = separation_evidence::table
        .inner_join(separations::table)
        .filter(separations::layoff_id.eq(layoff).and(separations::stage.ne(Text(Stage::Withdrawn))))
        .order((separation_evidence::added_at, separation_evidence::id))
        .select(ItemRow::as_select())
        .load(&mut db)
        .await?;
    // One act gives all of its pieces the same moment.
    let mut together: BTreeMap<(DateTime<Utc>, String, Vec<u8>), Vec<ItemRow>> = BTreeMap::new();
    let cases: std::collections::BTreeSet<SeparationId> = rows.iter().map(|row| row.separation_id).collect();
    for row in rows {
        together.entry((row.added_at, row.code.clone(), row.sha256.clone())).or_default().push(row);
    }
    let of_all = together.into_values().filter(|pieces| pieces.len() > 1 || cases.len() == 1);
    Ok(of_all.filter_map(LayoffEvidence::of).collect())
}

impl LayoffEvidence {
    /// Nothing of an employee's own statement, which no code of the ground asks for.
    fn of(pieces: Vec<ItemRow>) -> Option<Self> {
        let first = pieces.as_slice().first()?;
        let known = law::grounds::evidence(&first.code)?;
        let count = |state| pieces.iter().filter(|piece| piece.state.0 == state).count();
        let judged = pieces.iter().filter_map(|piece| piece.review.as_ref()).map(|review| &review.0);
        let review = judged.min_by_key(|review| review.at).cloned();
        let (by, at, text) = review.map_or((None, None, None), |it| (Some(it.by.name), Some(it.at), Some(it.text)));
        Some(Self {
            sha256: hex::encode(&first.sha256),
            code: first.code.clone(),
            zh: known.zh.to_owned(),
            en: known.en.to_owned(),
            title: first.title.clone(),
            dated: first.dated_on,
            text: first.text.clone(),
            file_name: first.file_name.clone(),
            media: first.media.clone(),
            size: first.size,
            added_by_name: first.added_by.0.name.clone(),
            added_at: first.added_at,
            cases: pieces.len(),
            waiting: count(State::Waiting),
            accepted: count(State::Accepted),
            rejected: count(State::Rejected),
            reviewed_by_name: by,
            reviewed_at: at,
            review: text,
            separation_id: first.separation_id,
            evidence_id: first.id,
        })
    }
}
