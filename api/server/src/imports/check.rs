//! The check: every cell of the workbook against the rules and against what is on record.

use std::collections::HashSet;
use std::sync::Arc;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::refused::{Refused, Words};
use domain::roster::{Level, Roster, Sheet};
use serde_json::json;
use store::Json;
use store::schema::imports;

use super::jobs::{Job, progress};
use super::record::Record;
use super::row::{Failure, Finding, ImportRow, ImportState};
use super::upload::{not_a_workbook, open_workbook};
use super::workbook::{self, Unreadable};
use crate::platform::journal::{Event, Events, Kind};
use crate::platform::{Answer, App, Problem};

/// A roster with all that was found in it.
pub(super) struct Examined {
    pub roster: Roster,
    pub findings: Vec<Finding>,
    /// Rows of people that cannot be taken.
    pub bad_rows: HashSet<u32>,
}

impl Examined {
    /// Rows that cannot be taken, those about nobody on the list of good ones included.
    pub fn error_rows(&self) -> usize {
        self.roster.data_rows - self.good_rows()
    }

    pub fn good_rows(&self) -> usize {
        self.roster.rows.iter().filter(|row| !self.bad_rows.contains(&row.row)).count()
    }

    pub fn warning_rows(&self) -> usize {
        let warned = self
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Warning && finding.sheet == self.roster.sheet);
        warned.map(|finding| finding.row).collect::<HashSet<_>>().len()
    }

    pub fn figures(&self) -> Figures {
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        Figures {
            sheet: self.roster.sheet.clone(),
            header_row: i32::try_from(self.roster.header_row).unwrap_or(i32::MAX),
            data_rows: count(self.roster.data_rows),
            good_rows: count(self.good_rows()),
            error_rows: count(self.error_rows()),
            warning_rows: count(self.warning_rows()),
        }
    }
}

/// What a check found, in figures.
#[derive(AsChangeset)]
#[diesel(table_name = imports)]
pub(super) struct Figures {
    sheet: String,
    header_row: i32,
    data_rows: i32,
    good_rows: i32,
    error_rows: i32,
    warning_rows: i32,
}

/// Does the job; a file that cannot be read is an outcome, not an error.
pub(super) async fn run(app: &App, job: &Job) -> Answer<()> {
    app.change(&job.caller(), async |tx| {
        if !job.hold(tx).await? {
            return Ok(((), Events::nothing_changed()));
        }
        let import = ImportRow::load(tx, job.import_id).await?;
        let examined = match read(app, &import).await? {
            Ok(sheets) => {
                let rows = sheets.iter().map(|sheet| sheet.rows.len()).max().unwrap_or_default();
                progress(app, import.id, 0, rows).await?;
                let record = Record::load(tx, import.legal_entity_id).await?;
                examine(app, tx, &record, sheets).await?
            }
            Err(refused) => Err(refused),
        };
        job.done(tx).await?;
        let event = Event::new(Kind::ImportChecked, import.legal_entity_id, import.id);
        match examined {
            Ok(examined) => {
                Finding::replace_all(app, tx, import.id, &examined.findings).await?;
                let rows = i32::try_from(examined.roster.data_rows).unwrap_or(i32::MAX);
                let row: ImportRow = diesel::update(imports::table.find(import.id))
                    .set((
                        examined.figures(),
                        imports::state.eq(ImportState::Checked.as_str()),
                        imports::version.eq(import.version + 1),
                        imports::done.eq(rows),
                        imports::total.eq(rows),
                    ))
                    .returning(ImportRow::as_returning())
                    .get_result(tx)
                    .await?;
                Ok(((), event.facts(&row.shown(true)).into()))
            }
            Err(failure) => {
                diesel::update(imports::table.find(import.id))
                    .set((
                        imports::state.eq(ImportState::Failed.as_str()),
                        imports::version.eq(import.version + 1),
                        imports::failure.eq(Some(Json(&failure))),
                    ))
                    .execute(tx)
                    .await?;
                let facts =
                    json!({"file_name": import.file_name, "sha256": hex::encode(&import.sha256), "refused": failure});
                Ok(((), event.facts(&facts).into()))
            }
        }
    })
    .await
}

/// The cells of the workbook, or why there are none.
pub(super) async fn read(app: &App, import: &ImportRow) -> Answer<Result<Arc<Vec<Sheet>>, Failure>> {
    let bytes = open_workbook(app, import).await?;
    // A reader that panics on a crafted file has refused it, and must not take the job loop with it.
    match tokio::task::spawn_blocking(move || workbook::sheets(&bytes)).await {
        Ok(Ok(sheets)) => Ok(Ok(Arc::new(sheets))),
        Ok(Err(Unreadable::TooLarge)) => Ok(Err(Failure::of(&Problem::too_large()))),
        Ok(Err(reason)) => {
            tracing::info!(%reason, "a workbook was refused");
            Ok(Err(Failure::of(&not_a_workbook())))
        }
        Err(stopped) => {
            tracing::warn!(%stopped, "a workbook could not be read");
            Ok(Err(Failure::of(&not_a_workbook())))
        }
    }
}

/// Looks at every cell, and at what is on record.
pub(super) async fn examine(
    app: &App,
    db: &store::Db,
    record: &Record,
    sheets: Arc<Vec<Sheet>>,
) -> Answer<Result<Examined, Failure>> {
    let known = record.known(app.today());
    let roster = match app.blocking(move || Ok(domain::roster::read(&sheets, &known))).await? {
        Ok(roster) => roster,
        Err(refused) => return Ok(Err(failure_of(&refused))),
    };
    let conflicts = record.conflicts(app, db, &roster).await?;
    let mut findings: Vec<Finding> = roster.issues.iter().map(finding).collect();
    let units_sheet = findings.iter().position(|finding| finding.sheet != roster.sheet).unwrap_or(findings.len());
    let bad_rows = conflicts.iter().map(|finding| finding.row).collect();
    findings.splice(units_sheet..units_sheet, conflicts);
    // Stable, so that the findings of one row stay in the order of its columns.
    findings.sort_by_key(|finding| (finding.sheet != roster.sheet, finding.row));
    Ok(Ok(Examined { roster, findings, bad_rows }))
}

fn finding(issue: &domain::roster::Issue) -> Finding {
    Finding {
        sheet: issue.sheet.clone(),
        row: issue.row,
        column: issue.column.clone(),
        code: issue.code.to_owned(),
        level: issue.level,
        value: issue.value.clone(),
        zh: issue.words.zh.clone(),
        en: issue.words.en.clone(),
    }
}

fn failure_of(refused: &Refused) -> Failure {
    let words: Vec<&Words> = match refused {
        Refused::State { words, .. } => vec![words],
        Refused::Invalid(faults) => faults.iter().map(|fault| &fault.words).collect(),
    };
    let zh = words.iter().map(|words| words.zh.as_str()).collect();
    let en = words.iter().map(|words| words.en.as_str()).collect::<Vec<_>>().join(" ");
    Failure { code: refused.code().to_owned(), zh, en }
}
