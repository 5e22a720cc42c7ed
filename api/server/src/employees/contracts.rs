//! Contracts 劳动合同 within an employment.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use actix_web::web::Path;
use actix_web::{get, post};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::recruitment::Probation;
pub use domain::roster::ContractKind;
use serde::{Deserialize, Serialize};
use store::ids::{ContractId, EmployeeId, EmploymentId, LegalEntityId};
use store::schema::{contracts, employments};
use store::{Db, Money, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::row::Standing;
use crate::platform::crypto::Keyring;
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Problem, Valid, ids, perm};

/// Terms of a contract.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractFacts {
    pub kind: ContractKind,
    pub from: NaiveDate,
    /// Last day; null for an open-ended contract.
    pub until: Option<NaiveDate>,
    /// Last day of probation 试用期.
    pub probation_until: Option<NaiveDate>,
    pub monthly_wage: Money,
    pub signed_on: Option<NaiveDate>,
}

/// A labour contract 劳动合同.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Contract {
    pub id: ContractId,
    pub version: i32,
    #[serde(flatten)]
    pub terms: ContractTerms,
}

/// Terms as shown: the wage only to those who may see pay.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContractTerms {
    pub kind: ContractKind,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub probation_until: Option<NaiveDate>,
    pub monthly_wage: Option<Money>,
    pub signed_on: Option<NaiveDate>,
}

impl Versioned for Contract {
    fn version(&self) -> i32 {
        self.version
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = contracts)]
struct ContractRow {
    id: ContractId,
    version: i32,
    kind: Text<ContractKind>,
    from_on: NaiveDate,
    until_on: Option<NaiveDate>,
    probation_until: Option<NaiveDate>,
    monthly_wage_sealed: Vec<u8>,
    signed_on: Option<NaiveDate>,
}

impl ContractRow {
    fn open(self, keyring: &Keyring, with_pay: bool) -> Answer<Contract> {
        let monthly_wage = match with_pay {
            true => Some(open_wage(keyring, &self.monthly_wage_sealed)?),
            false => None,
        };
        Ok(Contract {
            id: self.id,
            version: self.version,
            terms: ContractTerms {
                kind: self.kind.0,
                from: self.from_on,
                until: self.until_on,
                probation_until: self.probation_until,
                monthly_wage,
                signed_on: self.signed_on,
            },
        })
    }
}

impl ContractRow {
    fn recorded(self) -> RecordedContract {
        let Self { id, kind, from_on, until_on, probation_until, signed_on, .. } = self;
        RecordedContract { id, kind: kind.0, from: from_on, until: until_on, probation_until, signed_on }
    }
}

const WAGE: &str = "contracts.monthly_wage";

pub(super) fn seal_wage(keyring: &Keyring, wage: Money) -> Answer<Vec<u8>> {
    Ok(keyring.seal_column(WAGE, &wage.0.to_string())?)
}

fn open_wage(keyring: &Keyring, sealed: &[u8]) -> Answer<Money> {
    let text = keyring.open_column(WAGE, sealed)?;
    text.parse().map(Money).map_err(Problem::from_internal)
}

/// The contract in force on a day, or the last one before, with its pay.
pub async fn current_contract(
    mut db: &Db,
    keyring: &Keyring,
    employee: EmployeeId,
    on: NaiveDate,
) -> Answer<Option<Contract>> {
    let row: Option<ContractRow> = contracts::table
        .filter(contracts::employee_id.eq(employee).and(contracts::from_on.le(on)))
        .order(contracts::from_on.desc())
        .select(ContractRow::as_select())
        .first(&mut db)
        .await
        .optional()?;
    row.map(|row| row.open(keyring, true)).transpose()
}

/// The same for many, each on a day of their own; one statement.
pub async fn contracts_in_force(
    mut db: &Db,
    keyring: &Keyring,
    wanted: &[(EmployeeId, NaiveDate)],
) -> Answer<HashMap<EmployeeId, Contract>> {
    let days: HashMap<EmployeeId, NaiveDate> = wanted.iter().copied().collect();
    let latest = days.values().max().copied().unwrap_or_default();
    let rows: Vec<(EmployeeId, ContractRow)> = contracts::table
        .filter(contracts::employee_id.eq_any(days.keys().copied()).and(contracts::from_on.le(latest)))
        .order((contracts::employee_id, contracts::from_on.desc()))
        .select((contracts::employee_id, ContractRow::as_select()))
        .load(&mut db)
        .await?;
    let mut found = HashMap::with_capacity(days.len());
    for (employee, row) in rows {
        let begun = days.get(&employee).is_some_and(|on| row.from_on <= *on);
        if begun && let Entry::Vacant(place) = found.entry(employee) {
            place.insert(row.open(keyring, true)?);
        }
    }
    Ok(found)
}

