//! Accounts, grants and clients as stored and sent.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, EmployeeId, GrantId, LegalEntityId};
use store::schema::{accounts, grants};
use store::{Db, Text, Tx};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::platform::access::Role;
use crate::platform::http::{Page, Paging, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, ids};

/// An account, without what it signs in with.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub id: AccountId,
    pub version: i32,
    pub login: String,
    pub display_name: String,
    pub employee_id: Option<EmployeeId>,
    /// Where messages go when it belongs to no employee.
    pub email: Option<String>,
    pub disabled_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    /// Has set a password.
    #[diesel(select_expression = accounts::password_hash.is_not_null())]
    pub active: bool,
}

impl Versioned for Account {
    fn version(&self) -> i32 {
        self.version
    }
}

/// An account, as others refer to it.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = accounts)]
pub struct AccountRef {
    pub id: AccountId,
    #[diesel(column_name = display_name)]
    #[schema(example = "韩雪")]
    pub name: String,
}

impl AccountRef {
    /// Those of so many accounts, by their ids; one statement.
    pub async fn of(mut db: &Db, ids: &[AccountId]) -> Result<HashMap<AccountId, Self>, diesel::result::Error> {
        let found: Vec<Self> =
            accounts::table.filter(accounts::id.eq_any(ids)).select(Self::as_select()).load(&mut db).await?;
        Ok(found.into_iter().map(|account| (account.id, account)).collect())
    }
}

/// Who shall sign in.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// Lower case; an employee's own is the employee number.
    #[validate(length(min = 2, max = 100))]
    #[schema(example = "hr.zhang")]
    pub login: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "张敏")]
    pub display_name: String,
    pub employee_id: Option<EmployeeId>,
    /// Where messages and codes go, for an account that belongs to no employee; without one to the login, when that is
    /// an address.
    #[validate(email, length(max = 200))]
    #[schema(example = "zhang.min@example.com")]
    pub email: Option<String>,
    /// First password for an account that belongs to no employee; an employee sets their own.
    pub password: Option<String>,
}

/// A role in a scope, given to an account.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = grants)]
#[schema(as = Grant)]
pub struct GrantRow {
    pub id: GrantId,
    pub account_id: AccountId,
    #[schema(value_type = Role)]
    pub role: Text<Role>,
    #[diesel(embed)]
    pub scope: GrantScope,
}

impl Versioned for GrantRow {
    fn version(&self) -> i32 {
        1
    }
}

/// How far a grant reaches.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, Deserialize, ToSchema)]
#[diesel(table_name = grants)]
#[serde(deny_unknown_fields)]
pub struct GrantScope {
    /// `all`, `legal_entity` or `org_unit`.
    #[diesel(column_name = scope_kind)]
    #[schema(example = "all", pattern = "^(all|legal_entity|org_unit)$")]
    pub kind: String,
    /// The legal entity or unit; null for `all`.
    #[diesel(column_name = scope_id)]
    pub id: Option<Uuid>,
}

impl Account {
    pub async fn find(mut db: &Db, id: AccountId) -> Answer<Self> {
        Ok(accounts::table.find(id).select(Self::as_select()).first(&mut db).await?)
    }

    pub async fn list(mut db: &Db, paging: &Paging) -> Answer<Page<Self>> {
        let mut query =
            accounts::table.order(accounts::login).limit(paging.limit() + 1).select(Self::as_select()).into_boxed();
        if let Some(after) = paging.after::<String>()? {
            query = query.filter(accounts::login.gt(after));
        }
        Ok(Page::of(query.load(&mut db).await?, paging, |account| account.login.clone()))
    }

    pub async fn insert(app: &App, tx: &mut Tx, new: &NewAccount, password_hash: Option<String>) -> Answer<Self> {
        Ok(diesel::insert_into(accounts::table)
            .values((
                accounts::id.eq(ids::new::<AccountId>()),
                accounts::login.eq(new.login.to_lowercase()),
                accounts::display_name.eq(&new.display_name),
                accounts::employee_id.eq(new.employee_id),
                accounts::email.eq(&new.email),
                accounts::password_hash.eq(password_hash),
                accounts::created_at.eq(app.now()),
            ))
            .returning(Self::as_returning())
            .get_result(tx)
            .await?)
    }
}

/// Accounts for employees that have none yet: the login is the employee number. Answers what happened.
pub async fn create_for_employees(
    app: &App,
    tx: &mut Tx,
    people: &[(EmployeeId, LegalEntityId, String, String)],
) -> Answer<Vec<Event>> {
    let mut events = Vec::with_capacity(people.len());
    for chunk in people.chunks(2_000) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|(employee, _, number, name)| {
                (
                    accounts::id.eq(ids::new::<AccountId>()),
                    accounts::login.eq(number.to_lowercase()),
                    accounts::display_name.eq(name),
                    accounts::employee_id.eq(Some(*employee)),
                    accounts::created_at.eq(app.now()),
                )
            })
            .collect();
        let made: Vec<(AccountId, Option<EmployeeId>, String)> = diesel::insert_into(accounts::table)
            .values(&rows)
            .returning((accounts::id, accounts::employee_id, accounts::login))
            .get_results(tx)
            .await?;
        let entities: HashMap<_, _> = chunk.iter().map(|person| (person.0, person.1)).collect();
        for (id, employee, login) in made {
            let Some((employee, entity)) = employee.and_then(|id| Some((id, *entities.get(&id)?))) else { continue };
            events.push(
                Event::new(Kind::AccountCreated, entity, id)
                    .about(employee)
                    .facts(&serde_json::json!({"login": login})),
            );
        }
    }
    Ok(events)
}
