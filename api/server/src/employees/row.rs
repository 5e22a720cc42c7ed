//! Employees as stored and sent.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, EmployeeId, EmploymentId, LegalEntityId, OrgUnitId, PositionId};
use store::schema::{accounts, assignments, circumstances, contracts, employees, employments, org_units, positions};
use store::{Db, Tx};
use utoipa::{IntoParams, ToSchema};

use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, Problem, Scope};

/// A person, as others refer to them.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Serialize, Deserialize, ToSchema)]
#[diesel(table_name = employees)]
pub struct EmployeeRef {
    pub id: EmployeeId,
    /// Employee number 工号.
    #[schema(example = "SC0018")]
    pub number: String,
    #[schema(example = "尹春怡")]
    pub name: String,
}

/// A thing with a name.
#[derive(Clone, Debug, Queryable, Serialize, ToSchema)]
pub struct NamedUnit {
    pub id: OrgUnitId,
    pub name: String,
}

/// A position with its name.
#[derive(Clone, Debug, Queryable, Serialize, ToSchema)]
pub struct NamedPosition {
    pub id: PositionId,
    pub name: String,
}

/// One line of the list of employees.
#[derive(Clone, Debug, Queryable, Serialize, ToSchema)]
pub struct EmployeeSummary {
    pub id: EmployeeId,
    pub version: i32,
    pub number: String,
    pub name: String,
    /// `male` or `female`.
    pub gender: String,
    pub legal_entity_id: LegalEntityId,
    pub email: Option<String>,
    pub work_city: String,
    pub org_unit: NamedUnit,
    pub position: NamedPosition,
    pub manager: Option<EmployeeRef>,
    pub hired_on: NaiveDate,
    pub left_on: Option<NaiveDate>,
    pub contract_ends_on: Option<NaiveDate>,
}

/// One employee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Employee {
    #[serde(flatten)]
    pub summary: EmployeeSummary,
    pub state: EmploymentState,
    /// `138****6091`
    pub phone_masked: Option<String>,
    pub account: Option<EmployeeAccount>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmploymentState {
    Active,
    Left,
}

#[derive(Clone, Debug, Queryable, Serialize, ToSchema)]
pub struct EmployeeAccount {
    pub id: AccountId,
    pub login: String,
    pub active: bool,
}

impl Versioned for Employee {
    fn version(&self) -> i32 {
        self.summary.version
    }
}

/// Filters of the list of employees.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EmployeeFilter {
    /// Part of a name, a number, pinyin or its initials.
    #[param(example = "ycy")]
    pub q: Option<String>,
    pub org_unit_id: Option<OrgUnitId>,
    pub position_id: Option<PositionId>,
    pub manager_id: Option<EmployeeId>,
    pub state: Option<EmploymentState>,
}

diesel::alias!(employees as managers: Managers);

/// The rows behind one employee: the latest employment and the assignment of the day.
macro_rules! of_the_day {
    ($today:expr) => {
        employees::table
            .inner_join(employments::table.on(employees::employment_id.eq(employments::id.nullable())))
            .inner_join(
                assignments::table.on(assignments::employment_id
                    .eq(employments::id)
                    .and(assignments::from_on.le($today).or(assignments::from_on.eq(employments::hired_on)))
                    .and(assignments::until_on.is_null().or(assignments::until_on.gt($today)))),
            )
            .inner_join(org_units::table.on(org_units::id.eq(assignments::org_unit_id)))
            .inner_join(positions::table.on(positions::id.eq(assignments::position_id)))
            .left_join(managers.on(managers.field(employees::id).nullable().eq(assignments::manager_id)))
    };
}

macro_rules! summary {
    () => {
        (
            employees::id,
            employees::version,
            employees::number,
            employees::name,
            employees::gender,
            employees::legal_entity_id,
            employees::email,
            employees::work_city,
            (org_units::id, org_units::name),
            (positions::id, positions::name),
            managers.fields((employees::id, employees::number, employees::name)).nullable(),
            employments::hired_on,
            employments::left_on,
            contracts::table
                .filter(contracts::employment_id.eq(employments::id))
                .order(contracts::from_on.desc())
                .select(contracts::until_on)
                .single_value(),
        )
    };
}

