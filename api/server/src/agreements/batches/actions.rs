//! What is done to a batch as a whole: review, sending, another try, cancelling.

use actix_web::post;
use actix_web::web::Path;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as single, Decision, Stage as AgreementStage};
use domain::batches::{self as decisions, Stage, Task};
use serde::{Deserialize, Serialize};
use store::ids::AgreementBatchId;
use store::schema::{agreement_batch_items, agreement_batches, agreements};
use store::{Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::items::{BatchProblem, Ordered};
use super::row::{AgreementBatch, Row, moved, view};
use super::work;
use crate::agreements::row::Row as AgreementRow;
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, IfMatch, Tagged, Valid, perm};

/// What legal makes of the drafts.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementBatchReview {
    decision: Decision,
    /// Why, when they are rejected.
    #[validate(length(max = 4000))]
    text: Option<String>,
}

/// Review all drafts of a batch as one. Whoever opened it cannot; a rejected batch is cancelled with its drafts.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path)), request_body = AgreementBatchReview, responses((status = 200, body = AgreementBatch), Refusals))]
#[post("/agreement-batches/{id}/review")]
pub async fn review_agreement_batch(
    app: App,
    who: Guard<perm::AgreementBatchesReview>,
    id: Path<AgreementBatchId>,
    seen: IfMatch,
    said: Valid<AgreementBatchReview>,
) -> Answer<Tagged<AgreementBatch>> {
    let AgreementBatchReview { decision, text } = said.0;
    let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let batch = app
        .change(&who, async |tx| {
            let row = Row::lock(tx, who.scope(), *id).await?;
            seen.check(row.version)?;
            row.refuse_preparer(&who)?;
            let progress = view(tx, row.clone()).await?.progress;
            let stage = decisions::review(row.stage.0, progress.waiting > 0, progress.drafted > 0)?;
            single::review(AgreementStage::Draft, decision, text)?;
            diesel::update(agreement_batches::table.find(row.id))
                .set((
                    agreement_batches::reviewed_by.eq(who.principal.account_id()),
                    agreement_batches::reviewed_at.eq(app.now()),
                    agreement_batches::review_text.eq(text),
                ))
                .execute(tx)
                .await?;
            let facts = serde_json::json!({"name": row.name, "decision": decision, "text": text});
            let mut events = vec![row.event(Kind::AgreementBatchReviewed).facts(&facts)];
            let stage = match decision {
                Decision::Approved => {
                    events.extend(approve(&app, tx, &who, &row, text).await?);
                    stage
                }
                Decision::Rejected => end(&app, tx, &who, &row, text.unwrap_or_default()).await?,
            };
            Ok((moved(tx, row, stage).await?, events))
        })
        .await?;
    work::wake();
    Ok(Tagged(batch))
}

/// Every draft of the batch is reviewed, with an entry in each person's own trail.
async fn approve(app: &App, tx: &mut Tx, who: &Caller, batch: &Row, text: Option<&str>) -> Answer<Vec<Event>> {
    let of_batch = agreement_batch_items::table
        .filter(agreement_batch_items::batch_id.eq(batch.id))
        .select(agreement_batch_items::agreement_id);
    let rows: Vec<AgreementRow> = diesel::update(agreements::table)
        .filter(agreements::id.nullable().eq_any(of_batch))
        .filter(agreements::stage.eq(Text(AgreementStage::Draft)))
        .set((
            agreements::stage.eq(Text(AgreementStage::Reviewed)),
            agreements::version.eq(agreements::version + 1),
            agreements::reviewed_by.eq(who.principal.account_id()),
            agreements::reviewed_at.eq(app.now()),
            agreements::review_text.eq(text),
        ))
        .returning(AgreementRow::as_returning())
        .get_results(tx)
        .await?;
    let event = |row: &AgreementRow| {
        row.event(Kind::AgreementReviewed).facts(&serde_json::json!({
            "decision": Decision::Approved, "text": text, "batch_id": batch.id,
            "original_sha256": hex::encode(&row.original_sha256)}))
    };
    Ok(rows.iter().map(event).collect())
}

/// Send every reviewed agreement of a batch to its person to be signed.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path)), responses((status = 200, body = AgreementBatch), Refusals))]
#[post("/agreement-batches/{id}/sending")]
pub async fn send_agreement_batch(
    app: App,
    who: Guard<perm::AgreementBatchesPrepare>,
    id: Path<AgreementBatchId>,
    seen: IfMatch,
) -> Answer<Tagged<AgreementBatch>> {
    let batch = app
        .change(&who, async |tx| {
            let row = Row::lock(tx, who.scope(), *id).await?;
            seen.check(row.version)?;
            let stage = decisions::send(row.stage.0)?;
            let people = order(tx, &row, Task::Send, &[AgreementStage::Reviewed]).await?;
            diesel::update(agreement_batches::table.find(row.id))
                .set((
                    agreement_batches::sent_by.eq(who.principal.account_id()),
                    agreement_batches::sent_at.eq(app.now()),
                ))
                .execute(tx)
                .await?;
            let facts = serde_json::json!({"name": row.name, "people": people});
            let event = row.event(Kind::AgreementBatchSent).facts(&facts);
            Ok((moved(tx, row, stage).await?, event))
        })
        .await?;
    work::wake();
    Ok(Tagged(batch))
}

