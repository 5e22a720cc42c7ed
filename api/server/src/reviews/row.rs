//! Reviews as stored and sent.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::quantity::{Quantity, Score};
use domain::reviews::{Stage, below_baseline};
use domain::scoring::{self, Actuals, Goal, ReviewScore, Step};
use serde::{Deserialize, Serialize};
use store::ids::{CycleId, DocumentId, EmployeeId, LegalEntityId, PositionId, ReviewId};
use store::schema::{documents, employees, positions, review_cycles, reviews};
use store::{Db, Json, Text};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::cycles::{CycleRow, ReviewCycleRef};
use super::goals::ReviewPosition;
use crate::employees::EmployeeRef;
use crate::platform::deliveries::{self, Answered, Delivery};
use crate::platform::http::Versioned;
use crate::platform::{Answer, Page, Paging, Problem, Scope};

/// A goal with what was reached and how it scores.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewGoal {
    #[serde(flatten)]
    pub goal: Goal,
    /// Null until the figure is in.
    #[schema(value_type = Option<String>, example = "125510.44")]
    pub actual: Option<Quantity>,
    #[schema(value_type = Option<String>, example = "104.592033")]
    pub score: Option<Quantity>,
    pub steps: Vec<Step>,
}

/// The employee's own assessment 自评.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SelfAssessment {
    pub text: String,
    pub at: DateTime<Utc>,
}

/// The manager's assessment 上级评价.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagerAssessment {
    pub text: String,
    #[schema(value_type = String, example = "78.00")]
    pub rating: Score,
    pub by: EmployeeRef,
    pub at: DateTime<Utc>,
}

/// The result 考核结果, with every step of its calculation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewResult {
    #[schema(value_type = String, example = "85.50")]
    pub score: Score,
    #[schema(value_type = String, example = "87.38")]
    pub kpi_score: Score,
    pub below_baseline: bool,
    pub grade_text: String,
    pub steps: Vec<Step>,
    /// Null until it was delivered to the employee.
    pub delivered_at: Option<DateTime<Utc>>,
    pub answer: Option<Answered>,
}

/// A review 绩效考核. The employee sees the assessment and the result once they are delivered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Review {
    pub id: ReviewId,
    pub version: i32,
    pub cycle: ReviewCycleRef,
    pub employee: EmployeeRef,
    pub position: ReviewPosition,
    pub manager: Option<EmployeeRef>,
    pub stage: Stage,
    pub goals: Vec<ReviewGoal>,
    pub goals_delivered_at: DateTime<Utc>,
    /// Why the goals were delivered after the period had begun; null when they were in time.
    pub late_reason: Option<String>,
    pub goals_answer: Option<Answered>,
    pub self_assessment: Option<SelfAssessment>,
    pub manager_assessment: Option<ManagerAssessment>,
    pub result: Option<ReviewResult>,
    pub document_ids: Vec<DocumentId>,
}

impl Versioned for Review {
    fn version(&self) -> i32 {
        self.version
    }
}

/// Filters of the list of reviews.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReviewFilter {
    pub cycle_id: Option<CycleId>,
    pub employee_id: Option<EmployeeId>,
    /// A manager's id, or `me`.
    #[param(example = "me")]
    pub manager_id: Option<String>,
    pub stage: Option<Stage>,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = reviews)]
pub(super) struct ReviewRow {
    pub id: ReviewId,
    pub version: i32,
    pub cycle_id: CycleId,
    pub employee_id: EmployeeId,
    pub legal_entity_id: LegalEntityId,
    pub stage: Text<Stage>,
    pub goals: Json<Vec<Goal>>,
    pub actuals: Json<Actuals>,
    pub goals_delivered_at: DateTime<Utc>,
    pub late_reason: Option<String>,
    pub self_assessment: Option<String>,
    pub self_assessed_at: Option<DateTime<Utc>>,
    pub manager_assessment: Option<String>,
    pub rating: Option<i64>,
    pub assessed_at: Option<DateTime<Utc>>,
    pub result: Option<Json<ReviewScore>>,
    pub result_delivered_at: Option<DateTime<Utc>>,
}

impl ReviewRow {
    /// The review, locked until the transaction ends; 404 when the caller may not see it.
    pub async fn lock(mut db: &Db, scope: &Scope, id: ReviewId, today: NaiveDate) -> Answer<Self> {
        Ok(reviews::table
            .find(id)
            .filter(scope.sees(reviews::employee_id, today))
            .select(Self::as_select())
            .for_update()
            .first(&mut db)
            .await?)
    }
}

