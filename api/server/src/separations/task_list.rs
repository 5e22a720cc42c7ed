//! Tasks around the end across cases: what waits for payroll, HR and legal, by day.

use actix_web::get;
use actix_web::web::Query;
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::refused::Words;
use domain::separations::Stage;
use domain::separations::tasks::{Owner, State};
use serde::{Deserialize, Serialize};
use store::ids::{SeparationId, SeparationTaskId};
use store::schema::{employees, separation_tasks, separations};
use store::{Db, Json, Text};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::row::open_to;
use super::tasks::{SeparationTask, TaskRow};
use crate::employees::EmployeeRef;
use crate::platform::access::{Caller, Scope};
use crate::platform::errors::Refusals;
use crate::platform::waiting::{Card, CardItem, Counted, NAMED};
use crate::platform::{Answer, App, Guard, Page, Paging, perm};

/// Filters of the list of tasks.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SeparationTaskFilter {
    /// Only what is still to be done, or only what has ended.
    pub open: Option<bool>,
    #[param(inline)]
    pub owner: Option<Owner>,
    pub separation_id: Option<SeparationId>,
}

/// A task with the case it belongs to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationTaskOfCase {
    #[serde(flatten)]
    pub task: SeparationTask,
    pub separation: SeparationTaskCase,
}

/// The case of a task.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationTaskCase {
    pub id: SeparationId,
    #[schema(example = "SEP-2026-0001")]
    pub number: String,
    pub employee: EmployeeRef,
    pub last_day: Option<NaiveDate>,
    pub stage: Stage,
}

type Found = (TaskRow, (SeparationId, String, Option<NaiveDate>, Text<Stage>), EmployeeRef);

impl From<Found> for SeparationTaskOfCase {
    fn from((task, (id, number, last_day, stage), employee): Found) -> Self {
        let separation = SeparationTaskCase { id, number, employee, last_day, stage: stage.0 };
        Self { task: task.into(), separation }
    }
}

/// Tasks around the end of cases that were not withdrawn, by day; for payroll alone what is theirs.
#[utoipa::path(tag = "separations", params(SeparationTaskFilter, Paging), responses((status = 200, body = Page<SeparationTaskOfCase>), Refusals))]
#[get("/separation-tasks")]
pub async fn list_tasks_of_separations(
    app: App,
    who: Guard<perm::SeparationTasksRead>,
    filter: Query<SeparationTaskFilter>,
    paging: Query<Paging>,
) -> Answer<Page<SeparationTaskOfCase>> {
    let (db, today) = (app.read().await?, app.today());
    let whole = who.reach::<perm::SeparationsRead>().unwrap_or_default();
    let theirs = separation_tasks::owner.eq(Text(Owner::Payroll));
    let mut query = separation_tasks::table
        .inner_join(separations::table.inner_join(employees::table))
        .filter(who.scope().sees(separations::employee_id, today))
        .filter(whole.sees(separations::employee_id, today).or(theirs))
        .filter(open_to!(who))
        .filter(separations::stage.ne(Text(Stage::Withdrawn)))
        .order((separation_tasks::due_on, separation_tasks::id))
        .limit(paging.limit() + 1)
        .select((
            TaskRow::as_select(),
            (separations::id, separations::number, separations::last_day, separations::stage),
            (employees::id, employees::number, employees::name),
        ))
        .into_boxed();
    if let Some(open) = filter.open {
        let is_open = separation_tasks::state.eq(Text(State::Open));
        query = if open { query.filter(is_open) } else { query.filter(diesel::dsl::not(is_open)) };
    }
    if let Some(owner) = filter.owner {
        query = query.filter(separation_tasks::owner.eq(Text(owner)));
    }
    if let Some(case) = filter.separation_id {
        query = query.filter(separation_tasks::separation_id.eq(case));
    }
    if let Some((day, id)) = paging.after::<(NaiveDate, SeparationTaskId)>()? {
        query = query.filter(
            separation_tasks::due_on.gt(day).or(separation_tasks::due_on.eq(day).and(separation_tasks::id.gt(id))),
        );
    }
    let found: Vec<Found> = query.load(&mut &*db).await?;
    Ok(Page::of(found, &paging, |(task, ..)| (task.due_on, task.id)).map(SeparationTaskOfCase::from))
}

/// What payroll has to do, the earliest first; `pays` is the scope in which the caller is payroll.
pub async fn payroll_waits(mut db: &Db, who: &Caller, pays: Option<&Scope>, today: NaiveDate) -> Answer<Option<Card>> {
    let Some(scope) = pays else { return Ok(None) };
    let me = who.principal.employee.map_or(Uuid::nil(), Uuid::from);
    let rows: Counted<(SeparationId, Json<Words>, NaiveDate, String)> = separation_tasks::table
        .inner_join(separations::table.inner_join(employees::table))
        .filter(scope.sees(separations::employee_id, today))
        .filter(separations::employee_id.ne(me))
        .filter(separations::stage.ne(Text(Stage::Withdrawn)))
        .filter(separation_tasks::owner.eq(Text(Owner::Payroll)))
        .filter(separation_tasks::state.eq(Text(State::Open)))
        .order((separation_tasks::due_on, separation_tasks::id))
        .limit(NAMED)
        .select((
            (separations::id, separation_tasks::title, separation_tasks::due_on, employees::name),
            count_star().over(),
        ))
        .load(&mut db)
        .await?;
    Ok(Card::found("separation_tasks", rows, |(case, title, due_on, name)| CardItem {
        title: format!("{name} · {}", title.0.zh),
        due_on: Some(due_on),
        path: format!("/separation-tasks/{case}"),
    }))
}