/// Orders a task for everybody whose agreement is in one of these stages; answers for how many.
async fn order(tx: &mut Tx, batch: &Row, task: Task, stages: &[AgreementStage]) -> Answer<usize> {
    let stages: Vec<Text<AgreementStage>> = stages.iter().copied().map(Text).collect();
    let fitting = agreements::table.filter(agreements::stage.eq_any(stages)).select(agreements::id.nullable());
    Ok(diesel::update(agreement_batch_items::table)
        .filter(agreement_batch_items::batch_id.eq(batch.id))
        .filter(agreement_batch_items::agreement_id.eq_any(fitting))
        .set(Ordered::task(task))
        .execute(tx)
        .await?)
}

/// Try again what was refused, after what stood against it was mended: each line its own task, a seal within the
/// keeper's leave.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path)), responses((status = 200, body = AgreementBatch), Refusals))]
#[post("/agreement-batches/{id}/retry")]
pub async fn retry_agreement_batch(
    app: App,
    who: Guard<perm::AgreementBatchesPrepare>,
    id: Path<AgreementBatchId>,
    seen: IfMatch,
) -> Answer<Tagged<AgreementBatch>> {
    let batch = app
        .change(&who, async |tx| {
            let row = Row::lock(tx, who.scope(), *id).await?;
            seen.check(row.version)?;
            decisions::retry(row.stage.0)?;
            let people = diesel::update(agreement_batch_items::table)
                .filter(agreement_batch_items::batch_id.eq(row.id))
                .filter(agreement_batch_items::refused_task.is_not_null())
                .set((
                    agreement_batch_items::task.eq(agreement_batch_items::refused_task),
                    agreement_batch_items::attempts.eq(0),
                    agreement_batch_items::problem.eq(None::<Json<Vec<BatchProblem>>>),
                    agreement_batch_items::refused_task.eq(None::<Text<Task>>),
                ))
                .execute(tx)
                .await?;
            let facts = serde_json::json!({"name": row.name, "people": people});
            let event = row.event(Kind::AgreementBatchRetried).facts(&facts);
            let stage = row.stage.0;
            Ok((moved(tx, row, stage).await?, event))
        })
        .await?;
    work::wake();
    Ok(Tagged(batch))
}

/// Why.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementBatchCancellation {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "年限有误，重新发起。")]
    reason: String,
}

/// Take back every agreement of a batch that both have not signed; whoever was sent one is told.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path)), request_body = AgreementBatchCancellation, responses((status = 200, body = AgreementBatch), Refusals))]
#[post("/agreement-batches/{id}/cancellation")]
pub async fn cancel_agreement_batch(
    app: App,
    who: Guard<perm::AgreementBatchesPrepare>,
    id: Path<AgreementBatchId>,
    seen: IfMatch,
    said: Valid<AgreementBatchCancellation>,
) -> Answer<Tagged<AgreementBatch>> {
    let batch = app
        .change(&who, async |tx| {
            let row = Row::lock(tx, who.scope(), *id).await?;
            seen.check(row.version)?;
            decisions::cancel(row.stage.0, &said.0.reason)?;
            let stage = end(&app, tx, &who, &row, said.0.reason.trim()).await?;
            let facts = serde_json::json!({"name": row.name, "reason": said.0.reason});
            let event = row.event(Kind::AgreementBatchCancelled).facts(&facts);
            Ok((moved(tx, row, stage).await?, event))
        })
        .await?;
    work::wake();
    Ok(Tagged(batch))
}

/// Nothing more is drafted, sent or sealed; what is not signed by both is voided in the background.
async fn end(app: &App, tx: &mut Tx, who: &Caller, row: &Row, reason: &str) -> Answer<Stage> {
    diesel::update(agreement_batch_items::table)
        .filter(agreement_batch_items::batch_id.eq(row.id))
        .set(agreement_batch_items::task.eq(None::<Text<Task>>))
        .execute(tx)
        .await?;
    let open = [AgreementStage::Draft, AgreementStage::Reviewed, AgreementStage::Sent, AgreementStage::PartlySigned];
    order(tx, row, Task::Void, &open).await?;
    diesel::update(agreement_batches::table.find(row.id))
        .set((
            agreement_batches::cancelled_by.eq(who.principal.account_id()),
            agreement_batches::cancelled_at.eq(app.now()),
            agreement_batches::cancelled_reason.eq(reason),
        ))
        .execute(tx)
        .await?;
    Ok(Stage::Cancelled)
}
