use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text as TextField;
use actix_web::web::Path;
use actix_web::{get, post};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::Stage;
use domain::agreements::paper::{self as decisions, PaperDecision, PaperState};
use serde::{Deserialize, Serialize};
use store::ids::{AgreementId, PaperSignatureId};
use store::schema::agreement_paper_signatures as papers;
use store::{Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::super::completion::{Concluded, complete};
use super::super::routes::{moved, not_about_oneself};
use super::super::row::{Agreement, Row};
use super::row::{OBJECTION, PaperSignature, ScanRow, lock, one, shown};
use crate::accounts::word_to;
use crate::platform::clock::civil_date;
use crate::platform::errors::Refusals;
use crate::platform::form::Form;
use crate::platform::http::File;
use crate::platform::journal::{Event, Kind};
use crate::platform::messages::Message;
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Problem, Tagged, Valid, ids, perm};

/// Largest scan, in bytes.
const LARGEST: usize = 20 * 1024 * 1024;

/// Scans of an agreement that was signed by hand, latest first.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Page<PaperSignature>), Refusals))]
#[get("/agreements/{id}/paper-signatures")]
pub async fn list_paper_signatures(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<Page<PaperSignature>> {
    let db = app.read().await?;
    let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
    let found = papers::table
        .filter(papers::agreement_id.eq(row.id))
        .order((papers::brought_at.desc(), papers::id))
        .select(ScanRow::as_select())
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(shown(&app, &db, found).await?))
}

/// A scan and what it shows.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; `PaperSignatureForm` reads it")]
pub struct PaperSignatureUpload {
    /// PDF, JPEG or PNG, all pages in one file, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The day on the paper.
    #[schema(value_type = String, format = Date, example = "2026-11-20")]
    signed_on: NaiveDate,
    /// Where the paper original is kept.
    #[schema(example = "人力资源部档案室 3 号柜")]
    kept_at: String,
}

#[derive(MultipartForm)]
#[multipart(deny_unknown_fields, duplicate_field = "deny")]
pub struct PaperSignatureForm {
    file: TempFile,
    signed_on: TextField<NaiveDate>,
    kept_at: TextField<String>,
}

/// Bring in the scan of what both sides signed by hand: the text that was sent, as printed. It counts once another person
/// has compared it with the paper; the employee is told and can object.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), request_body(content = PaperSignatureUpload, content_type = "multipart/form-data"), responses((status = 201, body = PaperSignature), Refusals))]
#[post("/agreements/{id}/paper-signatures")]
pub async fn bring_paper_signature(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<AgreementId>,
    form: Form<PaperSignatureForm>,
) -> Answer<Created<PaperSignature>> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let PaperSignatureForm { file, signed_on, kept_at } = form.0;
    if file.size > LARGEST {
        return Err(Problem::too_large());
    }
    let bytes = tokio::fs::read(file.file.path()).await.map_err(Problem::from_internal)?;
    let (media, size) = (decisions::scan_media(&bytes)?, bytes.len());
    let (signed_on, kept_at) = (signed_on.into_inner(), kept_at.into_inner());
    let sha256 = app.storage.keep(bytes.clone()).await?;
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        not_about_oneself(&who, &row)?;
        let days = (civil_date(row.created_at), app.today());
        decisions::bring(row.stage_on(app.today()), days, signed_on, &kept_at)?;
        let scan: ScanRow = diesel::insert_into(papers::table)
            .values((
                papers::id.eq(ids::new::<PaperSignatureId>()),
                papers::agreement_id.eq(row.id),
                papers::state.eq(Text(PaperState::Waiting)),
                papers::signed_on.eq(signed_on),
                papers::scan_sha256.eq(sha256.to_vec()),
                papers::scan_media.eq(media),
                papers::scan_size.eq(i64::try_from(size).map_err(Problem::from_internal)?),
                papers::kept_at.eq(kept_at.trim()),
                papers::brought_by.eq(account),
                papers::brought_at.eq(app.now()),
            ))
            .returning(ScanRow::as_returning())
            .get_result(tx)
            .await?;
        let event = row
            .event(Kind::PaperSignatureBrought)
            .facts(&serde_json::json!({
                "number": row.number, "paper_signature_id": scan.id, "signed_on": signed_on, "kept_at": scan.kept_at,
                "original_sha256": hex::encode(&row.original_sha256), "scan_sha256": hex::encode(sha256),
            }))
            .attach("scan", media, bytes);
        Ok((Created(one(&app, tx, scan).await?), event))
    })
    .await
}

/// The scan itself.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path), ("paper_id" = PaperSignatureId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), Refusals))]
#[get("/agreements/{id}/paper-signatures/{paper_id}/scan")]
pub async fn read_paper_signature_scan(
    app: App,
    who: Guard<perm::AgreementsRead>,
    path: Path<(AgreementId, PaperSignatureId)>,
) -> Answer<File> {
    let (id, paper) = path.into_inner();
    let (row, scan) = {
        let db = app.read().await?;
        let row = Row::find(&db, &who, who.scope(), id, app.today()).await?;
        let scan: ScanRow = papers::table
            .find(paper)
            .filter(papers::agreement_id.eq(row.id))
            .select(ScanRow::as_select())
            .first(&mut &*db)
            .await?;
        (row, scan)
    };
    let bytes = app.storage.fetch(&scan.scan_sha256).await?;
    let ending = scan.scan_media.rsplit('/').next().unwrap_or("bin");
    Ok(File { name: format!("{} {} 扫描件.{ending}", row.title, row.number), media: scan.scan_media, bytes })
}

