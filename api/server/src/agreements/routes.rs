use actix_web::web::{Path, Query};
use actix_web::{HttpResponse, get, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, Decision, SignerRole, Stage};
use serde::{Deserialize, Serialize};
use store::ids::AgreementId;
use store::schema::{agreement_signers, agreements};
use store::{Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::row::{Agreement, AgreementFilter, Row, view, views};
use super::sending;
use super::signers::{SignerRow, Signers};
use crate::accounts::{reach, word_to};
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::journal::Kind;
use crate::platform::messages::Message;
use crate::platform::{Answer, App, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, perm};

/// Agreements in scope, newest first. A person sees their own once it was sent to them.
#[utoipa::path(tag = "agreements", params(AgreementFilter, Paging), responses((status = 200, body = Page<Agreement>), Refusals))]
#[get("/agreements")]
pub async fn list_agreements(
    app: App,
    who: Guard<perm::AgreementsRead>,
    filter: Query<AgreementFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Agreement>> {
    let db = app.read().await?;
    let page = Row::list(&db, &who, who.scope(), &filter, app.today(), &paging).await?;
    let items = views(&app, &db, page.items).await?.into_iter().map(|agreement| agreement.seen_by(&who)).collect();
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// One agreement.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Agreement), Refusals))]
#[get("/agreements/{id}")]
pub async fn show_agreement(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<Tagged<Agreement>> {
    let db = app.read().await?;
    let row = Row::find_named(&db, &who, who.scope(), *id, app.today()).await?;
    Ok(Tagged(view(&app, &db, row).await?.seen_by(&who)))
}

/// The file as it is now, with the signatures it has. The person's first opening is put on record.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/agreements/{id}/document")]
pub async fn read_agreement_document(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<File> {
    let row = {
        let db = app.read().await?;
        Row::find_named(&db, &who, who.scope(), *id, app.today()).await?
    };
    if row.opened_at.is_none() && who.is_oneself(row.employee_id) {
        record_opening(&app, &who, &row).await?;
    }
    let bytes = app.storage.fetch(&row.document_sha256).await?;
    Ok(pdf(&row, bytes))
}

/// The file as it was before any signature.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/agreements/{id}/original")]
pub async fn read_agreement_original(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<File> {
    let row = {
        let db = app.read().await?;
        Row::find(&db, &who, who.scope(), *id, app.today()).await?
    };
    let bytes = app.storage.fetch(&row.original_sha256).await?;
    Ok(pdf(&row, bytes))
}

fn pdf(row: &Row, bytes: bytes::Bytes) -> File {
    File { name: format!("{} {}.pdf", row.title, row.number), media: "application/pdf".into(), bytes }
}

/// Opening changes nothing that a reader sees, so the version stays.
async fn record_opening(app: &App, who: &Caller, row: &Row) -> Answer<()> {
    app.change(who, async |tx| {
        let first = diesel::update(agreements::table.find(row.id))
            .filter(agreements::opened_at.is_null())
            .set(agreements::opened_at.eq(app.now()))
            .execute(tx)
            .await?;
        let event = row
            .event(Kind::AgreementOpened)
            .facts(&serde_json::json!({"document_sha256": hex::encode(&row.document_sha256), "address": who.address,
                "embedded": who.principal.embedded}));
        Ok(((), if first == 1 { vec![event] } else { Vec::new() }))
    })
    .await
}

/// What legal makes of a draft.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementReview {
    decision: Decision,
    /// Why, when it is rejected.
    #[validate(length(max = 4000))]
    text: Option<String>,
}

/// Review a draft. Whoever drafted it cannot; a rejected draft is voided, and a new one is drafted.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), request_body = AgreementReview, responses((status = 200, body = Agreement), Refusals))]
#[post("/agreements/{id}/review")]
pub async fn review_agreement(
    app: App,
    who: Guard<perm::AgreementsReview>,
    id: Path<AgreementId>,
    seen: IfMatch,
    said: Valid<AgreementReview>,
) -> Answer<Tagged<Agreement>> {
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        not_about_oneself(&who, &row)?;
        if row.created_by == who.principal.account_id() {
            return Err(Problem::separation_of_duties());
        }
        let text = said.0.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let stage = decisions::review(row.stage.0, said.0.decision, text)?;
        diesel::update(agreements::table.find(row.id))
            .set((
                agreements::reviewed_by.eq(who.principal.account_id()),
                agreements::reviewed_at.eq(app.now()),
                agreements::review_text.eq(text),
            ))
            .execute(tx)
            .await?;
        if stage == Stage::Voided {
            end(&app, tx, &who, &row, text.unwrap_or_default()).await?;
        }
        let event = row.event(Kind::AgreementReviewed).facts(&serde_json::json!({
            "decision": said.0.decision, "text": text, "original_sha256": hex::encode(&row.original_sha256)}));
        Ok((Tagged(moved(&app, tx, row, stage).await?), event))
    })
    .await
}

/// Send a reviewed agreement to both sides to be signed: the empty signature fields are made now. What it replaces
/// is voided with it, with every signature it has; 409 `already_concluded` when both have signed that meanwhile.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Agreement), Refusals))]
#[post("/agreements/{id}/sending")]
pub async fn send_agreement(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<AgreementId>,
    seen: IfMatch,
) -> Answer<Tagged<Agreement>> {
    let before = {
        let db = app.read().await?;
        Row::find(&db, &who, who.scope(), *id, app.today()).await?
    };
    let sha256 = sending::prepare(&app, &before).await?;
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        not_about_oneself(&who, &row)?;
        let (sent, events) = sending::record(&app, tx, &who, row, sha256).await?;
        Ok((Tagged(sent), events))
    })
    .await
}

/// Why.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementReason {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "第三条的金额与协商结果不一致。")]
    reason: String,
}

