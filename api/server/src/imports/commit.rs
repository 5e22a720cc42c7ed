//! The commit: units, positions, new people and corrections in one transaction, or none of it.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::roster::{Level, RosterRow};
use store::ids::{EmployeeId, ImportId};
use store::schema::{import_issues, imports, legal_entities};
use store::{Db, Json, Money, Tx};

use super::check::{Examined, examine, read};
use super::corrections::{Corrections, Place};
use super::jobs::{Job, progress};
use super::managers::{line, managers_first};
use super::record::{Record, key};
use super::row::{Failure, Finding, ImportResult, ImportRow, ImportState};
use super::units::{Units, settle_positions};
use super::upload::open_workbook;
use super::workbook::Format;
use crate::accounts::create_for_employees;
use crate::employees::{ContractFacts, Hire, hire_all};
use crate::platform::journal::{Event, Events, Kind};
use crate::platform::{Answer, App, Problem, ids};

/// People hired between two reports of progress.
const BATCH: usize = 1_000;

/// Does the job. The workbook is looked at again: what is on record may have changed since the check, and
/// then nothing is written and the new findings are shown.
pub(super) async fn run(app: &App, job: &Job) -> Answer<()> {
    app.change(&job.caller(), async |tx| {
        if !job.hold(tx).await? {
            return Ok(((), Events::nothing_changed()));
        }
        let import = ImportRow::load(tx, job.import_id).await?;
        progress(app, import.id, 0, usize::try_from(import.good_rows).unwrap_or_default()).await?;
        // One commit at a time for a legal entity; hiring somebody by hand goes on meanwhile.
        let city: String = legal_entities::table
            .find(import.legal_entity_id)
            .select(legal_entities::city)
            .for_no_key_update()
            .first(tx)
            .await?;
        let sheets = read(app, &import).await?.map_err(unreadable)?;
        let record = Record::load(tx, import.legal_entity_id).await?;
        let examined = examine(app, tx, &record, sheets).await?.map_err(unreadable)?;
        job.done(tx).await?;
        if !bad_rows(&examined).is_subset(&bad_rows_before(tx, import.id).await?)
            || (examined.error_rows() > 0 && !job.skip_error_rows)
        {
            return Ok(((), show_again(app, tx, &import, &examined).await?.into()));
        }
        let (result, mut events) = take(app, tx, import.id, &record, &examined, &city).await?;
        let rows = i32::try_from(examined.good_rows()).unwrap_or(i32::MAX);
        let row: ImportRow = diesel::update(imports::table.find(import.id))
            .set((
                imports::state.eq(ImportState::Committed.as_str()),
                imports::version.eq(import.version + 1),
                imports::result.eq(Some(Json(result))),
                imports::done.eq(rows),
                imports::total.eq(rows),
            ))
            .returning(ImportRow::as_returning())
            .get_result(tx)
            .await?;
        let event = Event::new(Kind::ImportCommitted, import.legal_entity_id, import.id).facts(&row.shown(true));
        events.push(attached(event, open_workbook(app, &import).await?));
        Ok(((), Events::from(events)))
    })
    .await
}

fn unreadable(failure: Failure) -> Problem {
    Problem::field("/file", failure.code, failure.zh, failure.en)
}