/// The contract of each employment with a legal entity that has begun last by a day, without its pay; one statement.
pub async fn contracts_with(
    mut db: &Db,
    entity: LegalEntityId,
    on: NaiveDate,
) -> Answer<HashMap<EmploymentId, RecordedContract>> {
    let rows: Vec<(EmploymentId, ContractRow)> = contracts::table
        .inner_join(employments::table)
        .filter(
            employments::legal_entity_id.eq(entity).and(employments::left_on.is_null().or(employments::left_on.ge(on))),
        )
        .filter(contracts::from_on.le(on))
        .distinct_on(contracts::employment_id)
        .order((contracts::employment_id, contracts::from_on.desc()))
        .select((contracts::employment_id, ContractRow::as_select()))
        .load(&mut db)
        .await?;
    Ok(rows.into_iter().map(|(employment, row)| (employment, row.recorded())).collect())
}

/// A contract without its pay, as the database's `case_records` reads it.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedContract {
    pub id: ContractId,
    pub kind: ContractKind,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub probation_until: Option<NaiveDate>,
    pub signed_on: Option<NaiveDate>,
}

/// Contracts of a person, latest first. Pay is shown to the person, HR and payroll.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), responses((status = 200, body = Page<Contract>), Refusals))]
#[get("/employees/{id}/contracts")]
pub async fn list_contracts(app: App, who: Guard<perm::EmployeesRead>, id: Path<EmployeeId>) -> Answer<Page<Contract>> {
    use crate::platform::access::Role;
    let db = app.read().await?;
    Standing::find(&db, who.scope(), *id, app.today()).await?;
    let with_pay = who.is_oneself(*id) || [Role::Hr, Role::Payroll].into_iter().any(|role| who.principal.has(role));
    let rows: Vec<ContractRow> = contracts::table
        .filter(contracts::employee_id.eq(*id))
        .order(contracts::from_on.desc())
        .select(ContractRow::as_select())
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(rows.into_iter().map(|row| row.open(&app.keyring, with_pay)).collect::<Answer<_>>()?))
}

/// Put a concluded contract on record.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path)), request_body = ContractFacts, responses((status = 201, body = Contract), Refusals))]
#[post("/employees/{id}/contracts")]
pub async fn conclude_contract(
    app: App,
    who: Guard<perm::EmployeesWrite>,
    id: Path<EmployeeId>,
    said: Valid<ContractFacts>,
) -> Answer<Created<Contract>> {
    let facts = said.0;
    check_terms(&facts)?;
    app.change(&who, async |tx| {
        let standing = Standing::find(tx, who.scope(), *id, app.today()).await?;
        let row = insert_contract(&app, tx, (standing.employment_id, *id), &facts).await?;
        let contract = row.open(&app.keyring, true)?;
        let event =
            Event::new(Kind::ContractConcluded, standing.legal_entity_id, contract.id).about(*id).facts(&contract);
        Ok((Created(contract), event))
    })
    .await
}

async fn insert_contract(
    app: &App,
    tx: &mut Tx,
    (employment, employee): (EmploymentId, EmployeeId),
    facts: &ContractFacts,
) -> Answer<ContractRow> {
    Ok(diesel::insert_into(contracts::table)
        .values((
            contracts::id.eq(ids::new::<ContractId>()),
            contracts::employment_id.eq(employment),
            contracts::employee_id.eq(employee),
            contracts::kind.eq(Text(facts.kind)),
            contracts::from_on.eq(facts.from),
            contracts::until_on.eq(facts.until),
            contracts::probation_until.eq(facts.probation_until),
            contracts::monthly_wage_sealed.eq(seal_wage(&app.keyring, facts.monthly_wage)?),
            contracts::signed_on.eq(facts.signed_on),
            contracts::created_at.eq(app.now()),
        ))
        .returning(ContractRow::as_returning())
        .get_result(tx)
        .await?)
}

