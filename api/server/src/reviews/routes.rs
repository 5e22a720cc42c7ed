use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, get, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::quantity::Score;
use domain::reviews::Stage;
use domain::scoring;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::ids::ReviewId;
use store::schema::reviews;
use store::{Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::cycles::CycleRow;
use super::row::{Review, ReviewFilter, ReviewRow, Viewer};
use super::{GOALS, RESULT};
use crate::platform::access::Caller;
use crate::platform::deliveries::{self, AnswerBody};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, IfMatch, Page, Paging, Tagged, Valid, perm, telemetry};

pub(super) fn viewer(app: &App, who: &Caller, request: &HttpRequest) -> Viewer {
    Viewer { employee: who.principal.employee, english: telemetry::english(request), today: app.today() }
}

/// Reviews in scope, latest first: one's own, those of one's people, or those HR looks after.
#[utoipa::path(tag = "reviews", params(ReviewFilter, Paging), responses((status = 200, body = Page<Review>), Refusals))]
#[get("/reviews")]
pub async fn list_reviews(
    app: App,
    who: Guard<perm::ReviewsRead>,
    request: HttpRequest,
    filter: Query<ReviewFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Review>> {
    Review::list(&*app.read().await?, who.scope(), &filter, &paging, viewer(&app, &who, &request)).await
}

/// One review.
#[utoipa::path(tag = "reviews", params(("id" = ReviewId, Path)), responses((status = 200, body = Review), Refusals))]
#[get("/reviews/{id}")]
pub async fn show_review(
    app: App,
    who: Guard<perm::ReviewsRead>,
    request: HttpRequest,
    id: Path<ReviewId>,
) -> Answer<Tagged<Review>> {
    let review = Review::find(&*app.read().await?, who.scope(), *id, viewer(&app, &who, &request)).await?;
    Ok(Tagged(review))
}

/// Confirm one's goals or object to them, once.
#[utoipa::path(tag = "reviews", params(("id" = ReviewId, Path)), request_body = AnswerBody, responses((status = 200, body = Review), Refusals))]
#[post("/reviews/{id}/goals-acknowledgement")]
pub async fn answer_goals(
    app: App,
    who: Guard<perm::ReviewsAnswer>,
    request: HttpRequest,
    id: Path<ReviewId>,
    seen: IfMatch,
    said: Valid<AnswerBody>,
) -> Answer<Tagged<Review>> {
    app.change(&who, async |tx| {
        let row = ReviewRow::lock(tx, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        let stage = domain::reviews::answer_goals(row.stage.0, said.0.answer, said.0.text())?;
        let event = answered(&app, tx, &row, GOALS, Kind::ReviewGoalsAnswered, &said.0).await?;
        advance(tx, &row, stage).await?;
        Ok((Tagged(Review::find(tx, who.scope(), *id, viewer(&app, &who, &request)).await?), event))
    })
    .await
}

/// Confirm one's result or object to it, once.
#[utoipa::path(tag = "reviews", params(("id" = ReviewId, Path)), request_body = AnswerBody, responses((status = 200, body = Review), Refusals))]
#[post("/reviews/{id}/acknowledgement")]
pub async fn answer_result(
    app: App,
    who: Guard<perm::ReviewsAnswer>,
    request: HttpRequest,
    id: Path<ReviewId>,
    seen: IfMatch,
    said: Valid<AnswerBody>,
) -> Answer<Tagged<Review>> {
    app.change(&who, async |tx| {
        let row = ReviewRow::lock(tx, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        let stage = domain::reviews::answer_result(row.stage.0, said.0.answer, said.0.text())?;
        let event = answered(&app, tx, &row, RESULT, Kind::ReviewResultAnswered, &said.0).await?;
        advance(tx, &row, stage).await?;
        Ok((Tagged(Review::find(tx, who.scope(), *id, viewer(&app, &who, &request)).await?), event))
    })
    .await
}

/// What a person writes of their own work.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SelfAssessmentText {
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "签约额完成 104%，回款因客户延期少 3 万元。")]
    text: String,
}

