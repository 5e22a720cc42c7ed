use actix_web::web::{Path, Query};
use actix_web::{get, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::checkins::Said;
use store::Tx;
use store::ids::{CheckInId, EmployeeId, PlanId};
use store::schema::check_ins;

use super::CHECK_IN;
use super::row::{CheckIn, CheckInFacts, CheckInFilter, CheckInRow};
use crate::employees::Standing;
use crate::plans::PlanStanding;
use crate::platform::deliveries::{self, AnswerBody, Channel, NewDelivery};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, perm};

/// Check-ins in scope, latest first.
#[utoipa::path(tag = "check_ins", params(CheckInFilter, Paging), responses((status = 200, body = Page<CheckIn>), Refusals))]
#[get("/check-ins")]
pub async fn list_check_ins(
    app: App,
    who: Guard<perm::CheckInsRead>,
    filter: Query<CheckInFilter>,
    paging: Query<Paging>,
) -> Answer<Page<CheckIn>> {
    CheckIn::list(&*app.read().await?, who.scope(), &filter, &paging, app.today()).await
}

/// One check-in.
#[utoipa::path(tag = "check_ins", params(("id" = CheckInId, Path)), responses((status = 200, body = CheckIn), Refusals))]
#[get("/check-ins/{id}")]
pub async fn show_check_in(app: App, who: Guard<perm::CheckInsRead>, id: Path<CheckInId>) -> Answer<Tagged<CheckIn>> {
    Ok(Tagged(CheckIn::find(&*app.read().await?, who.scope(), *id, app.today()).await?))
}

/// Write down a conversation with one of one's people; it is delivered to them for their answer.
#[utoipa::path(tag = "check_ins", request_body = CheckInFacts, responses((status = 201, body = CheckIn), Refusals))]
#[post("/check-ins")]
pub async fn record_check_in(
    app: App,
    who: Guard<perm::CheckInsWrite>,
    said: Valid<CheckInFacts>,
) -> Answer<Created<CheckIn>> {
    let facts = said.0;
    let manager = who.person()?;
    app.change(&who, async |tx| {
        let standing = Standing::find(tx, who.scope(), facts.employee_id, app.today()).await?;
        let plan = match facts.plan_id {
            Some(id) => Some(plan_of(tx, id, facts.employee_id).await?),
            None => None,
        };
        let words = Said { kind: facts.kind, held_on: facts.held_on, topic: &facts.topic, text: &facts.text };
        domain::checkins::record(words, plan.as_ref().map(PlanStanding::then), app.today())?;
        let row = CheckInRow::new(&standing, manager.id, &facts, app.now());
        let document = serde_json::json!({"check_in_id": row.id, "manager_id": manager.id, "facts": facts});
        let delivery = NewDelivery {
            employee: row.employee_id,
            resource: ("check_in", row.id.0),
            kind: CHECK_IN,
            sha256: deliveries::hash_of(&document),
            channel: Channel::InSystem,
            due_on: Some(domain::alerts::due_on(app.today())),
        };
        tokio::try_join!(row.insert(tx), deliveries::deliver_one(tx, app.now(), &delivery))?;
        let event =
            Event::new(Kind::CheckInHeld, standing.legal_entity_id, row.id).about(row.employee_id).facts(&document);
        Ok((Created(row.shown(standing.person, manager, &[])), event))
    })
    .await
}

async fn plan_of(tx: &Tx, id: PlanId, employee: EmployeeId) -> Answer<PlanStanding> {
    let found = PlanStanding::find(tx, id).await?.filter(|plan| plan.employee_id == employee);
    found.ok_or_else(|| {
        Problem::field("/plan_id", "unknown_plan", "该员工没有这个改进计划。", "This person has no such plan.")
    })
}

/// Confirm a check-in about oneself or object to it, once.
#[utoipa::path(tag = "check_ins", params(("id" = CheckInId, Path)), request_body = AnswerBody, responses((status = 200, body = CheckIn), Refusals))]
#[post("/check-ins/{id}/acknowledgement")]
pub async fn answer_check_in(
    app: App,
    who: Guard<perm::CheckInsAnswer>,
    id: Path<CheckInId>,
    seen: IfMatch,
    said: Valid<AnswerBody>,
) -> Answer<Tagged<CheckIn>> {
    app.change(&who, async |tx| {
        let row = CheckInRow::lock(tx, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        let before = deliveries::of_resources(tx, &[id.0]).await?.remove(&id.0).unwrap_or_default();
        let answered = deliveries::to(&before, CHECK_IN, row.employee_id).and_then(|one| one.answer);
        domain::checkins::acknowledge(answered.map(|answer| answer.0), said.0.answer, said.0.text())?;
        let delivery = deliveries::answer(tx, app.now(), (id.0, CHECK_IN, row.employee_id), &said.0).await?;
        diesel::update(check_ins::table.find(row.id)).set(check_ins::version.eq(row.version + 1)).execute(tx).await?;
        let facts = serde_json::json!({"answer": said.0.answer, "text": said.0.text(), "sha256": hex::encode(&delivery.sha256)});
        let event = Event::new(Kind::CheckInAnswered, row.legal_entity_id, row.id).about(row.employee_id).facts(&facts);
        Ok((Tagged(CheckIn::find(tx, who.scope(), row.id, app.today()).await?), event))
    })
    .await
}
