//! Actual values (实际值) from business systems: JSON or CSV, thousands of lines in five statements.

use std::collections::{BTreeMap, HashMap};

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, Json, Payload};
use actix_web::{HttpRequest, post};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, Jsonb, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::actuals::{Actual, Record};
use domain::quantity::Quantity;
use domain::refused::Words;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Tx;
use store::ids::{CycleId, EmployeeId, ReviewId};
use store::schema::{employees, review_cycles, reviews};
use utoipa::ToSchema;
use uuid::Uuid;

use super::routes::of;
use super::row::ReviewRow;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Events, Kind};
use crate::platform::{Answer, App, Guard, Problem, Scope, http, perm, telemetry};

/// Largest body, and most lines in it.
const LARGEST: usize = 8 * 1024 * 1024;
const MOST_LINES: usize = 50_000;

/// One figure.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActualValue {
    /// The cycle's code.
    #[schema(example = "2026Q2")]
    cycle: String,
    #[schema(example = "SC0018")]
    employee_number: String,
    #[schema(example = "SALES")]
    kpi_code: String,
    /// A decimal with at most six decimals.
    #[schema(example = "125510.44")]
    actual: String,
    /// Refused when it is not the indicator's.
    #[schema(example = "元")]
    unit: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActualValues {
    items: Vec<ActualValue>,
}

/// A line that was not taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActualRejected {
    /// The line of the file, the header being 1; of JSON, the place in the list from 1.
    line: u64,
    #[schema(example = "unknown_employee")]
    code: &'static str,
    message: String,
}

/// What became of the lines.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActualsOutcome {
    /// New or changed values.
    accepted: usize,
    /// On record with this value already.
    unchanged: usize,
    rejected: Vec<ActualRejected>,
}

/// Put actual values on record; a line that cannot be taken stops no other.
///
/// CSV is UTF-8 (with or without BOM) or GB18030 with the header 考核周期,工号,指标编码,实际值,单位.
#[utoipa::path(
    tag = "reviews",
    request_body(content((ActualValues = "application/json"), (String = "text/csv", example = "考核周期,工号,指标编码,实际值,单位\n2026Q2,SC0018,SALES,125510.44,元\n"))),
    responses((status = 200, body = ActualsOutcome), Refusals)
)]
#[post("/review-cycles/actuals")]
pub async fn record_actuals(
    app: App,
    who: Guard<perm::ActualsWrite>,
    request: HttpRequest,
    body: Payload,
) -> Answer<Json<ActualsOutcome>> {
    let records = records_of(&request, body).await?;
    if records.len() > MOST_LINES {
        return Err(Problem::too_large());
    }
    let read = domain::actuals::read(&records)?;
    let english = telemetry::english(&request);
    let mut outcome = ActualsOutcome { accepted: 0, unchanged: 0, rejected: Vec::new() };
    for rejected in read.rejected {
        outcome.reject(rejected.line, rejected.code, rejected.words, english);
    }
    app.change(&who, async |tx| {
        let mut desk = Desk::open(tx, who.scope(), who.principal.employee, &read.items, app.today()).await?;
        for item in &read.items {
            match desk.take(item) {
                Ok(true) => outcome.accepted += 1,
                Ok(false) => outcome.unchanged += 1,
                Err((code, words)) => outcome.reject(item.line, code, words, english),
            }
        }
        outcome.rejected.sort_by_key(|rejected| rejected.line);
        let events = desk.keep(tx).await?;
        Ok((Json(outcome), Events::from(events)))
    })
    .await
}

impl ActualsOutcome {
    fn reject(&mut self, line: u64, code: &'static str, words: Words, english: bool) {
        self.rejected.push(ActualRejected { line, code, message: if english { words.en } else { words.zh } });
    }
}

async fn records_of(request: &HttpRequest, body: Payload) -> Answer<Vec<Record>> {
    let media = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !matches!(media.as_str(), "application/json" | "text/csv") {
        return Err(Problem::unsupported_media_type());
    }
    let bytes: Bytes = match body.to_bytes_limited(LARGEST).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => return Err(http::unreadable(&error.to_string())),
        Err(_) => return Err(Problem::too_large()),
    };
    match media.as_str() {
        "text/csv" => from_csv(&bytes),
        _ => from_json(&bytes),
    }
}