fn attached(event: Event, workbook: Vec<u8>) -> Event {
    let (name, media) = match Format::of(&workbook) {
        Some(Format::Xls) => ("workbook.xls", "application/vnd.ms-excel"),
        Some(Format::Csv) => ("workbook.csv", "text/csv"),
        _ => ("workbook.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    event.attach(name, media, workbook)
}

/// Rows of the people's sheet with an error.
fn bad_rows(examined: &Examined) -> HashSet<i32> {
    let errors = examined
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error && finding.sheet == examined.roster.sheet);
    errors.map(|finding| i32::try_from(finding.row).unwrap_or(i32::MAX)).collect()
}

async fn bad_rows_before(mut db: &Db, import: ImportId) -> Answer<HashSet<i32>> {
    let rows: Vec<i32> = import_issues::table
        .inner_join(imports::table)
        .filter(import_issues::import_id.eq(import).and(import_issues::level.eq("error")))
        .filter(imports::sheet.eq(import_issues::sheet.nullable()))
        .select(import_issues::sheet_row)
        .load(&mut db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Back to `checked`, with what is wrong now.
async fn show_again(app: &App, tx: &mut Tx, import: &ImportRow, examined: &Examined) -> Answer<Event> {
    let before = bad_rows_before(tx, import.id).await?;
    let mut new: Vec<i32> = bad_rows(examined).difference(&before).copied().collect();
    new.sort_unstable();
    let rows: Vec<String> = new.iter().take(10).map(ToString::to_string).collect();
    let failure = Failure {
        code: "changed_since_check".into(),
        zh: format!("核对之后在册信息有变，第 {} 行现在无法导入。请查看新的提示后再导入。", rows.join("、")),
        en: format!(
            "What is on record has changed since the check: row {} cannot be taken now. See the new findings first.",
            rows.join(", ")
        ),
    };
    Finding::replace_all(app, tx, import.id, &examined.findings).await?;
    let row: ImportRow = diesel::update(imports::table.find(import.id))
        .set((
            examined.figures(),
            imports::state.eq(ImportState::Checked.as_str()),
            imports::version.eq(import.version + 1),
            imports::failure.eq(Some(Json(failure))),
            imports::done.eq(0),
        ))
        .returning(ImportRow::as_returning())
        .get_result(tx)
        .await?;
    Ok(Event::new(Kind::ImportChecked, import.legal_entity_id, import.id).facts(&row.shown(true)))
}

/// Everything but the import itself.
async fn take(
    app: &App,
    tx: &mut Tx,
    import: ImportId,
    record: &Record,
    examined: &Examined,
    city: &str,
) -> Answer<(ImportResult, Vec<Event>)> {
    let good: Vec<&RosterRow> =
        examined.roster.rows.iter().filter(|row| !examined.bad_rows.contains(&row.row)).collect();
    let units = Units::settle(app, tx, record, &examined.roster).await?;
    let (positions, mut events) = settle_positions(app, tx, record, &good).await?;
    let mut people: HashMap<String, EmployeeId> =
        record.people.values().map(|person| (key(&person.number), person.id)).collect();
    let known_before = people.len();
    let rows: Vec<(EmployeeId, &RosterRow)> =
        good.iter().map(|row| (*people.entry(key(&row.number)).or_insert_with(ids::new), *row)).collect();
    let created = people.len() - known_before;
    let line = line(record, &rows, &people, &units.heads(record, &people));

    let mut hires = Vec::with_capacity(created);
    let mut corrections = Corrections::default();
    for (id, row) in rows {
        let place = Place {
            org_unit_id: units.of(row)?,
            position_id: positions
                .get(&key(&row.position))
                .copied()
                .ok_or_else(|| Problem::from_internal("a position vanished"))?,
            manager_id: line.get(&id).copied().flatten(),
        };
        match record.people.get(&key(&row.number)) {
            Some(person) => corrections.compare(app, record, person, row, place)?,
            None => hires.push((id, hire(record, row, place, city))),
        }
    }
    let updated = corrections.updated;
    let mut done = good.len() - hires.len();
    for batch in managers_first(hires, &line).chunks(BATCH) {
        events.extend(hire_all(app, tx, batch).await?);
        let with_account: Vec<_> = batch
            .iter()
            .map(|(id, hire)| (*id, hire.legal_entity_id, hire.number.clone(), hire.name.clone()))
            .collect();
        events.extend(create_for_employees(app, tx, &with_account).await?);
        done += batch.len();
        progress(app, import, done, good.len()).await?;
    }
    events.extend(corrections.write(app, tx).await?);
    events.extend(units.finish(tx, record, &people).await?);
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let result = ImportResult {
        created: count(created),
        updated: count(updated),
        unchanged: count(good.len() - created - updated),
        skipped: count(examined.error_rows()),
    };
    Ok((result, events))
}

fn hire(record: &Record, row: &RosterRow, place: Place, city: &str) -> Hire {
    Hire {
        legal_entity_id: record.entity,
        number: row.number.clone(),
        name: row.name.clone(),
        national_id: row.national_id.clone(),
        phone: Some(row.phone.clone()),
        email: row.email.clone(),
        bank_account: row.bank_account.clone(),
        work_city: row.work_city.clone().unwrap_or_else(|| city.to_owned()),
        hired_on: row.hired_on,
        org_unit_id: place.org_unit_id,
        position_id: place.position_id,
        manager_id: place.manager_id,
        contract: ContractFacts {
            kind: row.contract_kind,
            from: row.contract_from,
            until: row.contract_until,
            probation_until: row.probation_until,
            monthly_wage: Money(row.monthly_wage),
            signed_on: None,
        },
    }
}
