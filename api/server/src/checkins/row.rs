//! Check-ins as stored and sent.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::checkins::Kind;
use serde::{Deserialize, Serialize};
use store::ids::{CheckInId, EmployeeId, LegalEntityId, PlanId};
use store::schema::{check_ins, employees};
use store::{Db, Text, Tx};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::employees::{EmployeeRef, Standing};
use crate::platform::deliveries::{self, Answered, Delivery};
use crate::platform::http::Versioned;
use crate::platform::{Answer, Page, Paging, Problem, Scope, ids};

/// What a manager writes down.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckInFacts {
    pub employee_id: EmployeeId,
    pub kind: Kind,
    /// Needed for a plan's check-in.
    pub plan_id: Option<PlanId>,
    pub held_on: NaiveDate,
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "回款进度")]
    pub topic: String,
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "本月回款完成 60%，约定每周三前更新客户跟进表。")]
    pub text: String,
}

/// A check-in 沟通记录.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CheckIn {
    pub id: CheckInId,
    pub version: i32,
    pub employee: EmployeeRef,
    /// Who wrote it.
    pub manager: EmployeeRef,
    pub kind: Kind,
    pub plan_id: Option<PlanId>,
    pub held_on: NaiveDate,
    pub topic: String,
    pub text: String,
    pub employee_answer: Option<Answered>,
    /// The manager confirms by writing it.
    pub manager_confirmed_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
}

impl Versioned for CheckIn {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Filters of the list of check-ins.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CheckInFilter {
    pub employee_id: Option<EmployeeId>,
    pub plan_id: Option<PlanId>,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = check_ins, treat_none_as_default_value = false)]
pub(super) struct CheckInRow {
    pub id: CheckInId,
    pub version: i32,
    pub employee_id: EmployeeId,
    pub legal_entity_id: LegalEntityId,
    pub manager_id: EmployeeId,
    pub kind: Text<Kind>,
    pub plan_id: Option<PlanId>,
    pub held_on: NaiveDate,
    pub topic: String,
    pub text: String,
    pub created_at: DateTime<Utc>,
}

impl CheckInRow {
    pub fn new(standing: &Standing, manager: EmployeeId, facts: &CheckInFacts, now: DateTime<Utc>) -> Self {
        Self {
            id: ids::new(),
            version: 1,
            employee_id: standing.person.id,
            legal_entity_id: standing.legal_entity_id,
            manager_id: manager,
            kind: Text(facts.kind),
            plan_id: facts.plan_id,
            held_on: facts.held_on,
            topic: facts.topic.clone(),
            text: facts.text.clone(),
            created_at: now,
        }
    }

    /// The check-in, locked; 404 when the caller may not see it.
    pub async fn lock(mut db: &Db, scope: &Scope, id: CheckInId, today: NaiveDate) -> Answer<Self> {
        Ok(check_ins::table
            .find(id)
            .filter(scope.sees(check_ins::employee_id, today))
            .select(Self::as_select())
            .for_update()
            .first(&mut db)
            .await?)
    }

    pub async fn insert(&self, tx: &Tx) -> Answer<()> {
        let mut db: &Db = tx;
        diesel::insert_into(check_ins::table).values(self).execute(&mut db).await?;
        Ok(())
    }

    /// The check-in as sent, with what was delivered of it.
    pub fn shown(self, employee: EmployeeRef, manager: EmployeeRef, delivered: &[Delivery]) -> CheckIn {
        CheckIn {
            employee_answer: deliveries::to(delivered, super::CHECK_IN, self.employee_id).and_then(Delivery::answered),
            id: self.id,
            version: self.version,
            employee,
            manager,
            kind: self.kind.0,
            plan_id: self.plan_id,
            held_on: self.held_on,
            topic: self.topic,
            text: self.text,
            manager_confirmed_at: self.created_at,
            created_at: self.created_at,
        }
    }
}

diesel::alias!(employees as authors: Authors);

impl CheckIn {
    /// A page of the check-ins in scope, latest first; two statements.
    pub async fn list(
        db: &Db,
        scope: &Scope,
        filter: &CheckInFilter,
        paging: &Paging,
        today: NaiveDate,
    ) -> Answer<Page<Self>> {
        let after = paging.after::<(NaiveDate, CheckInId)>()?;
        let rows = load(db, scope, (None, filter, after), paging.limit() + 1, today).await?;
        let page = Page::of(rows, paging, |(row, ..)| (row.held_on, row.id));
        Ok(Page { items: shown(db, page.items).await?, next_cursor: page.next_cursor })
    }

    /// One check-in in scope.
    pub async fn find(db: &Db, scope: &Scope, id: CheckInId, today: NaiveDate) -> Answer<Self> {
        let rows = load(db, scope, (Some(id), &CheckInFilter::default(), None), 1, today).await?;
        shown(db, rows).await?.pop().ok_or_else(Problem::not_found)
    }
}

type Loaded = (CheckInRow, EmployeeRef, EmployeeRef);

async fn load(
    mut db: &Db,
    scope: &Scope,
    (id, filter, after): (Option<CheckInId>, &CheckInFilter, Option<(NaiveDate, CheckInId)>),
    limit: i64,
    today: NaiveDate,
) -> Answer<Vec<Loaded>> {
    let mut query = check_ins::table
        .inner_join(employees::table.on(employees::id.eq(check_ins::employee_id)))
        .inner_join(authors.on(authors.field(employees::id).eq(check_ins::manager_id)))
        .filter(scope.sees(check_ins::employee_id, today))
        .order((check_ins::held_on.desc(), check_ins::id.desc()))
        .limit(limit)
        .select((
            CheckInRow::as_select(),
            EmployeeRef::as_select(),
            authors.fields((employees::id, employees::number, employees::name)),
        ))
        .into_boxed();
    if let Some(id) = id {
        query = query.filter(check_ins::id.eq(id));
    }
    if let Some(employee) = filter.employee_id {
        query = query.filter(check_ins::employee_id.eq(employee));
    }
    if let Some(plan) = filter.plan_id {
        query = query.filter(check_ins::plan_id.eq(plan));
    }
    if let Some((day, id)) = after {
        query = query.filter(check_ins::held_on.lt(day).or(check_ins::held_on.eq(day).and(check_ins::id.lt(id))));
    }
    Ok(query.load(&mut db).await?)
}

async fn shown(db: &Db, rows: Vec<Loaded>) -> Answer<Vec<CheckIn>> {
    let ids: Vec<Uuid> = rows.iter().map(|(row, ..)| row.id.0).collect();
    let delivered = deliveries::of_resources(db, &ids).await?;
    let of = |id: Uuid| delivered.get(&id).map_or(&[][..], Vec::as_slice);
    let shown = |(row, employee, manager): Loaded| {
        let sent = of(row.id.0);
        row.shown(employee, manager, sent)
    };
    Ok(rows.into_iter().map(shown).collect())
}
