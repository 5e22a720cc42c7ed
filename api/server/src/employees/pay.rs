//! What the sums of a separation rest on: entitled gross pay by month, and annual leave.

use std::collections::HashMap;

use actix_web::web::{Json, Path};
use actix_web::{get, put};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, LegalEntityId};
use store::schema::{annual_leaves, employees, wage_months};
use store::{Db, Money, Tx};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::row::Standing;
use crate::platform::crypto::Keyring;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, Page, Problem, Valid, perm};

/// Entitled pay 应得工资 of one month, before the employee's own contributions and tax (R-020).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WageMonth {
    /// `YYYY-MM`
    #[validate(custom(function = month))]
    #[schema(example = "2026-10", pattern = r"^\d{4}-(0[1-9]|1[0-2])$")]
    pub month: String,
    /// All of it, overtime and bonus included.
    pub gross: Money,
    /// How much of it is overtime pay.
    #[serde(default = "nothing")]
    pub overtime: Money,
    /// How much of it is bonus.
    #[serde(default = "nothing")]
    pub bonus: Money,
}

fn nothing() -> Money {
    Money(law::Fen(0))
}

fn month(text: &str) -> Result<(), ValidationError> {
    first_day(text).map(|_| ()).ok_or_else(|| {
        ValidationError::new("month").with_message("月份须形如 2026-10。|A month looks like 2026-10.".into())
    })
}

fn first_day(month: &str) -> Option<NaiveDate> {
    if month.len() != 7 {
        return None;
    }
    format!("{month}-01").parse().ok()
}

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WageMonths {
    #[validate(length(min = 1, max = 60), nested)]
    months: Vec<WageMonth>,
}

/// Pay of one employee in one month, as an ERP sends it.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmployeeWageMonth {
    #[validate(length(min = 1, max = 32))]
    #[schema(example = "SC0018")]
    employee_number: String,
    #[validate(custom(function = month))]
    #[schema(example = "2026-10", pattern = r"^\d{4}-(0[1-9]|1[0-2])$")]
    month: String,
    gross: Money,
    #[serde(default = "nothing")]
    overtime: Money,
    #[serde(default = "nothing")]
    bonus: Money,
}

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkWages {
    legal_entity_id: LegalEntityId,
    #[validate(length(min = 1, max = 20_000), nested)]
    items: Vec<EmployeeWageMonth>,
}

#[derive(Serialize, ToSchema)]
pub struct WagesAccepted {
    accepted: usize,
}

const COLUMN: &str = "wage_months";

/// Pay of many people from a month on, oldest first; one statement.
pub async fn wages_since(
    mut db: &Db,
    keyring: &Keyring,
    people: &[EmployeeId],
    from: NaiveDate,
) -> Answer<HashMap<EmployeeId, Vec<WageMonth>>> {
    let rows: Vec<(EmployeeId, Vec<u8>)> = wage_months::table
        .filter(wage_months::employee_id.eq_any(people).and(wage_months::month.ge(from)))
        .order((wage_months::employee_id, wage_months::month))
        .select((wage_months::employee_id, wage_months::sealed))
        .load(&mut db)
        .await?;
    let mut found: HashMap<EmployeeId, Vec<WageMonth>> = HashMap::with_capacity(people.len());
    for (employee, sealed) in rows {
        found.entry(employee).or_default().push(WageMonth::open(keyring, &sealed)?);
    }
    Ok(found)
}

/// Pay of a person by month, latest first.
async fn wages_of(mut db: &Db, keyring: &Keyring, employee: EmployeeId, limit: i64) -> Answer<Vec<WageMonth>> {
    let rows: Vec<Vec<u8>> = wage_months::table
        .filter(wage_months::employee_id.eq(employee))
        .order(wage_months::month.desc())
        .limit(limit)
        .select(wage_months::sealed)
        .load(&mut db)
        .await?;
    rows.iter().map(|sealed| WageMonth::open(keyring, sealed)).collect()
}

impl WageMonth {
    /// From the sealed column, for a slice that has read it within its scope.
    pub fn open(keyring: &Keyring, sealed: &[u8]) -> Answer<Self> {
        serde_json::from_str(&keyring.open_column(COLUMN, sealed)?).map_err(Problem::from_internal)
    }
}