diesel::alias!(employees as managers: Managers, employees as assessors: Assessors);

/// Everything about a review that one statement reads.
#[derive(Queryable)]
pub(super) struct Full {
    pub row: ReviewRow,
    pub cycle: CycleRow,
    pub employee: EmployeeRef,
    pub position: (PositionId, String),
    pub manager: Option<EmployeeRef>,
    pub assessor: Option<EmployeeRef>,
    /// Papers of the review, oldest first.
    pub papers: Option<Vec<DocumentId>>,
}

diesel::define_sql_function! {
    /// The ids are of version 7: in their order they are oldest first.
    #[aggregate]
    fn array_agg(id: diesel::sql_types::Uuid) -> diesel::sql_types::Nullable<diesel::sql_types::Array<diesel::sql_types::Uuid>>;
}

/// Who looks, and how.
#[derive(Clone, Copy, Debug)]
pub struct Viewer {
    pub employee: Option<EmployeeId>,
    pub english: bool,
    pub today: NaiveDate,
}

/// Which reviews, beyond what the scope lets through.
#[derive(Default)]
pub(super) struct Wanted {
    pub id: Option<ReviewId>,
    pub cycle: Option<CycleId>,
    pub employee: Option<EmployeeId>,
    pub manager: Option<EmployeeId>,
    pub stage: Option<Stage>,
    pub before: Option<ReviewId>,
    pub limit: i64,
}

impl Full {
    /// Reviews in scope, latest first; one statement.
    pub async fn load(mut db: &Db, scope: &Scope, wanted: Wanted, today: NaiveDate) -> Answer<Vec<Self>> {
        let mut query = reviews::table
            .inner_join(review_cycles::table)
            .inner_join(employees::table.on(employees::id.eq(reviews::employee_id)))
            .inner_join(positions::table)
            .left_join(managers.on(managers.field(employees::id).nullable().eq(reviews::manager_id)))
            .left_join(assessors.on(assessors.field(employees::id).nullable().eq(reviews::assessed_by)))
            .filter(scope.sees(reviews::employee_id, today))
            .order(reviews::id.desc())
            .limit(wanted.limit)
            .select((
                ReviewRow::as_select(),
                CycleRow::as_select(),
                EmployeeRef::as_select(),
                (positions::id, positions::name),
                managers.fields((employees::id, employees::number, employees::name)).nullable(),
                assessors.fields((employees::id, employees::number, employees::name)).nullable(),
                documents::table
                    .filter(documents::resource_type.eq("review").and(documents::resource_id.eq(reviews::id)))
                    .select(array_agg(documents::id))
                    .single_value(),
            ))
            .into_boxed();
        if let Some(id) = wanted.id {
            query = query.filter(reviews::id.eq(id));
        }
        if let Some(cycle) = wanted.cycle {
            query = query.filter(reviews::cycle_id.eq(cycle));
        }
        if let Some(employee) = wanted.employee {
            query = query.filter(reviews::employee_id.eq(employee));
        }
        if let Some(manager) = wanted.manager {
            query = query.filter(reviews::manager_id.eq(manager));
        }
        if let Some(stage) = wanted.stage {
            query = query.filter(reviews::stage.eq(Text(stage)));
        }
        if let Some(before) = wanted.before {
            query = query.filter(reviews::id.lt(before));
        }
        Ok(query.load(&mut db).await?)
    }

    /// One review in scope; 404 when there is none.
    pub async fn find(db: &Db, scope: &Scope, id: ReviewId, today: NaiveDate) -> Answer<Self> {
        let wanted = Wanted { id: Some(id), limit: 1, ..Wanted::default() };
        Self::load(db, scope, wanted, today).await?.pop().ok_or_else(Problem::not_found)
    }
}

impl Review {
    /// A page of the reviews in scope, latest first.
    pub async fn list(
        db: &Db,
        scope: &Scope,
        filter: &ReviewFilter,
        paging: &Paging,
        viewer: Viewer,
    ) -> Answer<Page<Self>> {
        let manager = match filter.manager_id.as_deref() {
            None => None,
            Some("me") => Some(viewer.employee.ok_or_else(Problem::forbidden)?),
            Some(id) => Some(EmployeeId(id.parse::<Uuid>().map_err(|_| Problem::invalid_query())?)),
        };
        let wanted = Wanted {
            id: None,
            cycle: filter.cycle_id,
            employee: filter.employee_id,
            manager,
            stage: filter.stage,
            before: paging.after()?,
            limit: paging.limit() + 1,
        };
        let rows = Full::load(db, scope, wanted, viewer.today).await?;
        let page = Page::of(rows, paging, |full| full.row.id);
        Ok(Page { items: Self::shown(db, page.items, viewer).await?, next_cursor: page.next_cursor })
    }

