//! Improvement plans as stored and sent.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::checkins::PlanThen;
use domain::plans::{Answers, Contents, Outcome, PlanGoal, PlannedCheckIn, Stage, Training};
use serde::{Deserialize, Serialize};
use store::ids::{AlertId, DocumentId, EmployeeId, LegalEntityId, PlanId, ReviewId};
use store::schema::{check_ins, employees, improvement_plans};
use store::{Db, Json, Text};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::employees::EmployeeRef;
use crate::platform::access::Caller;
use crate::platform::deliveries::{self, Answered, Delivery};
use crate::platform::http::Versioned;
use crate::platform::{Answer, Page, Paging, Problem, Scope};

/// What a plan says while it is drafted. It may be incomplete until it is published.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanFacts {
    pub employee_id: EmployeeId,
    /// The failed review that it answers.
    pub review_id: Option<ReviewId>,
    pub alert_id: Option<AlertId>,
    pub mentor_id: Option<EmployeeId>,
    pub from: NaiveDate,
    /// The first day after the window.
    pub until: NaiveDate,
    #[validate(length(max = 10_000))]
    #[schema(example = "第二季度考核 52.30 分，低于基准线 60.00。")]
    pub reason: String,
    /// The post offered instead (调岗), when there is one.
    #[validate(length(max = 200))]
    pub change_of_post: Option<String>,
    #[validate(length(max = 30), custom(function = short_goals))]
    #[schema(example = json!([{"name": "签约额", "target": "120000", "unit": "元", "measure": "ERP 销售模块"}]))]
    pub goals: Vec<PlanGoal>,
    #[validate(length(max = 30), custom(function = short_training))]
    #[schema(example = json!([{"title": "商务谈判", "hours": "6", "held_on": "2026-08-05", "attended": false, "note": ""}]))]
    pub training: Vec<Training>,
    /// When both sides will talk, and about what.
    #[serde(default)]
    #[validate(length(max = 30), custom(function = short_check_ins))]
    #[schema(example = json!([{"on": "2026-08-03", "topic": "中期：目标完成情况"}]))]
    pub planned_check_ins: Vec<PlannedCheckIn>,
}

const LONGEST: usize = 1_000;

fn fits(texts: &[&String]) -> Result<(), ValidationError> {
    if texts.iter().all(|text| text.chars().count() <= LONGEST) {
        return Ok(());
    }
    Err(ValidationError::new("too_long")
        .with_message("每一项不得超过 1000 字。|No text may be longer than 1000 characters.".into()))
}

fn short_goals(goals: &[PlanGoal]) -> Result<(), ValidationError> {
    goals.iter().try_for_each(|goal| fits(&[&goal.name, &goal.target, &goal.unit, &goal.measure]))
}

fn short_training(training: &[Training]) -> Result<(), ValidationError> {
    training.iter().try_for_each(|training| fits(&[&training.title, &training.hours, &training.note]))
}

fn short_check_ins(check_ins: &[PlannedCheckIn]) -> Result<(), ValidationError> {
    check_ins.iter().try_for_each(|check_in| fits(&[&check_in.topic]))
}

/// How a plan ended 结论.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanClosing {
    pub outcome: Outcome,
    pub text: String,
    pub at: DateTime<Utc>,
}

/// An improvement plan 绩效改进计划.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Plan {
    pub id: PlanId,
    pub version: i32,
    pub employee: EmployeeRef,
    pub manager: EmployeeRef,
    pub mentor: Option<EmployeeRef>,
    pub review_id: Option<ReviewId>,
    pub alert_id: Option<AlertId>,
    pub stage: Stage,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub reason: String,
    pub change_of_post: Option<String>,
    pub goals: Vec<PlanGoal>,
    pub training: Vec<Training>,
    pub planned_check_ins: Vec<PlannedCheckIn>,
    pub published_at: Option<DateTime<Utc>>,
    /// The plan as it was published, a paper of the employee; none for one published before plans were documents.
    pub document_id: Option<DocumentId>,
    pub employee_answer: Option<Answered>,
    pub manager_answer: Option<Answered>,
    pub outcome: Option<PlanClosing>,
    pub check_in_count: i64,
}