async fn keep(app: &App, tx: &mut Tx, rows: &[(EmployeeId, WageMonth)]) -> Answer<()> {
    for batch in rows.chunks(5_000) {
        let mut sealed = Vec::with_capacity(batch.len());
        for (employee, wage) in batch {
            let day = first_day(&wage.month).ok_or_else(Problem::invalid)?;
            let json = serde_json::to_string(wage).map_err(Problem::from_internal)?;
            sealed.push((
                wage_months::employee_id.eq(*employee),
                wage_months::month.eq(day),
                wage_months::sealed.eq(app.keyring.seal_column(COLUMN, &json)?),
                wage_months::updated_at.eq(app.now()),
            ));
        }
        diesel::insert_into(wage_months::table)
            .values(&sealed)
            .on_conflict((wage_months::employee_id, wage_months::month))
            .do_update()
            .set((
                wage_months::sealed.eq(diesel::upsert::excluded(wage_months::sealed)),
                wage_months::updated_at.eq(diesel::upsert::excluded(wage_months::updated_at)),
            ))
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// Entitled pay by month, latest first.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), responses((status = 200, body = Page<WageMonth>), Refusals))]
#[get("/employees/{id}/wages")]
pub async fn list_wages(app: App, who: Guard<perm::WagesRead>, id: Path<EmployeeId>) -> Answer<Page<WageMonth>> {
    let db = app.read().await?;
    Standing::find(&db, who.scope(), *id, app.today()).await?;
    Ok(Page::whole(wages_of(&db, &app.keyring, *id, 200).await?))
}

/// Put pay of one person on record; a month that is on record is replaced.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), request_body = WageMonths, responses((status = 200, body = WagesAccepted), Refusals))]
#[put("/employees/{id}/wages")]
pub async fn record_wages(
    app: App,
    who: Guard<perm::WagesWrite>,
    id: Path<EmployeeId>,
    said: Valid<WageMonths>,
) -> Answer<Json<WagesAccepted>> {
    app.change(&who, async |tx| {
        let standing = Standing::find(tx, who.scope(), *id, app.today()).await?;
        let rows: Vec<_> = said.0.months.iter().map(|month| (*id, month.clone())).collect();
        keep(&app, tx, &rows).await?;
        let event = Event::new(Kind::WagesRecorded, standing.legal_entity_id, *id).about(*id).facts(&said.0.months);
        Ok((Json(WagesAccepted { accepted: rows.len() }), event))
    })
    .await
}

/// Put pay of many on record, all or nothing.
#[utoipa::path(tag = "employees", request_body = BulkWages, responses((status = 200, body = WagesAccepted), Refusals))]
#[put("/wages")]
pub async fn record_wages_in_bulk(
    app: App,
    who: Guard<perm::WagesWrite>,
    said: Valid<BulkWages>,
) -> Answer<Json<WagesAccepted>> {
    let BulkWages { legal_entity_id, items } = said.0;
    who.scope().require_entity(legal_entity_id)?;
    app.change(&who, async |tx| {
        let numbers: Vec<&str> = items.iter().map(|item| item.employee_number.as_str()).collect();
        let known: std::collections::HashMap<String, EmployeeId> = employees::table
            .filter(employees::legal_entity_id.eq(legal_entity_id).and(employees::number.eq_any(numbers)))
            .select((employees::number, employees::id))
            .load::<(String, EmployeeId)>(tx)
            .await?
            .into_iter()
            .collect();
        let mut rows = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let id = known.get(&item.employee_number).ok_or_else(|| {
                Problem::field(
                    format!("/items/{at}/employee_number"),
                    "unknown_employee",
                    "没有这个工号。",
                    "There is no such employee number.",
                )
            })?;
            let EmployeeWageMonth { month, gross, overtime, bonus, .. } = item;
            rows.push((*id, WageMonth { month: month.clone(), gross: *gross, overtime: *overtime, bonus: *bonus }));
        }
        keep(&app, tx, &rows).await?;
        let mut by_person: std::collections::BTreeMap<EmployeeId, Vec<WageMonth>> = Default::default();
        for (id, wage) in rows {
            by_person.entry(id).or_default().push(wage);
        }
        let events: Vec<Event> = by_person
            .iter()
            .map(|(id, months)| Event::new(Kind::WagesRecorded, legal_entity_id, *id).about(*id).facts(months))
            .collect();
        Ok((Json(WagesAccepted { accepted: items.len() }), events))
    })
    .await
}

/// Annual leave of one year.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset, Serialize, Deserialize, Validate, ToSchema)]
#[diesel(table_name = annual_leaves)]
#[serde(deny_unknown_fields)]
pub struct AnnualLeave {
    /// Days by law and agreement (R-040).
    #[validate(range(min = 0, max = 366))]
    #[schema(example = 10)]
    pub entitlement_days: i16,
    /// Days arranged and taken.
    #[validate(range(min = 0, max = 366))]
    #[schema(example = 3)]
    pub used_days: i16,
}

pub async fn annual_leave_of(mut db: &Db, employee: EmployeeId, year: i32) -> Answer<Option<AnnualLeave>> {
    let year = i16::try_from(year).map_err(|_| Problem::invalid_query())?;
    Ok(annual_leaves::table.find((employee, year)).select(AnnualLeave::as_select()).first(&mut db).await.optional()?)
}

/// The same for many, each in the year of a day of their own; one statement.
pub async fn annual_leaves_of(
    mut db: &Db,
    wanted: &[(EmployeeId, NaiveDate)],
) -> Answer<HashMap<(EmployeeId, i32), AnnualLeave>> {
    let (people, years): (Vec<EmployeeId>, Vec<i16>) =
        wanted.iter().filter_map(|(employee, on)| Some((*employee, i16::try_from(on.year()).ok()?))).unzip();
    let rows: Vec<(EmployeeId, i16, AnnualLeave)> = annual_leaves::table
        .filter(annual_leaves::employee_id.eq_any(people).and(annual_leaves::year.eq_any(years)))
        .select((annual_leaves::employee_id, annual_leaves::year, AnnualLeave::as_select()))
        .load(&mut db)
        .await?;
    Ok(rows.into_iter().map(|(employee, year, leave)| ((employee, i32::from(year)), leave)).collect())
}

/// Annual leave of a person in a year.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path), ("year" = i16, Path)), responses((status = 200, body = AnnualLeave), Refusals))]
#[get("/employees/{id}/annual-leave/{year}")]
pub async fn show_annual_leave(
    app: App,
    who: Guard<perm::EmployeesRead>,
    path: Path<(EmployeeId, i16)>,
) -> Answer<Json<AnnualLeave>> {
    let (id, year) = path.into_inner();
    let db = app.read().await?;
    Standing::find(&db, who.scope(), id, app.today()).await?;
    annual_leave_of(&db, id, i32::from(year)).await?.map(Json).ok_or_else(Problem::not_found)
}

/// Put annual leave of a year on record.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path), ("year" = i16, Path)), request_body = AnnualLeave, responses((status = 200, body = AnnualLeave), Refusals))]
#[put("/employees/{id}/annual-leave/{year}")]
pub async fn record_annual_leave(
    app: App,
    who: Guard<perm::LeaveWrite>,
    path: Path<(EmployeeId, i16)>,
    said: Valid<AnnualLeave>,
) -> Answer<Json<AnnualLeave>> {
    let (id, year) = path.into_inner();
    if (i32::from(year) - app.today().year()).abs() > 10 {
        return Err(Problem::field("/year", "year", "年份不在合理范围内。", "That year is out of range."));
    }
    app.change(&who, async |tx| {
        let standing = Standing::find(tx, who.scope(), id, app.today()).await?;
        diesel::insert_into(annual_leaves::table)
            .values((annual_leaves::employee_id.eq(id), annual_leaves::year.eq(year), annual_leaves::updated_at.eq(app.now()), &said.0))
            .on_conflict((annual_leaves::employee_id, annual_leaves::year))
            .do_update()
            .set((&said.0, annual_leaves::updated_at.eq(app.now())))
            .execute(tx)
            .await?;
        let facts = serde_json::json!({"year": year, "entitlement_days": said.0.entitlement_days, "used_days": said.0.used_days});
        let event = Event::new(Kind::AnnualLeaveRecorded, standing.legal_entity_id, id).about(id).facts(&facts);
        Ok((Json(said.0), event))
    })
    .await
}
