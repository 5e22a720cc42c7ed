use actix_web::web::{Path, Query};
use actix_web::{get, post, put};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::plans::{Outcome, Party, Stage, Training};
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, PlanId};
use store::schema::{employees, improvement_plans};
use store::{Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::record::{answered_check_ins, count};
use super::row::{Plan, PlanFacts, PlanFilter, PlanRow};
use super::{PLAN, letter};
use crate::employees::{Standing, paper_of};
use crate::platform::deliveries::{self, AnswerBody, Channel, NewDelivery};
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};
use crate::{alerts, reviews};

/// Plans that the caller may see, latest first.
#[utoipa::path(tag = "plans", params(PlanFilter, Paging), responses((status = 200, body = Page<Plan>), Refusals))]
#[get("/improvement-plans")]
pub async fn list_plans(
    app: App,
    who: Guard<perm::PlansRead>,
    filter: Query<PlanFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Plan>> {
    Plan::list(&*app.read().await?, (who.scope(), &who, app.today()), &filter, &paging).await
}

/// One plan.
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = Plan), Refusals))]
#[get("/improvement-plans/{id}")]
pub async fn show_plan(app: App, who: Guard<perm::PlansRead>, id: Path<PlanId>) -> Answer<Tagged<Plan>> {
    Ok(Tagged(Plan::find(&*app.read().await?, (who.scope(), &who, app.today()), *id).await?))
}

/// The document of a published plan, as both sides answered it.
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/improvement-plans/{id}/document")]
pub async fn read_plan_document(app: App, who: Guard<perm::PlansRead>, id: Path<PlanId>) -> Answer<File> {
    let db = app.read().await?;
    let plan = Plan::find(&db, (who.scope(), &who, app.today()), *id).await?;
    paper_of(&app, &db, plan.document_id.ok_or_else(Problem::not_found)?).await
}

/// Draft a plan for one of one's people. Its manager is the caller, or for HR the employee's own.
#[utoipa::path(tag = "plans", request_body = PlanFacts, responses((status = 201, body = Plan), Refusals))]
#[post("/improvement-plans")]
pub async fn draft_plan(app: App, who: Guard<perm::PlansWrite>, said: Valid<PlanFacts>) -> Answer<Created<Plan>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        if who.is_oneself(facts.employee_id) {
            return Err(Problem::forbidden());
        }
        let standing = Standing::find(tx, who.scope(), facts.employee_id, app.today()).await?;
        let manager = manager_of(&who, &standing)?;
        check_references(tx, &facts).await?;
        let id: PlanId = ids::new();
        diesel::insert_into(improvement_plans::table)
            .values((
                improvement_plans::id.eq(id),
                improvement_plans::employee_id.eq(facts.employee_id),
                improvement_plans::legal_entity_id.eq(standing.legal_entity_id),
                improvement_plans::manager_id.eq(manager),
                improvement_plans::stage.eq(Text(Stage::Draft)),
                improvement_plans::created_at.eq(app.now()),
                contents(&facts),
            ))
            .execute(tx)
            .await?;
        let event = Event::new(Kind::PlanDrafted, standing.legal_entity_id, id).about(facts.employee_id).facts(&facts);
        Ok((Created(Plan::find(tx, (who.scope(), &who, app.today()), id).await?), event))
    })
    .await
}

/// Replace what a draft says.
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), request_body = PlanFacts, responses((status = 200, body = Plan), Refusals))]
#[put("/improvement-plans/{id}")]
pub async fn change_plan(
    app: App,
    who: Guard<perm::PlansWrite>,
    id: Path<PlanId>,
    seen: IfMatch,
    said: Valid<PlanFacts>,
) -> Answer<Tagged<Plan>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let row = managed(&app, tx, &who, *id).await?;
        seen.check(row.version)?;
        domain::plans::edit(row.stage.0)?;
        if facts.employee_id != row.employee_id {
            return Err(Problem::field(
                "/employee_id",
                "immutable",
                "计划不能改属另一名员工。",
                "A plan stays with its employee.",
            ));
        }
        check_references(tx, &facts).await?;
        diesel::update(improvement_plans::table.find(row.id))
            .set((contents(&facts), improvement_plans::version.eq(row.version + 1)))
            .execute(tx)
            .await?;
        let event = of(&row, Kind::PlanChanged).facts(&facts);
        Ok((Tagged(Plan::find(tx, (who.scope(), &who, app.today()), row.id).await?), event))
    })
    .await
}

