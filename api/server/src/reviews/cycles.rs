//! Review cycles (考核周期): a period, the line under which a result fails, and the share of the KPIs.

use std::collections::{BTreeMap, HashMap, HashSet};

use actix_web::web::{Path, Query};
use actix_web::{get, post};
use chrono::NaiveDate;
use diesel::dsl::{case_when, count};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::quantity::{Quantity, Score};
use domain::reviews::Stage;
use serde::{Deserialize, Serialize};
use store::ids::CycleId;
use store::schema::{review_cycles, reviews};
use store::{Db, Text};
use utoipa::ToSchema;
use validator::Validate;

use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Paging, Problem, Scope, Tagged, Valid, ids, perm};

/// What is known of a cycle.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewCycleFacts {
    #[validate(length(min = 1, max = 40))]
    #[schema(example = "2026Q2")]
    pub code: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(example = "2026 年第二季度")]
    pub name: String,
    pub from: NaiveDate,
    /// The first day after the period.
    pub until: NaiveDate,
    /// The line in points under which a result fails (基准线).
    #[schema(example = "60.00")]
    pub baseline: Score,
    /// The share of the KPI score in the result, in percent; the rest is the manager's rating.
    #[schema(example = "80")]
    pub kpi_weight: Quantity,
}

/// A cycle as other records refer to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewCycleRef {
    pub id: CycleId,
    #[schema(example = "2026Q2")]
    pub code: String,
    #[schema(example = "2026 年第二季度")]
    pub name: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    #[schema(example = "60.00")]
    pub baseline: Score,
}

/// Whether anything is left to do in a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewCycleState {
    /// The period runs, or a result is still to be delivered.
    Open,
    /// The period is over and every result is delivered.
    Closed,
}

/// A cycle 考核周期, with the reviews that the caller may see counted by stage.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewCycle {
    pub id: CycleId,
    pub version: i32,
    #[serde(flatten)]
    pub facts: ReviewCycleFacts,
    pub state: ReviewCycleState,
    pub counts: BTreeMap<String, i64>,
}

impl Versioned for ReviewCycle {
    fn version(&self) -> i32 {
        self.version
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = review_cycles)]
pub(super) struct CycleRow {
    pub id: CycleId,
    pub version: i32,
    pub code: String,
    pub name: String,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub baseline: i64,
    pub kpi_weight: i64,
}

impl CycleRow {
    pub async fn find(mut db: &Db, id: CycleId) -> Answer<Self> {
        Ok(review_cycles::table.find(id).select(Self::as_select()).first(&mut db).await?)
    }

    /// Locks the cycle against another delivery of its goals at the same time.
    pub async fn lock(mut db: &Db, id: CycleId) -> Answer<Self> {
        Ok(review_cycles::table.find(id).select(Self::as_select()).for_update().first(&mut db).await?)
    }

    pub fn baseline(&self) -> Score {
        Score::from_hundredths(self.baseline)
    }

    pub fn kpi_weight(&self) -> Quantity {
        Quantity::from_millionths(self.kpi_weight)
    }

    pub fn reference(&self) -> ReviewCycleRef {
        ReviewCycleRef {
            id: self.id,
            code: self.code.clone(),
            name: self.name.clone(),
            from: self.from_on,
            until: self.until_on,
            baseline: self.baseline(),
        }
    }

    fn facts(&self) -> ReviewCycleFacts {
        ReviewCycleFacts {
            code: self.code.clone(),
            name: self.name.clone(),
            from: self.from_on,
            until: self.until_on,
            baseline: self.baseline(),
            kpi_weight: self.kpi_weight(),
        }
    }
}

/// Cycles with their counts; one more statement, however many.
async fn shown(mut db: &Db, rows: Vec<CycleRow>, scope: &Scope, today: NaiveDate) -> Answer<Vec<ReviewCycle>> {
    let cycles: Vec<CycleId> = rows.iter().map(|row| row.id).collect();
    // Whether a cycle is over does not depend on who asks; what is counted does.
    let counted: Vec<(CycleId, Text<Stage>, i64, i64)> = reviews::table
        .filter(reviews::cycle_id.eq_any(&cycles))
        .group_by((reviews::cycle_id, reviews::stage))
        .select((
            reviews::cycle_id,
            reviews::stage,
            count(case_when(scope.sees(reviews::employee_id, today), reviews::id)),
            count(case_when(reviews::result_delivered_at.is_null(), reviews::id)),
        ))
        .load(&mut db)
        .await?;
    let mut counts: HashMap<CycleId, BTreeMap<String, i64>> = HashMap::new();
    let mut unfinished = HashSet::new();
    for (cycle, stage, seen, undelivered) in counted {
        if seen > 0 {
            counts.entry(cycle).or_default().insert(stage.0.to_string(), seen);
        }
        if undelivered > 0 {
            unfinished.insert(cycle);
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let closed = today >= row.until_on && !unfinished.contains(&row.id);
            ReviewCycle {
                id: row.id,
                version: row.version,
                facts: row.facts(),
                state: if closed { ReviewCycleState::Closed } else { ReviewCycleState::Open },
                counts: counts.remove(&row.id).unwrap_or_default(),
            }
        })
        .collect())
}

