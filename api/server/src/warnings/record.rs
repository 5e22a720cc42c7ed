//! What other slices may know of a person's warnings.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use domain::warnings::{Earlier, Level, Stage, counts_for};
use serde::Deserialize;
use store::Db;
use store::ids::{EmployeeId, WarningId};
use store::schema::warnings;
use uuid::Uuid;

use crate::platform::clock::civil_date;
use crate::platform::{Answer, Problem};

/// A warning whose letter reached the employee and that was not withdrawn.
#[derive(Clone, Debug, Deserialize)]
pub struct PriorWarning {
    pub id: WarningId,
    number: String,
    level: Level,
    stage: Stage,
    issued_at: DateTime<Utc>,
    counts_until: Option<NaiveDate>,
    /// SHA-256 of the letter, in hex.
    pub sha256: String,
}

diesel::define_sql_function! {
    /// The warnings of a person that stand, oldest first, as [`PriorWarning::read`] takes them (migration `warnings`).
    fn standing_warnings(of_employee: sql_types::Uuid) -> sql_types::Jsonb;
}

impl PriorWarning {
    pub fn read(standing: serde_json::Value) -> Answer<Vec<Self>> {
        serde_json::from_value(standing).map_err(Problem::from_internal)
    }

    pub fn issued_on(&self) -> NaiveDate {
        civil_date(self.issued_at)
    }

    /// `书面警告 WRN-2026-0001（已签收）`
    pub fn title(&self) -> String {
        let answered = if self.stage == Stage::Acknowledged { "已签收" } else { "已送达" };
        format!("{} {}（{answered}）", self.level.zh(), self.number)
    }

    /// Whether it counts for something that happened on a day (E-PRIOR-WARN).
    pub fn counts_for(&self, happened_on: NaiveDate) -> bool {
        counts_for(self.level, self.issued_on(), self.counts_until, happened_on)
    }

    pub(super) fn earlier(&self) -> Earlier {
        Earlier { level: self.level, until: self.counts_until }
    }
}

/// The warnings of a person that stand, oldest first; one statement.
pub(super) async fn standing_of(mut db: &Db, employee: EmployeeId) -> Answer<Vec<PriorWarning>> {
    PriorWarning::read(diesel::select(standing_warnings(employee)).get_result(&mut db).await?)
}

/// What is not yet part of the trail that the person reads.
pub async fn hidden_from(mut db: &Db, employee: EmployeeId) -> Answer<Vec<Uuid>> {
    let drafts: Vec<WarningId> = warnings::table
        .filter(warnings::employee_id.eq(employee).and(warnings::open_to_employee.eq(false)))
        .select(warnings::id)
        .load(&mut db)
        .await?;
    Ok(drafts.into_iter().map(Uuid::from).collect())
}