/// Publish a complete draft: it becomes a document and is delivered to both sides.
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = Plan), Refusals))]
#[post("/improvement-plans/{id}/publication")]
pub async fn publish_plan(
    app: App,
    who: Guard<perm::PlansWrite>,
    id: Path<PlanId>,
    seen: IfMatch,
) -> Answer<Tagged<Plan>> {
    app.change(&who, async |tx| {
        let row = managed(&app, tx, &who, *id).await?;
        seen.check(row.version)?;
        let stage = domain::plans::publish(row.stage.0, &row.contents(), app.today())?;
        let letter = letter::set(&app, tx, who.scope(), &row).await?;
        let document = serde_json::json!({
            "plan_id": row.id, "employee_id": row.employee_id, "manager_id": row.manager_id, "mentor_id": row.mentor_id,
            "review_id": row.review_id, "from": row.from_on, "until": row.until_on, "reason": row.reason,
            "change_of_post": row.change_of_post, "goals": row.goals, "training": row.training,
            "planned_check_ins": row.planned_check_ins, "sha256": hex::encode(letter.sha256),
            "template_version_id": letter.template,
        });
        let sent = [row.employee_id, row.manager_id].map(|employee| NewDelivery {
            employee,
            resource: ("plan", row.id.0),
            kind: PLAN,
            sha256: letter.sha256,
            channel: Channel::InSystem,
            due_on: Some(domain::alerts::due_on(app.today())),
        });
        deliveries::deliver(tx, app.now(), &sent).await?;
        diesel::update(improvement_plans::table.find(row.id))
            .set((
                improvement_plans::stage.eq(Text(stage)),
                improvement_plans::published_at.eq(app.now()),
                improvement_plans::document_id.eq(letter.document),
                improvement_plans::version.eq(row.version + 1),
            ))
            .execute(tx)
            .await?;
        let event = of(&row, Kind::PlanPublished).facts(&document).attach("plan.pdf", "application/pdf", letter.pdf);
        Ok((Tagged(Plan::find(tx, (who.scope(), &who, app.today()), row.id).await?), event))
    })
    .await
}

/// Confirm a published plan or object to it, each side for itself, once. It is active when both have.
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), request_body = AnswerBody, responses((status = 200, body = Plan), Refusals))]
#[post("/improvement-plans/{id}/acknowledgement")]
pub async fn answer_plan(
    app: App,
    who: Guard<perm::PlansAnswer>,
    id: Path<PlanId>,
    seen: IfMatch,
    said: Valid<AnswerBody>,
) -> Answer<Tagged<Plan>> {
    app.change(&who, async |tx| {
        let row = PlanRow::lock(tx, who.scope(), &who, *id, app.today()).await?;
        seen.check(row.version)?;
        // Whoever is above the employee may answer for a manager who has left.
        let (party, name, to) = if who.is_oneself(row.employee_id) {
            (Party::Employee, "employee", row.employee_id)
        } else {
            (Party::Manager, "manager", row.manager_id)
        };
        let sent = deliveries::of_resources(tx, &[id.0]).await?.remove(&id.0).unwrap_or_default();
        let (stage, _) = domain::plans::acknowledge(row.stage.0, row.answers(&sent), party, said.0.answer, said.0.text())?;
        let delivery = deliveries::answer(tx, app.now(), (id.0, PLAN, to), &said.0).await?;
        diesel::update(improvement_plans::table.find(row.id))
            .set((improvement_plans::stage.eq(Text(stage)), improvement_plans::version.eq(row.version + 1)))
            .execute(tx)
            .await?;
        let facts = serde_json::json!({
            "party": name, "answer": said.0.answer, "text": said.0.text(), "sha256": hex::encode(&delivery.sha256), "stage": stage,
        });
        let event = of(&row, Kind::PlanAnswered).facts(&facts);
        Ok((Tagged(Plan::find(tx, (who.scope(), &who, app.today()), row.id).await?), event))
    })
    .await
}

/// Whether the employee came to a training.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrainingAttendance {
    /// Place in the plan's list, from 0.
    #[schema(example = 0)]
    index: u32,
    attended: bool,
    #[validate(length(max = 1000))]
    #[schema(example = "签到表见附件，考核 82 分")]
    note: Option<String>,
}

/// Record attendance of a training.
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), request_body = TrainingAttendance, responses((status = 200, body = Plan), Refusals))]
#[post("/improvement-plans/{id}/training-attendance")]
pub async fn record_training(
    app: App,
    who: Guard<perm::PlansWrite>,
    id: Path<PlanId>,
    seen: IfMatch,
    said: Valid<TrainingAttendance>,
) -> Answer<Tagged<Plan>> {
    app.change(&who, async |tx| {
        let row = managed(&app, tx, &who, *id).await?;
        seen.check(row.version)?;
        let index = said.0.index as usize;
        let mut training: Vec<Training> = row.training.0.clone();
        domain::plans::record_attendance(row.stage.0, &training, index, app.today())?;
        let one = training.get_mut(index).ok_or_else(Problem::invalid)?;
        one.attended = said.0.attended;
        one.note = said.0.note.clone().unwrap_or_default();
        let facts = serde_json::json!({"index": said.0.index, "training": one});
        diesel::update(improvement_plans::table.find(row.id))
            .set((improvement_plans::training.eq(Json(training)), improvement_plans::version.eq(row.version + 1)))
            .execute(tx)
            .await?;
        let event = of(&row, Kind::PlanTrainingAttended).facts(&facts);
        Ok((Tagged(Plan::find(tx, (who.scope(), &who, app.today()), row.id).await?), event))
    })
    .await
}