/// Assess oneself, after the period.
#[utoipa::path(tag = "reviews", params(("id" = ReviewId, Path)), request_body = SelfAssessmentText, responses((status = 200, body = Review), Refusals))]
#[post("/reviews/{id}/self-assessment")]
pub async fn assess_oneself(
    app: App,
    who: Guard<perm::ReviewsAnswer>,
    request: HttpRequest,
    id: Path<ReviewId>,
    seen: IfMatch,
    said: Valid<SelfAssessmentText>,
) -> Answer<Tagged<Review>> {
    app.change(&who, async |tx| {
        let row = ReviewRow::lock(tx, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        let cycle = CycleRow::find(tx, row.cycle_id).await?;
        let stage = domain::reviews::self_assess(row.stage.0, app.today(), cycle.until_on, &said.0.text)?;
        diesel::update(reviews::table.find(row.id))
            .set((reviews::self_assessment.eq(&said.0.text), reviews::self_assessed_at.eq(app.now())))
            .execute(tx)
            .await?;
        advance(tx, &row, stage).await?;
        let event = of(&row, Kind::ReviewSelfAssessed).facts(&said.0);
        Ok((Tagged(Review::find(tx, who.scope(), *id, viewer(&app, &who, &request)).await?), event))
    })
    .await
}

/// What a manager writes of somebody's work, and the points they give.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ManagerAssessmentText {
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "签约额达成；两次客户投诉属实，回款跟进不足。")]
    text: String,
    /// 0 to 100 points.
    #[schema(value_type = String, example = "78.00")]
    rating: Score,
}

/// Assess one of one's people, when all figures are in.
#[utoipa::path(tag = "reviews", params(("id" = ReviewId, Path)), request_body = ManagerAssessmentText, responses((status = 200, body = Review), Refusals))]
#[post("/reviews/{id}/manager-assessment")]
pub async fn assess_report(
    app: App,
    who: Guard<perm::ReviewsAssess>,
    request: HttpRequest,
    id: Path<ReviewId>,
    seen: IfMatch,
    said: Valid<ManagerAssessmentText>,
) -> Answer<Tagged<Review>> {
    let by = who.employee()?;
    app.change(&who, async |tx| {
        let row = ReviewRow::lock(tx, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        let cycle = CycleRow::find(tx, row.cycle_id).await?;
        let ManagerAssessmentText { text, rating } = &said.0;
        let missing = scoring::missing_actuals(&row.goals.0, &row.actuals.0);
        let stage = domain::reviews::manager_assess(row.stage.0, app.today(), cycle.until_on, &missing, text, *rating)?;
        let result = scoring::score_review(&row.goals.0, &row.actuals.0, cycle.kpi_weight(), *rating)?;
        let facts = json!({"assessment": said.0, "result": result});
        diesel::update(reviews::table.find(row.id))
            .set((
                reviews::manager_assessment.eq(text),
                reviews::rating.eq(rating.hundredths()),
                reviews::assessed_by.eq(by),
                reviews::assessed_at.eq(app.now()),
                reviews::score.eq(result.score.hundredths()),
                reviews::result.eq(Json(result)),
            ))
            .execute(tx)
            .await?;
        advance(tx, &row, stage).await?;
        let event = of(&row, Kind::ReviewManagerAssessed).facts(&facts);
        Ok((Tagged(Review::find(tx, who.scope(), *id, viewer(&app, &who, &request)).await?), event))
    })
    .await
}

pub(super) fn of(row: &ReviewRow, kind: Kind) -> Event {
    Event::new(kind, row.legal_entity_id, row.id).about(row.employee_id)
}

pub(super) async fn advance(tx: &mut Tx, row: &ReviewRow, stage: Stage) -> Answer<()> {
    diesel::update(reviews::table.find(row.id))
        .set((reviews::stage.eq(Text(stage)), reviews::version.eq(row.version + 1)))
        .execute(tx)
        .await?;
    Ok(())
}

/// Puts the answer on the delivery; the entry names the hash of what was answered.
async fn answered(
    app: &App,
    tx: &mut Tx,
    row: &ReviewRow,
    kind: &'static str,
    happened: Kind,
    said: &AnswerBody,
) -> Answer<Event> {
    let delivery = deliveries::answer(tx, app.now(), (row.id.0, kind, row.employee_id), said).await?;
    let facts = json!({"answer": said.answer, "text": said.text(), "sha256": hex::encode(&delivery.sha256)});
    Ok(of(row, happened).facts(&facts))
}