impl EmployeeSummary {
    /// A page of the people in scope, by number; one statement.
    pub async fn list(
        mut db: &Db,
        scope: &Scope,
        filter: &EmployeeFilter,
        today: NaiveDate,
        paging: &Paging,
    ) -> Answer<Page<Self>> {
        let mut query = of_the_day!(today)
            .filter(scope.sees(employees::id, today))
            .order((employees::number, employees::id))
            .limit(paging.limit() + 1)
            .select(summary!())
            .into_boxed();
        if let Some(q) = filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
            let escaped = q.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            query = query.filter(employees::search.like(format!("%{escaped}%")));
        }
        if let Some(unit) = filter.org_unit_id {
            query = query.filter(unit_within(assignments::org_unit_id, unit));
        }
        if let Some(position) = filter.position_id {
            query = query.filter(assignments::position_id.eq(position));
        }
        if let Some(manager) = filter.manager_id {
            query = query.filter(assignments::manager_id.eq(manager));
        }
        query = match filter.state {
            Some(EmploymentState::Active) => {
                query.filter(employments::left_on.is_null().or(employments::left_on.ge(today)))
            }
            Some(EmploymentState::Left) => query.filter(employments::left_on.lt(today)),
            None => query,
        };
        if let Some((number, id)) = paging.after::<(String, EmployeeId)>()? {
            query = query.filter(
                employees::number.gt(number.clone()).or(employees::number.eq(number).and(employees::id.gt(id))),
            );
        }
        Ok(Page::of(query.load(&mut db).await?, paging, |person: &Self| (person.number.clone(), person.id)))
    }
}

diesel::define_sql_function! {
    /// Is a unit the given root or below it?
    fn unit_within(unit: diesel::sql_types::Uuid, root: diesel::sql_types::Uuid) -> Bool;
}

type DetailRow = (EmployeeSummary, Option<Vec<u8>>, Option<EmployeeAccount>);

impl Employee {
    /// One person in scope; one statement.
    pub async fn find(mut db: &Db, scope: &Scope, id: EmployeeId, today: NaiveDate) -> Answer<(Self, Option<Vec<u8>>)> {
        let (summary, phone_sealed, account): DetailRow = of_the_day!(today)
            .left_join(accounts::table.on(accounts::employee_id.eq(employees::id.nullable())))
            .filter(employees::id.eq(id))
            .filter(scope.sees(employees::id, today))
            .select((
                summary!(),
                employees::phone_sealed,
                (accounts::id, accounts::login, accounts::password_hash.is_not_null()).nullable(),
            ))
            .first(&mut db)
            .await?;
        let state = match summary.left_on {
            Some(left) if left < today => EmploymentState::Left,
            _ => EmploymentState::Active,
        };
        Ok((Self { summary, state, phone_masked: None, account }, phone_sealed))
    }
}

/// What other slices need to know about a person before they act.
#[derive(Clone, Debug, Queryable)]
pub struct Standing {
    pub person: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    pub employment_id: EmploymentId,
    pub hired_on: NaiveDate,
    pub left_on: Option<NaiveDate>,
    pub work_city: String,
    pub org_unit_id: OrgUnitId,
    pub position_id: PositionId,
    pub position: String,
    pub manager_id: Option<EmployeeId>,
}

impl Standing {
    /// The standing of a person in scope; 404 when there is none or it may not be seen.
    pub async fn find(mut db: &Db, scope: &Scope, id: EmployeeId, today: NaiveDate) -> Answer<Self> {
        Ok(of_the_day!(today)
            .filter(employees::id.eq(id))
            .filter(scope.sees(employees::id, today))
            .select((
                (employees::id, employees::number, employees::name),
                employees::legal_entity_id,
                employments::id,
                employments::hired_on,
                employments::left_on,
                employees::work_city,
                assignments::org_unit_id,
                assignments::position_id,
                positions::name,
                assignments::manager_id,
            ))
            .first(&mut db)
            .await?)
    }
}

