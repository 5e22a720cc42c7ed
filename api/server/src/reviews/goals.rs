//! The goals of a position in a cycle, as they will be delivered to everyone who holds it.

use std::collections::HashMap;

use actix_web::web::{Json, Path};
use actix_web::{get, put};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::quantity::Quantity;
use domain::scoring::{Goal, Rule, check_goals};
use serde::{Deserialize, Serialize};
use store::ids::{CycleId, LegalEntityId, PositionId};
use store::schema::{position_goals, positions, reviews};
use utoipa::ToSchema;
use validator::Validate;

use super::cycles::CycleRow;
use super::kpis::{Kpi, with_codes};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, Page, Problem, Valid, perm};

/// A position with its name, as a review names it.
#[derive(Clone, Debug, Queryable, Serialize, ToSchema)]
pub struct ReviewPosition {
    pub id: PositionId,
    #[schema(example = "大客户经理")]
    pub name: String,
}

/// One goal of a position: the indicator, how much it weighs, the target, and how it scores.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionGoal {
    #[schema(example = "SALES")]
    pub kpi_code: String,
    /// Percent; the weights of a position sum to 100.
    #[schema(example = "100")]
    pub weight: Quantity,
    #[schema(example = "120000")]
    pub target: Quantity,
    #[schema(example = json!({"kind": "linear", "floor": "0.5", "cap": "1.2"}))]
    pub rule: Rule,
}

impl PositionGoal {
    fn of(goal: &Goal) -> Self {
        Self { kpi_code: goal.kpi_code.clone(), weight: goal.weight, target: goal.target, rule: goal.rule.clone() }
    }

    /// The goal with what the library says of its indicator.
    fn with(&self, kpi: &Kpi) -> Goal {
        Goal {
            kpi_code: kpi.facts.code.clone(),
            name: kpi.facts.name.clone(),
            unit: kpi.facts.unit.clone(),
            direction: kpi.facts.direction.0,
            weight: self.weight,
            target: self.target,
            rule: self.rule.clone(),
        }
    }
}

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionGoalList {
    #[validate(length(min = 1, max = 30))]
    goals: Vec<PositionGoal>,
}

/// The goals of a position.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PositionGoals {
    pub position: ReviewPosition,
    pub goals: Vec<PositionGoal>,
}

impl PositionGoals {
    fn of(position: ReviewPosition, goals: &[Goal]) -> Self {
        Self { position, goals: goals.iter().map(PositionGoal::of).collect() }
    }
}

/// Goals of all positions in a cycle.
#[utoipa::path(tag = "reviews", params(("id" = CycleId, Path)), responses((status = 200, body = Page<PositionGoals>), Refusals))]
#[get("/review-cycles/{id}/position-goals")]
pub async fn list_position_goals(
    app: App,
    _who: Guard<perm::CyclesRead>,
    id: Path<CycleId>,
) -> Answer<Page<PositionGoals>> {
    let db = app.read().await?;
    CycleRow::find(&db, *id).await?;
    let rows: Vec<(ReviewPosition, store::Json<Vec<Goal>>)> = position_goals::table
        .inner_join(positions::table)
        .filter(position_goals::cycle_id.eq(*id))
        .order((positions::name, positions::id))
        .select(((positions::id, positions::name), position_goals::goals))
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(rows.into_iter().map(|(position, goals)| PositionGoals::of(position, &goals.0)).collect()))
}

/// Set the goals of a position; until they are delivered to somebody who holds it.
#[utoipa::path(tag = "reviews", params(("id" = CycleId, Path), ("position_id" = PositionId, Path)), request_body = PositionGoalList, responses((status = 200, body = PositionGoals), Refusals))]
#[put("/review-cycles/{id}/position-goals/{position_id}")]
pub async fn set_position_goals(
    app: App,
    who: Guard<perm::KpisManage>,
    path: Path<(CycleId, PositionId)>,
    said: Valid<PositionGoalList>,
) -> Answer<Json<PositionGoals>> {
    let (cycle_id, position_id) = path.into_inner();
    app.change(&who, async |tx| {
        let cycle = CycleRow::lock(tx, cycle_id).await?;
        let (entity, name): (LegalEntityId, String) =
            positions::table.find(position_id).select((positions::legal_entity_id, positions::name)).first(tx).await?;
        who.scope().require_entity(entity)?;
        let codes: Vec<&str> = said.0.goals.iter().map(|goal| goal.kpi_code.trim()).collect();
        let goals = with_kpis(&said.0.goals, with_codes(tx, &codes).await?)?;
        check_goals(&goals)?;
        let delivered: i64 = reviews::table
            .filter(reviews::cycle_id.eq(cycle_id).and(reviews::position_id.eq(position_id)))
            .count()
            .get_result(tx)
            .await?;
        if delivered > 0 {
            return Err(Problem::invalid_state(
                "delivered",
                "该岗位的目标已送达员工，不能再改；送达的目标是考核的依据。",
                "The goals of this position were delivered and can no longer change: they are what people are measured by.",
            ));
        }
        let stored = store::Json(goals);
        diesel::insert_into(position_goals::table)
            .values((
                position_goals::cycle_id.eq(cycle_id),
                position_goals::position_id.eq(position_id),
                position_goals::goals.eq(&stored),
                position_goals::updated_at.eq(app.now()),
            ))
            .on_conflict((position_goals::cycle_id, position_goals::position_id))
            .do_update()
            .set((position_goals::goals.eq(&stored), position_goals::updated_at.eq(app.now())))
            .execute(tx)
            .await?;
        let position = ReviewPosition { id: position_id, name };
        let facts = serde_json::json!({"cycle": cycle.reference(), "position": position, "goals": stored});
        let event = Event::new(Kind::CycleGoalsSet, entity, cycle_id).facts(&facts);
        Ok((Json(PositionGoals::of(position, &stored.0)), event))
    })
    .await
}

fn with_kpis(said: &[PositionGoal], known: Vec<Kpi>) -> Answer<Vec<Goal>> {
    let known: HashMap<&str, &Kpi> = known.iter().map(|kpi| (kpi.facts.code.as_str(), kpi)).collect();
    let mut problem = Problem::invalid();
    let mut goals = Vec::with_capacity(said.len());
    for (at, goal) in said.iter().enumerate() {
        match known.get(goal.kpi_code.trim()) {
            Some(kpi) => goals.push(goal.with(kpi)),
            None => problem.errors.extend(
                Problem::field(
                    format!("/goals/{at}/kpi_code"),
                    "unknown_kpi",
                    "指标库里没有这个编码。",
                    "There is no KPI of this code.",
                )
                .errors,
            ),
        }
    }
    if problem.errors.is_empty() { Ok(goals) } else { Err(problem) }
}