/// JSON items as the lines of a file under the English header.
fn from_json(bytes: &[u8]) -> Answer<Vec<Record>> {
    let said: ActualValues = serde_json::from_slice(bytes).map_err(|error| http::unreadable(&error.to_string()))?;
    let header = ["cycle", "employee_number", "kpi_code", "actual", "unit"].map(str::to_owned).to_vec();
    let lines = said.items.into_iter().zip(1..).map(|(item, line)| Record {
        line,
        fields: vec![item.cycle, item.employee_number, item.kpi_code, item.actual, item.unit.unwrap_or_default()],
    });
    Ok(std::iter::once(Record { line: 0, fields: header }).chain(lines).collect())
}

fn from_csv(bytes: &[u8]) -> Answer<Vec<Record>> {
    let text = decoded(bytes)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| http::unreadable(&error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            Ok(Record { line, fields: record.iter().map(str::to_owned).collect() })
        })
        .collect()
}

/// UTF-8 when it is, else GB18030, as spreadsheets on Chinese machines write it.
fn decoded(bytes: &[u8]) -> Answer<String> {
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bare) {
        return Ok(text.to_owned());
    }
    let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
    if broken {
        return Err(http::unreadable("neither UTF-8 nor GB18030"));
    }
    Ok(text.into_owned())
}

/// What a value of one KPI was before and is now.
#[derive(Serialize)]
struct Change {
    before: Option<Quantity>,
    actual: Quantity,
    unit: String,
}

/// The reviews that the lines speak of, locked.
struct Desk {
    caller: Option<EmployeeId>,
    cycles: HashMap<String, CycleId>,
    people: HashMap<String, Vec<EmployeeId>>,
    reviews: HashMap<(CycleId, EmployeeId), (ReviewRow, BTreeMap<String, Change>)>,
}