    /// One review as a viewer in scope may see it.
    pub async fn find(db: &Db, scope: &Scope, id: ReviewId, viewer: Viewer) -> Answer<Self> {
        let full = Full::find(db, scope, id, viewer.today).await?;
        Self::shown(db, vec![full], viewer).await?.pop().ok_or_else(Problem::not_found)
    }

    /// One more statement, however many reviews: what was delivered.
    async fn shown(db: &Db, rows: Vec<Full>, viewer: Viewer) -> Answer<Vec<Self>> {
        let ids: Vec<Uuid> = rows.iter().map(|full| full.row.id.0).collect();
        let delivered = deliveries::of_resources(db, &ids).await?;
        Ok(rows
            .into_iter()
            .map(|full| {
                let id = full.row.id.0;
                let sent = delivered.get(&id).map_or(&[][..], Vec::as_slice);
                Self::of(full, sent, viewer)
            })
            .collect())
    }

    fn of(full: Full, sent: &[Delivery], viewer: Viewer) -> Self {
        let Full { row, cycle, employee, position, manager, assessor, papers } = full;
        let mut document_ids = papers.unwrap_or_default();
        document_ids.sort_unstable();
        let answer = |kind| deliveries::to(sent, kind, row.employee_id).and_then(Delivery::answered);
        // What the manager wrote and what came of it are the employee's from the delivery on.
        let is_shown = row.result_delivered_at.is_some() || viewer.employee != Some(row.employee_id);
        let baseline = cycle.baseline();
        let assessment = row.manager_assessment.clone().zip(row.rating).zip(assessor).zip(row.assessed_at);
        Self {
            id: row.id,
            version: row.version,
            cycle: cycle.reference(),
            employee,
            position: ReviewPosition { id: position.0, name: position.1 },
            manager,
            stage: row.stage.0,
            goals: goals_shown(&row),
            goals_delivered_at: row.goals_delivered_at,
            goals_answer: answer(super::GOALS),
            self_assessment: row
                .self_assessment
                .zip(row.self_assessed_at)
                .map(|(text, at)| SelfAssessment { text, at }),
            manager_assessment: assessment.filter(|_| is_shown).map(|(((text, rating), by), at)| ManagerAssessment {
                text,
                rating: Score::from_hundredths(rating),
                by,
                at,
            }),
            result: row.result.filter(|_| is_shown).map(|result| {
                let grade = scoring::grade(result.0.score, baseline);
                ReviewResult {
                    score: result.0.score,
                    kpi_score: result.0.kpi_score,
                    below_baseline: below_baseline(result.0.score, baseline),
                    grade_text: if viewer.english { grade.en } else { grade.zh },
                    steps: result.0.steps,
                    delivered_at: row.result_delivered_at,
                    answer: answer(super::RESULT),
                }
            }),
            late_reason: row.late_reason,
            document_ids,
        }
    }
}

/// Each goal scored on the figure that is in.
fn goals_shown(row: &ReviewRow) -> Vec<ReviewGoal> {
    row.goals
        .0
        .iter()
        .map(|goal| {
            let scored = row.actuals.0.get(&goal.kpi_code).map(|actual| scoring::score_goal(goal, *actual));
            match scored {
                None => ReviewGoal { goal: goal.clone(), actual: None, score: None, steps: Vec::new() },
                Some(scored) => ReviewGoal {
                    goal: goal.clone(),
                    actual: Some(scored.actual),
                    score: Some(scored.score),
                    steps: scored.steps,
                },
            }
        })
        .collect()
}

/// A review as a document names it: `2026年第二季度考核，52.30 分`.
pub async fn named(mut db: &Db, id: ReviewId) -> Answer<String> {
    let (cycle, score): (String, Option<i64>) = reviews::table
        .inner_join(review_cycles::table)
        .filter(reviews::id.eq(id))
        .select((review_cycles::name, reviews::score))
        .first(&mut db)
        .await?;
    let score = score.map(|score| format!("，{} 分", Score::from_hundredths(score))).unwrap_or_default();
    Ok(format!("{cycle}考核{score}"))
}

/// Whose review it is, when the caller may see it.
pub async fn employee_of(mut db: &Db, id: ReviewId) -> Answer<Option<EmployeeId>> {
    Ok(reviews::table.find(id).select(reviews::employee_id).first(&mut db).await.optional()?)
}