/// How a plan ended, and what that rests on.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanConclusion {
    outcome: Outcome,
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "签约额 41%，回款 38%，两项目标均未达成。")]
    text: String,
}

/// Close a plan with its outcome.
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), request_body = PlanConclusion, responses((status = 200, body = Plan), Refusals))]
#[post("/improvement-plans/{id}/outcome")]
pub async fn close_plan(
    app: App,
    who: Guard<perm::PlansWrite>,
    id: Path<PlanId>,
    seen: IfMatch,
    said: Valid<PlanConclusion>,
) -> Answer<Tagged<Plan>> {
    app.change(&who, async |tx| {
        let row = managed(&app, tx, &who, *id).await?;
        seen.check(row.version)?;
        let PlanConclusion { outcome, text } = &said.0;
        let held = answered_check_ins(tx, &[id.0]).await?.pop().map_or(0, |(_, answered)| count(answered));
        let stage = domain::plans::close(row.stage.0, *outcome, text, held, app.today(), row.until_on)?;
        diesel::update(improvement_plans::table.find(row.id))
            .set((
                improvement_plans::stage.eq(Text(stage)),
                improvement_plans::outcome.eq(Text(*outcome)),
                improvement_plans::outcome_text.eq(text),
                improvement_plans::closed_at.eq(app.now()),
                improvement_plans::version.eq(row.version + 1),
            ))
            .execute(tx)
            .await?;
        let event = of(&row, Kind::PlanClosed).facts(&said.0);
        Ok((Tagged(Plan::find(tx, (who.scope(), &who, app.today()), row.id).await?), event))
    })
    .await
}

fn of(row: &PlanRow, kind: Kind) -> Event {
    Event::new(kind, row.legal_entity_id, row.id).about(row.employee_id)
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = improvement_plans, treat_none_as_null = true)]
struct PlanContents<'a> {
    mentor_id: Option<EmployeeId>,
    review_id: Option<store::ids::ReviewId>,
    alert_id: Option<store::ids::AlertId>,
    from_on: chrono::NaiveDate,
    until_on: chrono::NaiveDate,
    reason: &'a str,
    change_of_post: Option<&'a str>,
    goals: Json<Vec<domain::plans::PlanGoal>>,
    training: Json<Vec<Training>>,
    planned_check_ins: Json<Vec<domain::plans::PlannedCheckIn>>,
}

/// What a draft says, as stored. Nobody has attended a training of a draft.
fn contents(facts: &PlanFacts) -> PlanContents<'_> {
    let training = facts.training.iter().cloned().map(|training| Training { attended: false, ..training });
    PlanContents {
        mentor_id: facts.mentor_id,
        review_id: facts.review_id,
        alert_id: facts.alert_id,
        from_on: facts.from,
        until_on: facts.until,
        reason: &facts.reason,
        change_of_post: facts.change_of_post.as_deref(),
        goals: Json(facts.goals.clone()),
        training: Json(training.collect()),
        planned_check_ins: Json(facts.planned_check_ins.clone()),
    }
}

/// The plan, locked, for whoever runs it: never the person it is for.
async fn managed(app: &App, tx: &mut Tx, who: &Guard<perm::PlansWrite>, id: PlanId) -> Answer<PlanRow> {
    let row = PlanRow::lock(tx, who.scope(), who, id, app.today()).await?;
    if who.is_oneself(row.employee_id) { Err(Problem::forbidden()) } else { Ok(row) }
}

fn manager_of(who: &Guard<perm::PlansWrite>, standing: &Standing) -> Answer<EmployeeId> {
    let caller = who.principal.employee.filter(|id| *id != standing.person.id);
    let own = if who.scope().is_by_role() { standing.manager_id.or(caller) } else { caller };
    own.ok_or_else(|| {
        Problem::field(
            "/employee_id",
            "no_manager",
            "该员工没有上级，请先指定上级。",
            "This person has no manager; name one first.",
        )
    })
}

/// The review and the alert are this employee's; the mentor is somebody else.
async fn check_references(tx: &mut Tx, facts: &PlanFacts) -> Answer<()> {
    let mut problem = Problem::invalid();
    let mut wrong = |pointer: &str, zh: &'static str, en: &'static str| {
        problem.errors.extend(Problem::field(pointer, "not_of_employee", zh, en).errors);
    };
    if let Some(review) = facts.review_id
        && reviews::employee_of(tx, review).await? != Some(facts.employee_id)
    {
        wrong("/review_id", "这不是该员工的考核。", "That review is not this person's.");
    }
    if let Some(alert) = facts.alert_id
        && alerts::employee_of(tx, alert).await? != Some(facts.employee_id)
    {
        wrong("/alert_id", "这不是关于该员工的预警。", "That alert is not about this person.");
    }
    if let Some(mentor) = facts.mentor_id {
        let known: i64 = employees::table.filter(employees::id.eq(mentor)).count().get_result(tx).await?;
        if known == 0 || mentor == facts.employee_id {
            wrong("/mentor_id", "辅导人须是另一名员工。", "The mentor must be another employee.");
        }
    }
    if problem.errors.is_empty() { Ok(()) } else { Err(problem) }
}
