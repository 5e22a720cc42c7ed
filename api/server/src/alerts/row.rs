//! Alerts as stored and sent.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::alerts::{Kind, State};
use domain::refused::Words;
use serde::{Deserialize, Serialize};
use store::ids::{AlertId, EmployeeId, LegalEntityId};
use store::schema::{alerts, employees};
use store::{Db, Json, Text};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::http::Versioned;
use crate::platform::{Answer, Page, Paging, Problem, Scope};

/// An alert 预警: what is at risk, and what the addressee can do about it by when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Alert {
    pub id: AlertId,
    pub version: i32,
    pub kind: Kind,
    pub employee: EmployeeRef,
    pub addressee: EmployeeRef,
    pub state: State,
    pub due_on: NaiveDate,
    pub title: String,
    pub risk_text: String,
    pub what_you_can_do: String,
    /// What it is about, e.g. `review`.
    #[schema(example = "review")]
    pub resource_type: String,
    pub resource_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub acknowledged_at: Option<DateTime<Utc>>,
    pub acknowledgement: Option<String>,
    pub resolved_at: Option<DateTime<Utc>>,
    /// What was done about it.
    pub resolution: Option<String>,
}

impl Versioned for Alert {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Filters of the list of alerts.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AlertFilter {
    pub state: Option<State>,
    pub employee_id: Option<EmployeeId>,
    /// Only what is addressed to the caller.
    #[serde(default)]
    pub mine: bool,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = alerts)]
pub(super) struct AlertRow {
    pub id: AlertId,
    pub version: i32,
    pub kind: Text<Kind>,
    pub employee_id: EmployeeId,
    pub legal_entity_id: LegalEntityId,
    pub addressee_id: EmployeeId,
    pub state: Text<State>,
    pub due_on: NaiveDate,
    pub title: Json<Words>,
    pub risk: Json<Words>,
    pub what_you_can_do: Json<Words>,
    pub resource_type: String,
    pub resource_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub acknowledged_at: Option<DateTime<Utc>>,
    pub acknowledgement: Option<String>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub resolution: Option<String>,
}

diesel::alias!(employees as addressees: Addressees);

/// Whom an alert may be shown to: the addressee; and those in whose scope the employee is, unless they are
/// that employee and it was addressed to somebody else.
macro_rules! visible {
    ($scope:expr, $caller:expr, $today:expr) => {{
        let viewer = $caller.principal.employee.map_or(Uuid::nil(), Uuid::from);
        alerts::addressee_id
            .eq(EmployeeId(viewer))
            .or($scope.sees(alerts::employee_id, $today).and(alerts::employee_id.ne(EmployeeId(viewer))))
    }};
}

impl AlertRow {
    /// The alert, locked; 404 when the caller may not see it.
    pub async fn lock(mut db: &Db, scope: &Scope, caller: &Caller, id: AlertId, today: NaiveDate) -> Answer<Self> {
        Ok(alerts::table
            .find(id)
            .filter(visible!(scope, caller, today))
            .select(Self::as_select())
            .for_update()
            .first(&mut db)
            .await?)
    }
}

impl Alert {
    /// A page of the alerts that the caller may see, latest first; or the one with an id.
    pub(super) async fn list(
        mut db: &Db,
        (scope, caller, today): (&Scope, &Caller, NaiveDate),
        (id, filter): (Option<AlertId>, &AlertFilter),
        paging: &Paging,
        english: bool,
    ) -> Answer<Page<Self>> {
        let mut query = alerts::table
            .inner_join(employees::table.on(employees::id.eq(alerts::employee_id)))
            .inner_join(addressees.on(addressees.field(employees::id).eq(alerts::addressee_id)))
            .filter(visible!(scope, caller, today))
            .order(alerts::id.desc())
            .limit(paging.limit() + 1)
            .select((
                AlertRow::as_select(),
                EmployeeRef::as_select(),
                addressees.fields((employees::id, employees::number, employees::name)),
            ))
            .into_boxed();
        if let Some(id) = id {
            query = query.filter(alerts::id.eq(id));
        }
        if let Some(state) = filter.state {
            query = query.filter(alerts::state.eq(Text(state)));
        }
        if let Some(employee) = filter.employee_id {
            query = query.filter(alerts::employee_id.eq(employee));
        }
        if filter.mine {
            let me = caller.principal.employee.ok_or_else(Problem::forbidden)?;
            query = query.filter(alerts::addressee_id.eq(me));
        }
        if let Some(before) = paging.after::<AlertId>()? {
            query = query.filter(alerts::id.lt(before));
        }
        let rows: Vec<(AlertRow, EmployeeRef, EmployeeRef)> = query.load(&mut db).await?;
        Ok(Page::of(rows, paging, |(row, ..)| row.id)
            .map(|(row, employee, addressee)| Self::of(row, employee, addressee, english)))
    }

    fn of(row: AlertRow, employee: EmployeeRef, addressee: EmployeeRef, english: bool) -> Self {
        let said = |words: Json<Words>| if english { words.0.en } else { words.0.zh };
        Self {
            id: row.id,
            version: row.version,
            kind: row.kind.0,
            employee,
            addressee,
            state: row.state.0,
            due_on: row.due_on,
            title: said(row.title),
            risk_text: said(row.risk),
            what_you_can_do: said(row.what_you_can_do),
            resource_type: row.resource_type,
            resource_id: row.resource_id,
            created_at: row.created_at,
            acknowledged_at: row.acknowledged_at,
            acknowledgement: row.acknowledgement,
            resolved_at: row.resolved_at,
            resolution: row.resolution,
        }
    }
}

/// Whom an alert is about.
pub async fn employee_of(mut db: &Db, id: AlertId) -> Answer<Option<EmployeeId>> {
    Ok(alerts::table.find(id).select(alerts::employee_id).first(&mut db).await.optional()?)
}

/// How many alerts in scope are open; one statement.
pub async fn count_open(
    mut db: &Db,
    (scope, caller, today): (&Scope, &Caller, NaiveDate),
    entity: Option<LegalEntityId>,
) -> Answer<i64> {
    let mut query = alerts::table
        .filter(visible!(scope, caller, today))
        .filter(alerts::state.eq(Text(State::Open)))
        .select(count_star())
        .into_boxed();
    if let Some(entity) = entity {
        query = query.filter(alerts::legal_entity_id.eq(entity));
    }
    Ok(query.first(&mut db).await?)
}
