//! Employees as stored and sent.

use chrono::NaiveDate;
use diesel::dsl;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::ser::Error as _;
use serde::{Deserialize, Serialize, Serializer};
use store::ids::{AccountId, EmployeeId, EmploymentId, LegalEntityId, OrgUnitId, PositionId};
use store::schema::{circumstances, employee_cards, employees, employments};
use store::{Db, Raw, Tx};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::platform::access::Tree;
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
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = employee_cards)]
pub struct NamedUnit {
    #[diesel(column_name = org_unit_id)]
    pub id: OrgUnitId,
    #[diesel(column_name = org_unit_name)]
    pub name: String,
}

/// A position with its name.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = employee_cards)]
pub struct NamedPosition {
    #[diesel(column_name = position_id)]
    pub id: PositionId,
    #[diesel(column_name = position_name)]
    pub name: String,
}

/// One line of the list of employees. Each card keeps its own, written by the database (`employee_cards.line`).
#[derive(Debug, Serialize, ToSchema)]
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

/// One employee: the line of the list, as the card keeps it, and more.
#[derive(Clone, Debug, ToSchema)]
pub struct Employee {
    #[serde(flatten)]
    #[schema(value_type = EmployeeSummary)]
    line: Raw,
    #[schema(ignore)]
    pub version: i32,
    pub state: EmploymentState,
    /// `138****6091`
    pub phone_masked: Option<String>,
    pub account: Option<EmployeeAccount>,
}

impl Serialize for Employee {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct More<'a> {
            state: EmploymentState,
            phone_masked: Option<&'a str>,
            account: Option<&'a EmployeeAccount>,
        }
        let more =
            More { state: self.state, phone_masked: self.phone_masked.as_deref(), account: self.account.as_ref() };
        self.line.with(&more).map_err(S::Error::custom)?.serialize(to)
    }
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
        self.version
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

/// The card of the day: the latest employment with its assignment then. One that begins later shows its first.
#[dsl::auto_type(no_type_alias)]
fn of_the_day(today: NaiveDate) -> _ {
    let begun = employee_cards::from_on.le(today).or(employee_cards::from_on.eq(employee_cards::hired_on));
    let lasts = employee_cards::until_on.is_null().or(employee_cards::until_on.gt(today));
    begun.and(lasts)
}

/// The cards in scope. That somebody is the direct manager stands on the card; for anything else the database is asked.
#[dsl::auto_type(no_type_alias)]
fn visible_to(scope: &Scope, today: NaiveDate) -> _ {
    let direct: dsl::Eq<employee_cards::manager_id, Option<Uuid>> = employee_cards::manager_id.eq(scope.manager());
    let asked: Tree<employee_cards::employee_id> = scope.sees(employee_cards::employee_id, today);
    direct.or(asked)
}

#[dsl::auto_type]
fn person() -> _ {
    (employee_cards::employee_id, employee_cards::number, employee_cards::name)
}

#[dsl::auto_type]
fn account() -> _ {
    let id = employee_cards::account_id.assume_not_null();
    let login = employee_cards::account_login.assume_not_null();
    let active = employee_cards::account_active.assume_not_null();
    (id, login, active).nullable()
}

impl EmployeeSummary {
    /// A page of the people in scope, by number, each line as the card keeps it; one statement.
    pub async fn list(
        mut db: &Db,
        scope: &Scope,
        filter: &EmployeeFilter,
        today: NaiveDate,
        paging: &Paging,
    ) -> Answer<Page<Raw>> {
        let mut query = employee_cards::table
            .filter(of_the_day(today))
            .filter(visible_to(scope, today))
            .order((employee_cards::number, employee_cards::employee_id))
            .limit(paging.limit() + 1)
            .select((employee_cards::number, employee_cards::employee_id, employee_cards::line))
            .into_boxed();
        if let Some(q) = filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
            query = query.filter(employee_cards::search.like(holding(q)));
        }
        if let Some(unit) = filter.org_unit_id {
            query = query.filter(unit_within(employee_cards::org_unit_id, unit));
        }
        if let Some(position) = filter.position_id {
            query = query.filter(employee_cards::position_id.eq(position));
        }
        if let Some(manager) = filter.manager_id {
            query = query.filter(employee_cards::manager_id.eq(manager));
        }
        query = match filter.state {
            Some(EmploymentState::Active) => {
                query.filter(employee_cards::left_on.is_null().or(employee_cards::left_on.ge(today)))
            }
            Some(EmploymentState::Left) => query.filter(employee_cards::left_on.lt(today)),
            None => query,
        };
        if let Some((number, id)) = paging.after::<(String, EmployeeId)>()? {
            query = query.filter(
                employee_cards::number
                    .gt(number.clone())
                    .or(employee_cards::number.eq(number).and(employee_cards::employee_id.gt(id))),
            );
        }
        let rows: Vec<(String, EmployeeId, Raw)> = query.load(&mut db).await?;
        Ok(Page::of(rows, paging, |(number, id, _)| (number.clone(), *id)).map(|(.., line)| line))
    }
}