/// What whoever compared scan and paper says.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperSignatureReview {
    decision: PaperDecision,
    /// Why, when it is returned.
    #[serde(default)]
    #[validate(length(max = 4000))]
    text: String,
}

/// Confirm that a scan is the paper that both signed, or return it. Whoever brought it in cannot. Confirmed, the
/// agreement is signed as of the day on the paper.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path), ("paper_id" = PaperSignatureId, Path)), request_body = PaperSignatureReview, responses((status = 200, body = Agreement), Refusals))]
#[post("/agreements/{id}/paper-signatures/{paper_id}/review")]
pub async fn review_paper_signature(
    app: App,
    who: Guard<perm::AgreementsReview>,
    path: Path<(AgreementId, PaperSignatureId)>,
    seen: IfMatch,
    said: Valid<PaperSignatureReview>,
) -> Answer<Tagged<Agreement>> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let (id, paper) = path.into_inner();
    let PaperSignatureReview { decision, text } = said.0;
    let text = text.trim();
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), id, app.today()).await?;
        seen.check(row.version)?;
        not_about_oneself(&who, &row)?;
        let scan = lock(tx, &row, paper).await?;
        if scan.brought_by == account {
            return Err(Problem::separation_of_duties());
        }
        let state = decisions::review(row.stage_on(app.today()), scan.state.0, decision, text)?;
        diesel::update(papers::table.find(scan.id))
            .set((
                papers::state.eq(Text(state)),
                papers::decided_by.eq(account),
                papers::decided_at.eq(app.now()),
                papers::decision_text.eq(Some(text).filter(|text| !text.is_empty())),
            ))
            .execute(tx)
            .await?;
        let mut event = row.event(Kind::PaperSignatureReviewed).facts(&serde_json::json!({
            "number": row.number, "paper_signature_id": scan.id, "decision": decision, "text": text,
            "signed_on": scan.signed_on, "original_sha256": hex::encode(&row.original_sha256),
            "scan_sha256": hex::encode(&scan.scan_sha256),
        }));
        let mut events = Vec::new();
        let mut stage = row.stage.0;
        if state == PaperState::Confirmed {
            stage = Stage::Signed;
            event = event.tell(told(&app, tx, &row, &scan).await?);
            events = conclude(&app, tx, &row, &scan).await?;
        }
        events.insert(0, event);
        Ok((Tagged(moved(&app, tx, row, stage).await?), events))
    })
    .await
}

async fn conclude(app: &App, tx: &mut Tx, row: &Row, scan: &ScanRow) -> Answer<Vec<Event>> {
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(&scan.scan_sha256);
    let size = usize::try_from(scan.scan_size).map_err(Problem::from_internal)?;
    complete(app, tx, row, Concluded { sha256, media: &scan.scan_media, size, signed_on: scan.signed_on }).await
}

/// The person learns at once that the employer says they signed.
async fn told(app: &App, tx: &mut Tx, row: &Row, scan: &ScanRow) -> Answer<Vec<Message>> {
    let text = format!(
        "【有据】公司登记您已于 {} 在纸质《{}》（编号 {}）上签名。请登录系统查看扫描件；不是您签的，或者与您手中的原件不一致的，请在系统中提出异议。",
        scan.signed_on, row.title, row.number
    );
    word_to(app, tx, Some(row.employee_id), [row.created_by, None], ("纸质协议已登记", &text)).await
}

/// What the employee objects to.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperSignatureObjection {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "这不是我的签名，我当天不在公司。")]
    text: String,
}

/// Say that one did not sign a paper, or that the scan is of another one. It stays beside the scan; the employer is
/// told.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path), ("paper_id" = PaperSignatureId, Path)), request_body = PaperSignatureObjection, responses((status = 201, body = PaperSignature), Refusals))]
#[post("/agreements/{id}/paper-signatures/{paper_id}/objection")]
pub async fn object_to_paper_signature(
    app: App,
    who: Guard<perm::AgreementsSign>,
    path: Path<(AgreementId, PaperSignatureId)>,
    said: Valid<PaperSignatureObjection>,
) -> Answer<Created<PaperSignature>> {
    let (id, paper) = path.into_inner();
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), id, app.today()).await?;
        if !who.is_oneself(row.employee_id) {
            return Err(Problem::forbidden());
        }
        let scan = lock(tx, &row, paper).await?;
        let text = said.0.text.trim();
        decisions::object(scan.state.0, scan.objected_at.is_some(), text)?;
        let sealed = app.keyring.seal_of(OBJECTION, scan.id, text)?;
        let scan: ScanRow = diesel::update(papers::table.find(scan.id))
            .set((papers::objection_sealed.eq(sealed), papers::objected_at.eq(app.now())))
            .returning(ScanRow::as_returning())
            .get_result(tx)
            .await?;
        let event = row.event(Kind::PaperSignatureObjected).facts(&serde_json::json!({
            "number": row.number, "paper_signature_id": scan.id, "text": text,
            "scan_sha256": hex::encode(&scan.scan_sha256),
        }));
        let word = format!(
            "【有据】员工对纸质《{}》（编号 {}）的扫描件提出异议。请登录系统查看，并核对原件。",
            row.title, row.number
        );
        let doers = [Some(scan.brought_by), scan.decided_by];
        let messages = word_to(&app, tx, None, doers, ("员工提出异议", &word)).await?;
        Ok((Created(one(&app, tx, scan).await?), event.tell(messages)))
    })
    .await
}