/// Puts a contract on record that both sides have just signed, in place of one of the same first day that was
/// agreed and not signed; answers what happened.
pub async fn conclude(
    app: &App,
    tx: &mut Tx,
    (employee, entity): (EmployeeId, LegalEntityId),
    facts: &ContractFacts,
) -> Answer<Event> {
    let employment: EmploymentId = employments::table
        .filter(employments::employee_id.eq(employee).and(employments::legal_entity_id.eq(entity)))
        .order(employments::hired_on.desc())
        .select(employments::id)
        .first(tx)
        .await?;
    let unsigned: Option<ContractRow> = diesel::update(contracts::table)
        .filter(contracts::employment_id.eq(employment).and(contracts::from_on.eq(facts.from)))
        .filter(contracts::signed_on.is_null())
        .set((
            contracts::kind.eq(Text(facts.kind)),
            contracts::until_on.eq(facts.until),
            contracts::probation_until.eq(facts.probation_until),
            contracts::monthly_wage_sealed.eq(seal_wage(&app.keyring, facts.monthly_wage)?),
            contracts::signed_on.eq(facts.signed_on),
            contracts::version.eq(contracts::version + 1),
        ))
        .returning(ContractRow::as_returning())
        .get_result(tx)
        .await
        .optional()?;
    let row = match unsigned {
        Some(row) => row,
        None => insert_contract(app, tx, (employment, employee), facts).await?,
    };
    let contract = row.open(&app.keyring, true)?;
    Ok(Event::new(Kind::ContractConcluded, entity, contract.id).about(employee).facts(&contract))
}

/// First and last day of the contract before a day.
#[derive(Clone, Debug, Serialize)]
pub struct EarlierContract {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// The last contract of an employment that began before a day. One that still runs on that day cannot be followed.
pub async fn contract_before(
    mut db: &Db,
    employment: EmploymentId,
    from: NaiveDate,
) -> Answer<Option<EarlierContract>> {
    // One of the same first day that nobody has signed is the one to be concluded.
    let is_this_one = contracts::from_on.eq(from).and(contracts::signed_on.is_null());
    let found: Option<(NaiveDate, Option<NaiveDate>)> = contracts::table
        .filter(contracts::employment_id.eq(employment).and(contracts::from_on.le(from)))
        .filter(diesel::dsl::not(is_this_one))
        .order(contracts::from_on.desc())
        .select((contracts::from_on, contracts::until_on))
        .first(&mut db)
        .await
        .optional()?;
    let Some((began, until)) = found else { return Ok(None) };
    if until.is_none_or(|until| until >= from) {
        return Err(Problem::field(
            "/facts/from",
            "contract_in_force",
            "开始日仍在已登记的劳动合同期限内，请从其到期次日起，或者改为变更协议。",
            "On that day the contract on record is still in force: begin on the day after it ends, or agree a variation.",
        ));
    }
    Ok(Some(EarlierContract { from: began, until }))
}

/// The probation that the contracts of an employment agree on; one statement.
pub async fn probation_in(mut db: &Db, employment: EmploymentId) -> Answer<Option<Probation>> {
    let agreed: Option<(NaiveDate, NaiveDate)> = contracts::table
        .filter(contracts::employment_id.eq(employment).and(contracts::probation_until.is_not_null()))
        .order(contracts::from_on.desc())
        .select((contracts::from_on, contracts::probation_until.assume_not_null()))
        .first(&mut db)
        .await
        .optional()?;
    Ok(agreed.map(|(from, probation_until)| Probation { from, probation_until }))
}

/// Have the two agreed a probation in an earlier contract? There is only one, ever.
pub async fn had_probation(mut db: &Db, employee: EmployeeId, entity: LegalEntityId, from: NaiveDate) -> Answer<bool> {
    let earlier = contracts::table
        .inner_join(employments::table)
        .filter(contracts::employee_id.eq(employee).and(employments::legal_entity_id.eq(entity)))
        .filter(contracts::probation_until.is_not_null().and(contracts::from_on.lt(from)));
    Ok(diesel::select(diesel::dsl::exists(earlier)).get_result(&mut db).await?)
}

/// 422 when the end does not fit the kind or the start.
pub(super) fn check_terms(facts: &ContractFacts) -> Answer<()> {
    match (facts.kind, facts.until) {
        (ContractKind::FixedTerm, None) => Err(Problem::field(
            "/until",
            "required",
            "固定期限合同须填写到期日。",
            "A fixed-term contract has a last day.",
        )),
        (ContractKind::OpenEnded, Some(_)) => Err(Problem::field(
            "/until",
            "open_ended",
            "无固定期限合同没有到期日。",
            "An open-ended contract has no last day.",
        )),
        (_, Some(until)) if until < facts.from => {
            Err(Problem::field("/until", "end_before_start", "到期日早于开始日。", "It ends before it starts."))
        }
        _ => Ok(()),
    }
}