type NotTaken = (&'static str, Words);

impl Desk {
    async fn open(
        tx: &mut Tx,
        scope: &Scope,
        caller: Option<EmployeeId>,
        items: &[Actual],
        today: NaiveDate,
    ) -> Answer<Self> {
        let mut codes: Vec<&str> = items.iter().map(|item| item.cycle.as_str()).collect();
        let mut numbers: Vec<&str> = items.iter().map(|item| item.employee_number.as_str()).collect();
        for list in [&mut codes, &mut numbers] {
            list.sort_unstable();
            list.dedup();
        }
        let cycles: HashMap<String, CycleId> = review_cycles::table
            .filter(review_cycles::code.eq_any(codes))
            .select((review_cycles::code, review_cycles::id))
            .load::<(String, CycleId)>(tx)
            .await?
            .into_iter()
            .collect();
        let known: Vec<(String, EmployeeId)> = employees::table
            .filter(employees::number.eq_any(numbers))
            .filter(scope.sees(employees::id, today))
            .select((employees::number, employees::id))
            .load(tx)
            .await?;
        let mut people: HashMap<String, Vec<EmployeeId>> = HashMap::new();
        for (number, id) in known {
            people.entry(number).or_default().push(id);
        }
        let rows: Vec<ReviewRow> = reviews::table
            .filter(reviews::cycle_id.eq_any(cycles.values()))
            .filter(reviews::employee_id.eq_any(people.values().flatten()))
            .order(reviews::id)
            .select(ReviewRow::as_select())
            .for_update()
            .load(tx)
            .await?;
        let reviews = rows.into_iter().map(|row| ((row.cycle_id, row.employee_id), (row, BTreeMap::new()))).collect();
        Ok(Self { caller, cycles, people, reviews })
    }

    /// Takes one line: true when it changed something.
    fn take(&mut self, item: &Actual) -> Result<bool, NotTaken> {
        let cycle = *self.cycles.get(&item.cycle).ok_or_else(|| {
            not_taken(
                "unknown_cycle",
                format!("没有编码为 {} 的考核周期。", item.cycle),
                format!("There is no cycle {}.", item.cycle),
            )
        })?;
        let people = self.people.get(&item.employee_number).map_or(&[][..], Vec::as_slice);
        if people.is_empty() {
            return Err(not_taken(
                "unknown_employee",
                format!("没有工号为 {} 的员工，或不在您的管理范围内。", item.employee_number),
                format!("There is no employee {}, or they are outside your scope.", item.employee_number),
            ));
        }
        let held: Vec<EmployeeId> =
            people.iter().copied().filter(|id| self.reviews.contains_key(&(cycle, *id))).collect();
        let [employee] = held[..] else {
            return Err(unclear(item, held.len()));
        };
        if self.caller == Some(employee) {
            return Err(not_taken(
                "own_figures",
                "不能登记自己的实际值，请由他人或业务系统提交。".to_owned(),
                "Nobody records their own figures; let somebody else or the business system send them.".to_owned(),
            ));
        }
        let (row, changes) = self.reviews.get_mut(&(cycle, employee)).ok_or_else(|| unclear(item, 0))?;
        let goal = row.goals.0.iter().find(|goal| goal.kpi_code == item.kpi_code).ok_or_else(|| {
            not_taken(
                "unknown_kpi",
                format!("员工 {} 本周期没有指标 {}。", item.employee_number, item.kpi_code),
                format!("Employee {} has no goal {} in this cycle.", item.employee_number, item.kpi_code),
            )
        })?;
        domain::actuals::check_unit(item, &goal.unit).map_err(|rejected| (rejected.code, rejected.words))?;
        let before = row.actuals.0.get(&item.kpi_code).copied();
        if before == Some(item.actual) {
            return Ok(false);
        }
        domain::reviews::record_actual(row.stage.0).map_err(locked)?;
        row.actuals.0.insert(item.kpi_code.clone(), item.actual);
        changes.insert(item.kpi_code.clone(), Change { before, actual: item.actual, unit: goal.unit.clone() });
        Ok(true)
    }

    /// Writes every changed review in one statement; one event each.
    async fn keep(self, tx: &mut Tx) -> Answer<Vec<Event>> {
        let mut changed: Vec<_> = self.reviews.into_values().filter(|(_, changes)| !changes.is_empty()).collect();
        changed.sort_by_key(|(row, _)| row.id);
        let ids: Vec<Uuid> = changed.iter().map(|(row, _)| row.id.0).collect();
        let values: Vec<Value> = changed
            .iter()
            .map(|(row, _)| serde_json::to_value(&row.actuals).map_err(Problem::from_internal))
            .collect::<Answer<_>>()?;
        if !ids.is_empty() {
            diesel::sql_query(
                "update reviews set actuals = given.actuals, version = version + 1 \
                 from unnest($1, $2) as given(id, actuals) where reviews.id = given.id",
            )
            .bind::<Array<SqlUuid>, _>(ids)
            .bind::<Array<Jsonb>, _>(values)
            .execute(tx)
            .await?;
        }
        Ok(changed.iter().map(|(row, changes)| recorded(row, changes)).collect())
    }
}

fn recorded(row: &ReviewRow, changes: &BTreeMap<String, Change>) -> Event {
    let review: ReviewId = row.id;
    of(row, Kind::ReviewActualsRecorded)
        .facts(&serde_json::json!({"review_id": review, "changes": changes, "actuals": row.actuals}))
}

fn not_taken(code: &'static str, zh: String, en: String) -> NotTaken {
    (code, Words::new(zh, en))
}

fn locked(refused: domain::refused::Refused) -> NotTaken {
    match refused {
        domain::refused::Refused::State { code, words, .. } => (code, words),
        other => not_taken(other.code(), other.to_string(), other.to_string()),
    }
}

fn unclear(item: &Actual, held: usize) -> NotTaken {
    if held == 0 {
        return not_taken(
            "no_review",
            format!("员工 {} 在 {} 没有考核：目标尚未送达。", item.employee_number, item.cycle),
            format!("Employee {} has no review in {}: the goals were not delivered.", item.employee_number, item.cycle),
        );
    }
    not_taken(
        "ambiguous_employee",
        format!("工号 {} 在多个用人单位都有考核，请由各单位人事分别提交。", item.employee_number),
        format!(
            "Number {} has reviews at several legal entities; let the HR of each send their own.",
            item.employee_number
        ),
    )
}