impl Versioned for Plan {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Filters of the list of plans.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PlanFilter {
    pub employee_id: Option<EmployeeId>,
    pub review_id: Option<ReviewId>,
    pub stage: Option<Stage>,
    /// Only plans whose window is over by this day.
    pub ends_by: Option<NaiveDate>,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = improvement_plans)]
pub(super) struct PlanRow {
    pub id: PlanId,
    pub version: i32,
    pub employee_id: EmployeeId,
    pub legal_entity_id: LegalEntityId,
    pub manager_id: EmployeeId,
    pub mentor_id: Option<EmployeeId>,
    pub review_id: Option<ReviewId>,
    pub alert_id: Option<AlertId>,
    pub stage: Text<Stage>,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub reason: String,
    pub change_of_post: Option<String>,
    pub goals: Json<Vec<PlanGoal>>,
    pub training: Json<Vec<Training>>,
    pub planned_check_ins: Json<Vec<PlannedCheckIn>>,
    pub document_id: Option<DocumentId>,
    pub published_at: Option<DateTime<Utc>>,
    pub outcome: Option<Text<Outcome>>,
    pub outcome_text: Option<String>,
    pub closed_at: Option<DateTime<Utc>>,
}

diesel::alias!(employees as plan_managers: PlanManagers, employees as mentors: Mentors);

/// In scope; a draft is not the employee's yet.
macro_rules! visible {
    ($scope:expr, $caller:expr, $today:expr) => {{
        let viewer = $caller.principal.employee.map_or(Uuid::nil(), Uuid::from);
        $scope.sees(improvement_plans::employee_id, $today).and(
            improvement_plans::stage.ne(Text(Stage::Draft)).or(improvement_plans::employee_id.ne(EmployeeId(viewer))),
        )
    }};
}

impl PlanRow {
    /// The plan, locked; 404 when the caller may not see it.
    pub async fn lock(mut db: &Db, scope: &Scope, caller: &Caller, id: PlanId, today: NaiveDate) -> Answer<Self> {
        Ok(improvement_plans::table
            .find(id)
            .filter(visible!(scope, caller, today))
            .select(Self::as_select())
            .for_update()
            .first(&mut db)
            .await?)
    }

    pub fn contents(&self) -> Contents<'_> {
        Contents {
            from: self.from_on,
            until: self.until_on,
            reason: &self.reason,
            goals: &self.goals.0,
            training: &self.training.0,
            change_of_post: self.change_of_post.as_deref(),
            check_ins: &self.planned_check_ins.0,
        }
    }

    /// Who has answered so far, from what was delivered.
    pub fn answers(&self, delivered: &[Delivery]) -> Answers {
        let of = |who| deliveries::to(delivered, super::PLAN, who).and_then(|one| one.answer).map(|answer| answer.0);
        Answers { employee: of(self.employee_id), manager: of(self.manager_id) }
    }
}

/// What a check-in needs to know of its plan.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = improvement_plans)]
pub struct PlanStanding {
    pub employee_id: EmployeeId,
    pub stage: Text<Stage>,
    pub from_on: NaiveDate,
}

impl PlanStanding {
    pub async fn find(mut db: &Db, id: PlanId) -> Answer<Option<Self>> {
        Ok(improvement_plans::table.find(id).select(Self::as_select()).first(&mut db).await.optional()?)
    }

    pub fn then(&self) -> PlanThen {
        PlanThen { stage: self.stage.0, from: self.from_on }
    }
}

/// A plan, its person, manager and mentor, and how many check-ins were held in it.
type Loaded = (PlanRow, EmployeeRef, EmployeeRef, Option<EmployeeRef>, Option<i64>);

/// Who looks, and from where.
pub(super) type Viewer<'a> = (&'a Scope, &'a Caller, NaiveDate);

