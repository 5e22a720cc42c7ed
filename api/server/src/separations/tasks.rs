//! What has to be done around the end 离职事项: handover, assets, payment, certificate, transfers, non-compete.
//!
//! The end itself brings the tasks that the law dates; HR adds those of the house.

use actix_web::web::Path;
use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use domain::refused::Words;
use domain::separations::tasks::{self as decisions, Owner, State};
use serde::{Deserialize, Serialize};
use store::ids::{SeparationId, SeparationTaskId};
use store::schema::separation_tasks;
use store::{Db, Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::parts::Doer;
use super::row::Case;
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Problem, Tagged, Valid, ids, perm};

/// Who ended a task, when, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub by: Doer,
    pub at: DateTime<Utc>,
    pub text: String,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = separation_tasks)]
pub(super) struct TaskRow {
    pub id: SeparationTaskId,
    pub separation_id: SeparationId,
    pub kind: String,
    pub title: Json<Words>,
    pub owner: Text<Owner>,
    pub due_on: NaiveDate,
    pub rule: Option<String>,
    pub state: Text<State>,
    pub outcome: Option<Json<Outcome>>,
    pub created_at: DateTime<Utc>,
}

/// Something to be done around the end.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationTask {
    pub id: SeparationTaskId,
    /// `certificate`, `wages`, `severance`, `unemployment_list`, `transfer`, `housing_fund`, `non_compete`,
    /// `handover`, `assets`, or a kind of the house.
    #[schema(example = "transfer")]
    pub kind: String,
    pub zh: String,
    pub en: String,
    pub owner: Owner,
    pub due_on: NaiveDate,
    /// The rule that sets the day; null for a task of the house.
    #[schema(example = "R-111")]
    pub rule: Option<String>,
    pub state: State,
    pub ended_by_name: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
    pub outcome: Option<String>,
}

impl Versioned for SeparationTask {
    fn version(&self) -> i32 {
        if self.state == State::Open { 1 } else { 2 }
    }
}

impl From<TaskRow> for SeparationTask {
    fn from(row: TaskRow) -> Self {
        let (by, at, outcome) = match row.outcome {
            None => (None, None, None),
            Some(Json(Outcome { by, at, text })) => (Some(by.name), Some(at), Some(text)),
        };
        Self {
            id: row.id,
            kind: row.kind,
            zh: row.title.0.zh,
            en: row.title.0.en,
            owner: row.owner.0,
            due_on: row.due_on,
            rule: row.rule,
            state: row.state.0,
            ended_by_name: by,
            ended_at: at,
            outcome,
        }
    }
}

/// Puts the tasks that the end brings on the list, once; a moved last day moves the days of those still open.
pub(super) async fn plan(app: &App, tx: &mut Tx, case: &Case) -> Answer<()> {
    let Some(last_day) = case.row.last_day else { return Ok(()) };
    let planned = decisions::planned(case.ground()?, last_day)?;
    let rows: Vec<TaskRow> = planned
        .into_iter()
        .map(|task| TaskRow {
            id: ids::new(),
            separation_id: case.row.id,
            kind: task.kind.to_owned(),
            title: Json(task.title),
            owner: Text(task.owner),
            due_on: task.due_on,
            rule: Some(task.rule.to_owned()),
            state: Text(State::Open),
            outcome: None,
            created_at: app.now(),
        })
        .collect();
    let upsert = diesel::insert_into(separation_tasks::table)
        .values(&rows)
        .on_conflict((separation_tasks::separation_id, separation_tasks::kind))
        .filter_target(separation_tasks::rule.is_not_null())
        .do_update()
        .set(separation_tasks::due_on.eq(diesel::upsert::excluded(separation_tasks::due_on)));
    diesel::query_dsl::methods::FilterDsl::filter(upsert, separation_tasks::state.eq(Text(State::Open)))
        .execute(tx)
        .await?;
    Ok(())
}

/// What is to be done around the end of a case, by day; for payroll alone what is theirs.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Page<SeparationTask>), Refusals))]
#[get("/separations/{id}/tasks")]
pub async fn list_separation_tasks(
    app: App,
    who: Guard<perm::SeparationTasksRead>,
    id: Path<SeparationId>,
) -> Answer<Page<SeparationTask>> {
    let db = app.read().await?;
    let (_, all) = Case::find_to_pay::<perm::SeparationsRead>(&db, &who, who.scope(), *id, app.today()).await?;
    let rows: Vec<TaskRow> = separation_tasks::table
        .filter(separation_tasks::separation_id.eq(*id))
        .filter(all.into_sql::<Bool>().or(separation_tasks::owner.eq(Text(Owner::Payroll))))
        .order((separation_tasks::due_on, separation_tasks::id))
        .select(TaskRow::as_select())
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(rows).map(SeparationTask::from))
}