diesel::define_sql_function! {
    /// Is a unit the given root or below it?
    fn unit_within(unit: diesel::sql_types::Uuid, root: diesel::sql_types::Uuid) -> Bool;
}

type DetailRow = (Raw, i32, Option<NaiveDate>, Option<Vec<u8>>, Option<EmployeeAccount>);

impl Employee {
    /// One person in scope; one statement.
    pub async fn find(mut db: &Db, scope: &Scope, id: EmployeeId, today: NaiveDate) -> Answer<(Self, Option<Vec<u8>>)> {
        let (line, version, left_on, phone_sealed, account): DetailRow = employee_cards::table
            .filter(employee_cards::employee_id.eq(id))
            .filter(of_the_day(today))
            .filter(visible_to(scope, today))
            .select((
                employee_cards::line,
                employee_cards::version,
                employee_cards::left_on,
                employee_cards::phone_sealed,
                account(),
            ))
            .first(&mut db)
            .await?;
        let state = match left_on {
            Some(left) if left < today => EmploymentState::Left,
            _ => EmploymentState::Active,
        };
        Ok((Self { line, version, state, phone_masked: None, account }, phone_sealed))
    }
}

/// What other slices need to know about a person before they act.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = employee_cards)]
pub struct Standing {
    #[diesel(select_expression = person(), select_expression_type = person)]
    pub person: EmployeeRef,
    pub legal_entity_id: LegalEntityId,
    pub employment_id: EmploymentId,
    pub hired_on: NaiveDate,
    pub left_on: Option<NaiveDate>,
    pub work_city: String,
    pub org_unit_id: OrgUnitId,
    pub position_id: PositionId,
    #[diesel(column_name = position_name)]
    pub position: String,
    pub manager_id: Option<EmployeeId>,
}

/// A pattern for what the `search` of a card must hold.
pub fn holding(q: &str) -> String {
    let escaped = q.trim().to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

impl Standing {
    /// The standing of a person in scope; 404 when there is none or it may not be seen.
    pub async fn find(mut db: &Db, scope: &Scope, id: EmployeeId, today: NaiveDate) -> Answer<Self> {
        Ok(employee_cards::table
            .filter(employee_cards::employee_id.eq(id))
            .filter(of_the_day(today))
            .filter(visible_to(scope, today))
            .select(Self::as_select())
            .first(&mut db)
            .await?)
    }
}

/// Somebody employed by a legal entity, as a choice among colleagues has to know them.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = employee_cards)]
pub struct Colleague {
    #[diesel(select_expression = person(), select_expression_type = person)]
    pub person: EmployeeRef,
    pub employment_id: EmploymentId,
    /// `male` or `female`.
    pub gender: String,
    #[diesel(select_expression = employees::birth_on)]
    pub birth_on: NaiveDate,
    pub hired_on: NaiveDate,
    #[diesel(embed)]
    pub org_unit: NamedUnit,
    #[diesel(embed)]
    pub position: NamedPosition,
    /// What they declared, sealed.
    #[diesel(select_expression = circumstances::sealed.nullable())]
    pub circumstances: Option<Vec<u8>>,
}

impl Colleague {
    /// Everybody in scope whom a legal entity employs on a day, by position; one statement.
    pub async fn of_entity(mut db: &Db, scope: &Scope, entity: LegalEntityId, today: NaiveDate) -> Answer<Vec<Self>> {
        Ok(employee_cards::table
            .inner_join(employees::table.on(employees::id.eq(employee_cards::employee_id)))
            .left_join(circumstances::table.on(circumstances::employee_id.eq(employees::id)))
            .filter(of_the_day(today))
            .filter(employee_cards::legal_entity_id.eq(entity))
            .filter(employee_cards::hired_on.le(today))
            .filter(employee_cards::left_on.is_null().or(employee_cards::left_on.ge(today)))
            .filter(visible_to(scope, today))
            .order((employee_cards::position_name, employee_cards::position_id, employee_cards::number))
            .select(Self::as_select())
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