/// Cycles, latest first.
#[utoipa::path(tag = "reviews", params(Paging), responses((status = 200, body = Page<ReviewCycle>), Refusals))]
#[get("/review-cycles")]
pub async fn list_review_cycles(
    app: App,
    _who: Guard<perm::CyclesRead>,
    sees: Option<Guard<perm::ReviewsRead>>,
    paging: Query<Paging>,
) -> Answer<Page<ReviewCycle>> {
    let db = app.read().await?;
    let mut query = review_cycles::table
        .order((review_cycles::from_on.desc(), review_cycles::id.desc()))
        .limit(paging.limit() + 1)
        .select(CycleRow::as_select())
        .into_boxed();
    if let Some((from, id)) = paging.after::<(NaiveDate, CycleId)>()? {
        query = query
            .filter(review_cycles::from_on.lt(from).or(review_cycles::from_on.eq(from).and(review_cycles::id.lt(id))));
    }
    let rows = Page::of(query.load(&mut &*db).await?, &paging, |row: &CycleRow| (row.from_on, row.id));
    let nobody = Scope::default();
    let scope = sees.as_ref().map_or(&nobody, Guard::scope);
    Ok(Page { items: shown(&db, rows.items, scope, app.today()).await?, next_cursor: rows.next_cursor })
}

/// Open a cycle.
#[utoipa::path(tag = "reviews", request_body = ReviewCycleFacts, responses((status = 201, body = ReviewCycle), Refusals))]
#[post("/review-cycles")]
pub async fn open_review_cycle(
    app: App,
    who: Guard<perm::KpisManage>,
    said: Valid<ReviewCycleFacts>,
) -> Answer<Created<ReviewCycle>> {
    let facts = said.0;
    domain::scoring::check_kpi_weight(facts.kpi_weight)?;
    if !(Score::ZERO..=Score::HUNDRED).contains(&facts.baseline) {
        return Err(Problem::field(
            "/baseline",
            "out_of_range",
            "基准线须在 0 到 100 分之间。",
            "The baseline must be between 0 and 100 points.",
        ));
    }
    app.change(&who, async |tx| {
        let row: CycleRow = diesel::insert_into(review_cycles::table)
            .values((
                review_cycles::id.eq(ids::new::<CycleId>()),
                review_cycles::code.eq(&facts.code),
                review_cycles::name.eq(&facts.name),
                review_cycles::from_on.eq(facts.from),
                review_cycles::until_on.eq(facts.until),
                review_cycles::baseline.eq(facts.baseline.hundredths()),
                review_cycles::kpi_weight.eq(facts.kpi_weight.millionths()),
                review_cycles::created_at.eq(app.now()),
            ))
            .returning(CycleRow::as_returning())
            .get_result(tx)
            .await?;
        let event = Event::of_group(Kind::CycleOpened, row.id).facts(&facts);
        Ok((Created(the_cycle(tx, row, who.scope(), app.today()).await?), event))
    })
    .await
}

/// One cycle.
#[utoipa::path(tag = "reviews", params(("id" = CycleId, Path)), responses((status = 200, body = ReviewCycle), Refusals))]
#[get("/review-cycles/{id}")]
pub async fn show_review_cycle(
    app: App,
    _who: Guard<perm::CyclesRead>,
    sees: Option<Guard<perm::ReviewsRead>>,
    id: Path<CycleId>,
) -> Answer<Tagged<ReviewCycle>> {
    let db = app.read().await?;
    let row = CycleRow::find(&db, *id).await?;
    let nobody = Scope::default();
    let scope = sees.as_ref().map_or(&nobody, Guard::scope);
    Ok(Tagged(the_cycle(&db, row, scope, app.today()).await?))
}

async fn the_cycle(db: &Db, row: CycleRow, scope: &Scope, today: NaiveDate) -> Answer<ReviewCycle> {
    shown(db, vec![row], scope, today).await?.pop().ok_or_else(Problem::not_found)
}