/// Somebody employed by a legal entity, as a choice among colleagues has to know them.
#[derive(Clone, Debug, Queryable)]
pub struct Colleague {
    pub person: EmployeeRef,
    pub employment_id: EmploymentId,
    /// `male` or `female`.
    pub gender: String,
    pub birth_on: NaiveDate,
    pub hired_on: NaiveDate,
    pub org_unit: NamedUnit,
    pub position: NamedPosition,
    /// What they declared, sealed.
    pub circumstances: Option<Vec<u8>>,
}

impl Colleague {
    /// Everybody in scope whom a legal entity employs on a day, by position; one statement.
    pub async fn of_entity(mut db: &Db, scope: &Scope, entity: LegalEntityId, today: NaiveDate) -> Answer<Vec<Self>> {
        Ok(of_the_day!(today)
            .left_join(circumstances::table.on(circumstances::employee_id.eq(employees::id)))
            .filter(employments::legal_entity_id.eq(entity))
            .filter(employments::hired_on.le(today))
            .filter(employments::left_on.is_null().or(employments::left_on.ge(today)))
            .filter(scope.sees(employees::id, today))
            .order((positions::name, positions::id, employees::number))
            .select((
                (employees::id, employees::number, employees::name),
                employments::id,
                employees::gender,
                employees::birth_on,
                employments::hired_on,
                (org_units::id, org_units::name),
                (positions::id, positions::name),
                circumstances::sealed.nullable(),
            ))
            .load(&mut db)
            .await?)
    }
}

/// Ends the employment of a person with a legal entity; answers what happened.
pub async fn leave(
    tx: &mut Tx,
    (employee, employment, entity): (EmployeeId, EmploymentId, LegalEntityId),
    last_day: NaiveDate,
    ground: &str,
) -> Answer<Event> {
    let ended = diesel::update(employments::table.find(employment))
        .filter(employments::left_on.is_null())
        .set((employments::left_on.eq(last_day), employments::leaving_ground.eq(ground)))
        .execute(tx)
        .await?;
    if ended == 0 {
        return Err(Problem::invalid_state("left", "该任用关系已经结束。", "This employment has ended already."));
    }
    let facts = serde_json::json!({"last_day": last_day, "ground": ground});
    Ok(Event::new(Kind::EmployeeLeft, entity, employee).about(employee).facts(&facts))
}

/// Changes what reaches a person; answers the new version.
pub(super) async fn set_contact(
    tx: &mut Tx,
    id: EmployeeId,
    phone_sealed: Vec<u8>,
    email: Option<&str>,
) -> Answer<(i32, LegalEntityId)> {
    Ok(diesel::update(employees::table.find(id))
        .set((
            employees::phone_sealed.eq(phone_sealed),
            employees::email.eq(email),
            employees::version.eq(employees::version + 1),
        ))
        .returning((employees::version, employees::legal_entity_id))
        .get_result(tx)
        .await?)
}

/// Sealed fields of a person.
#[derive(Queryable, Selectable)]
#[diesel(table_name = employees)]
pub(super) struct Sealed {
    pub legal_entity_id: LegalEntityId,
    pub national_id_sealed: Vec<u8>,
    pub phone_sealed: Option<Vec<u8>>,
    pub bank_account_sealed: Option<Vec<u8>>,
}

impl Sealed {
    pub async fn find(mut db: &Db, scope: &Scope, id: EmployeeId, today: NaiveDate) -> Answer<Self> {
        Ok(employees::table
            .filter(employees::id.eq(id))
            .filter(scope.sees(employees::id, today))
            .select(Self::as_select())
            .first(&mut db)
            .await?)
    }
}