async fn load(
    mut db: &Db,
    (scope, caller, today): Viewer<'_>,
    (id, filter, before): (Option<PlanId>, &PlanFilter, Option<PlanId>),
    limit: i64,
) -> Answer<Vec<Loaded>> {
    let mut query = improvement_plans::table
        .inner_join(employees::table.on(employees::id.eq(improvement_plans::employee_id)))
        .inner_join(plan_managers.on(plan_managers.field(employees::id).eq(improvement_plans::manager_id)))
        .left_join(mentors.on(mentors.field(employees::id).nullable().eq(improvement_plans::mentor_id)))
        .filter(visible!(scope, caller, today))
        .order(improvement_plans::id.desc())
        .limit(limit)
        .select((
            PlanRow::as_select(),
            EmployeeRef::as_select(),
            plan_managers.fields((employees::id, employees::number, employees::name)),
            mentors.fields((employees::id, employees::number, employees::name)).nullable(),
            check_ins::table
                .filter(check_ins::plan_id.eq(improvement_plans::id.nullable()))
                .select(count_star())
                .single_value(),
        ))
        .into_boxed();
    if let Some(id) = id {
        query = query.filter(improvement_plans::id.eq(id));
    }
    if let Some(employee) = filter.employee_id {
        query = query.filter(improvement_plans::employee_id.eq(employee));
    }
    if let Some(review) = filter.review_id {
        query = query.filter(improvement_plans::review_id.eq(review));
    }
    if let Some(stage) = filter.stage {
        query = query.filter(improvement_plans::stage.eq(Text(stage)));
    }
    if let Some(by) = filter.ends_by {
        query = query.filter(improvement_plans::until_on.le(by));
    }
    if let Some(before) = before {
        query = query.filter(improvement_plans::id.lt(before));
    }
    Ok(query.load(&mut db).await?)
}

impl Plan {
    /// A page of the plans that the caller may see, latest first; two statements.
    pub(super) async fn list(db: &Db, viewer: Viewer<'_>, filter: &PlanFilter, paging: &Paging) -> Answer<Page<Self>> {
        let rows = load(db, viewer, (None, filter, paging.after()?), paging.limit() + 1).await?;
        let page = Page::of(rows, paging, |(row, ..)| row.id);
        Ok(Page { items: shown(db, page.items).await?, next_cursor: page.next_cursor })
    }

    /// One plan that the caller may see.
    pub(super) async fn find(db: &Db, viewer: Viewer<'_>, id: PlanId) -> Answer<Self> {
        let rows = load(db, viewer, (Some(id), &PlanFilter::default(), None), 1).await?;
        shown(db, rows).await?.pop().ok_or_else(Problem::not_found)
    }
}

async fn shown(db: &Db, rows: Vec<Loaded>) -> Answer<Vec<Plan>> {
    let ids: Vec<Uuid> = rows.iter().map(|(row, ..)| row.id.0).collect();
    let delivered = deliveries::of_resources(db, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|loaded| {
            let id = loaded.0.id;
            let sent = delivered.get(&id.0).map_or(&[][..], Vec::as_slice);
            of(loaded, sent)
        })
        .collect())
}

fn of((row, employee, manager, mentor, held): Loaded, sent: &[Delivery]) -> Plan {
    let answer = |who| deliveries::to(sent, super::PLAN, who).and_then(Delivery::answered);
    let outcome = row.outcome.zip(row.outcome_text).zip(row.closed_at);
    Plan {
        id: row.id,
        version: row.version,
        employee_answer: answer(row.employee_id),
        manager_answer: answer(row.manager_id),
        employee,
        manager,
        mentor,
        review_id: row.review_id,
        alert_id: row.alert_id,
        stage: row.stage.0,
        from: row.from_on,
        until: row.until_on,
        reason: row.reason,
        change_of_post: row.change_of_post,
        goals: row.goals.0,
        training: row.training.0,
        planned_check_ins: row.planned_check_ins.0,
        document_id: row.document_id,
        published_at: row.published_at,
        outcome: outcome.map(|((outcome, text), at)| PlanClosing { outcome: outcome.0, text, at }),
        check_in_count: held.unwrap_or_default(),
    }
}

/// How many plans in scope run and end by a day, or have ended without an outcome; one statement.
pub async fn ending_by(
    mut db: &Db,
    (scope, caller, today): Viewer<'_>,
    by: NaiveDate,
    entity: Option<LegalEntityId>,
) -> Answer<i64> {
    let mut query = improvement_plans::table
        .filter(visible!(scope, caller, today))
        .filter(improvement_plans::stage.eq(Text(Stage::Active)).and(improvement_plans::until_on.le(by)))
        .select(count_star())
        .into_boxed();
    if let Some(entity) = entity {
        query = query.filter(improvement_plans::legal_entity_id.eq(entity));
    }
    Ok(query.first(&mut db).await?)
}