/// A task of the house.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeparationTask {
    #[validate(length(min = 1, max = 40))]
    #[schema(example = "assets")]
    kind: String,
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "归还笔记本电脑（资产号 IT-2041）")]
    title: String,
    owner: Owner,
    due_on: NaiveDate,
}

/// Add a task to the end of a case.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = NewSeparationTask, responses((status = 201, body = SeparationTask), Refusals))]
#[post("/separations/{id}/tasks")]
pub async fn add_separation_task(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    said: Valid<NewSeparationTask>,
) -> Answer<Created<SeparationTask>> {
    let NewSeparationTask { kind, title, owner, due_on } = said.0;
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        case.refuse_own(&who)?;
        case.progress()?.require_not_withdrawn()?;
        let row = TaskRow {
            id: ids::new(),
            separation_id: *id,
            kind,
            title: Json(Words::new(title.clone(), title)),
            owner: Text(owner),
            due_on,
            rule: None,
            state: Text(State::Open),
            outcome: None,
            created_at: app.now(),
        };
        diesel::insert_into(separation_tasks::table).values(&row).execute(tx).await?;
        let event = event(&case, Kind::SeparationTaskAdded, &row);
        Ok((Created(row.into()), event))
    })
    .await
}

/// How a task ended.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationTaskOutcome {
    /// `done`, or `waived` with the reason.
    outcome: decisions::Ending,
    #[validate(length(max = 2000))]
    #[serde(default)]
    #[schema(example = "已交接给王工，清单双方签字。")]
    text: String,
}

/// Say that a task is done, or why it does not have to be.
#[utoipa::path(
    tag = "separations",
    params(("id" = SeparationId, Path), ("task_id" = SeparationTaskId, Path)),
    request_body = SeparationTaskOutcome,
    responses((status = 200, body = SeparationTask), Refusals)
)]
#[post("/separations/{id}/tasks/{task_id}/outcome")]
pub async fn end_separation_task(
    app: App,
    who: Guard<perm::SeparationsTasks>,
    path: Path<(SeparationId, SeparationTaskId)>,
    said: Valid<SeparationTaskOutcome>,
) -> Answer<Tagged<SeparationTask>> {
    let (id, task) = path.into_inner();
    let SeparationTaskOutcome { outcome, text } = said.0;
    app.change(&who, async |tx| {
        let (case, all) = Case::lock_to_pay::<perm::SeparationsRead>(tx, &who, who.scope(), id, app.today()).await?;
        let mut row = find(tx, id, task).await?;
        let theirs = match (who.is_oneself(case.row.employee_id), all) {
            (true, _) => row.owner.0 == Owner::Employee,
            (false, true) => true,
            (false, false) => row.owner.0 == Owner::Payroll,
        };
        if !theirs {
            return Err(Problem::forbidden());
        }
        row.state = Text(row.state.0.end(outcome, &text)?);
        row.outcome = Some(Json(Outcome { by: Doer::of(&who), at: app.now(), text }));
        diesel::update(separation_tasks::table.find(task))
            .set((separation_tasks::state.eq(row.state), separation_tasks::outcome.eq(&row.outcome)))
            .execute(tx)
            .await?;
        let event = event(&case, Kind::SeparationTaskEnded, &row);
        Ok((Tagged(row.into()), event))
    })
    .await
}

/// Ends the task that the end brought, where it is still open: another act of the case has done it.
pub(super) async fn end_planned(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    by: Doer,
    (kind, text): (&str, &str),
) -> Answer<Option<Event>> {
    let outcome = Json(Outcome { by, at: app.now(), text: text.to_owned() });
    let ended: Option<TaskRow> = diesel::update(separation_tasks::table)
        .filter(separation_tasks::separation_id.eq(case.row.id).and(separation_tasks::kind.eq(kind)))
        .filter(separation_tasks::rule.is_not_null().and(separation_tasks::state.eq(Text(State::Open))))
        .set((separation_tasks::state.eq(Text(State::Done)), separation_tasks::outcome.eq(Some(outcome))))
        .returning(TaskRow::as_returning())
        .get_result(tx)
        .await
        .optional()?;
    Ok(ended.map(|row| event(case, Kind::SeparationTaskEnded, &row)))
}

async fn find(mut db: &Db, case: SeparationId, id: SeparationTaskId) -> Answer<TaskRow> {
    Ok(separation_tasks::table
        .find(id)
        .filter(separation_tasks::separation_id.eq(case))
        .select(TaskRow::as_select())
        .first(&mut db)
        .await?)
}

fn event(case: &Case, kind: Kind, row: &TaskRow) -> Event {
    case.event(kind).facts(&serde_json::json!({
        "number": case.row.number, "task_id": row.id, "kind": row.kind, "title": row.title.0, "owner": row.owner.0,
        "due_on": row.due_on, "state": row.state.0, "outcome": row.outcome.as_ref().map(|outcome| &outcome.0.text),
    }))
}