/// Decline to sign.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), request_body = AgreementReason, responses((status = 200, body = Agreement), Refusals))]
#[post("/agreements/{id}/decline")]
pub async fn decline_agreement(
    app: App,
    who: Guard<perm::AgreementsSign>,
    id: Path<AgreementId>,
    seen: IfMatch,
    said: Valid<AgreementReason>,
) -> Answer<Tagged<Agreement>> {
    app.change(&who, async |tx| {
        let row = Row::lock_named(tx, &who, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        let signers = Signers::of(tx, row.id).await?;
        let own = signers.own(&who, &row)?;
        let stage = decisions::decline(row.stage.0, own.has_signed(), &said.0.reason)?;
        diesel::update(agreement_signers::table.find((row.id, own.role)))
            .set(agreement_signers::state.eq("declined"))
            .execute(tx)
            .await?;
        end(&app, tx, &who, &row, &said.0.reason).await?;
        let messages = declined(&app, tx, &row, (own, &signers)).await?;
        let event = row.event(Kind::AgreementDeclined).facts(&serde_json::json!({
                "role": own.role.0, "reason": said.0.reason, "document_sha256": hex::encode(&row.document_sha256),
                "embedded": who.principal.embedded}));
        Ok((Tagged(moved(&app, tx, row, stage).await?.seen_by(&who)), event.tell(messages)))
    })
    .await
}

/// Word to whoever prepared it, and to everybody else who was to sign.
async fn declined(app: &App, tx: &mut Tx, row: &Row, (own, signers): (&SignerRow, &Signers)) -> Answer<Vec<Message>> {
    let who = match own.role.0 {
        SignerRole::Employee => "员工",
        SignerRole::Employer => "公司",
        SignerRole::Witness => "见证人",
    };
    let text = format!(
        "【有据】《{}》（编号 {}）已由{who}拒签，不再有效。理由可登录系统查看；需要修改的，请重新起草后发出。",
        row.title, row.number
    );
    let employee = (own.role.0 != SignerRole::Employee).then_some(row.employee_id);
    let others = signers.iter().filter(|one| one.role != own.role).map(|one| one.account_id);
    word_to(app, tx, employee, others.chain([row.created_by]), ("协议已拒签", &text)).await
}

/// Take an agreement back before both have signed.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), request_body = AgreementReason, responses((status = 200, body = Agreement), Refusals))]
#[post("/agreements/{id}/void")]
pub async fn void_agreement(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<AgreementId>,
    seen: IfMatch,
    said: Valid<AgreementReason>,
) -> Answer<Tagged<Agreement>> {
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        not_about_oneself(&who, &row)?;
        let stage = decisions::void(row.stage.0, &said.0.reason)?;
        end(&app, tx, &who, &row, &said.0.reason).await?;
        let message = if row.sent_at.is_some() { taken_back(&app, tx, &row).await? } else { None };
        let event = row.event(Kind::AgreementVoided).facts(&serde_json::json!({
                "reason": said.0.reason, "document_sha256": hex::encode(&row.document_sha256)}));
        Ok((Tagged(moved(&app, tx, row, stage).await?), event.tell(message)))
    })
    .await
}

/// Remind the employee of an agreement that waits for their signature: at most once a day.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 204, description = "Reminded"), Refusals))]
#[post("/agreements/{id}/reminder")]
pub async fn remind_of_agreement(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<AgreementId>,
) -> Answer<HttpResponse> {
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        not_about_oneself(&who, &row)?;
        let signers = Signers::of(tx, row.id).await?;
        decisions::remind(row.stage.0, &signers.parts(), row.reminded_on, app.today())?;
        diesel::update(agreements::table.find(row.id)).set(agreements::reminded_on.eq(app.today())).execute(tx).await?;
        let message = sending::invite(&app, tx, &row, None).await?;
        let notice = message.as_ref().map(|message| &message.text);
        let event = row.event(Kind::AgreementReminded).facts(&serde_json::json!({"notice": notice}));
        Ok(((), event.tell(message)))
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

pub(super) async fn taken_back(app: &App, tx: &mut Tx, row: &Row) -> Answer<Option<Message>> {
    let Some(reach) = reach(app, tx, row.employee_id).await? else { return Ok(None) };
    let text =
        format!("【有据】《{}》（编号 {}）已由公司作废，请勿再签署。原因可登录系统查看。", row.title, row.number);
    Ok(Some(reach.message("协议已作废", text)))
}

/// Nobody acts for the employer in an agreement about themselves.
pub(super) fn not_about_oneself(who: &Caller, row: &Row) -> Answer<()> {
    if who.principal.employee == Some(row.employee_id) { Err(Problem::forbidden()) } else { Ok(()) }
}

pub(super) async fn end(app: &App, tx: &mut Tx, who: &Caller, row: &Row, reason: &str) -> Answer<()> {
    diesel::update(agreements::table.find(row.id))
        .set((
            agreements::ended_by.eq(who.principal.account_id()),
            agreements::ended_at.eq(app.now()),
            agreements::ended_reason.eq(reason),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Puts a locked agreement into its next stage, under the next version; answers it as sent.
pub(super) async fn moved(app: &App, tx: &mut Tx, row: Row, stage: Stage) -> Answer<Agreement> {
    let row = diesel::update(agreements::table.find(row.id))
        .set((agreements::stage.eq(Text(stage)), agreements::version.eq(row.version + 1)))
        .returning(Row::as_returning())
        .get_result(tx)
        .await?;
    view(app, tx, row).await
}
