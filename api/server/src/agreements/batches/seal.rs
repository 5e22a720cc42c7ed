//! The company's seal on many agreements: one act of the keeper, with proof, for those that stand open now.

use actix_web::http::StatusCode;
use actix_web::web::{Json, Path};
use actix_web::{HttpResponse, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{SignerRole, Stage as AgreementStage};
use domain::batches::{self as decisions, Task};
use serde::{Deserialize, Serialize};
use store::ids::{AccountId, AgreementBatchId, AgreementId};
use store::schema::{agreement_batch_items, agreement_batches, agreement_signers, agreements};
use store::{Db, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::items::Ordered;
use super::row::{AgreementBatch, Row, moved};
use super::work;
use crate::accounts::passkeys::{PasskeyAnswer, PasskeyChallenge};
use crate::accounts::{OneTime, Purpose, reach_for_code};
use crate::agreements::ceremony::SigningCodeSent;
use crate::agreements::proof::{Asked, CODE_LASTS, Proof};
use crate::agreements::signers::is_its_turn;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, Valid, perm};
use crate::seals::in_charge;

type Who = Guard<perm::AgreementBatchesSeal>;

/// The batch, when this caller may seal it.
async fn sealable(app: &App, tx: &mut Tx, who: &Who, id: AgreementBatchId) -> Answer<(Row, AccountId)> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let row = Row::lock(tx, who.scope(), id).await?;
    may_seal(app, tx, who, &row, account).await?;
    Ok((row, account))
}

async fn may_seal(app: &App, db: &Db, who: &Who, row: &Row, account: AccountId) -> Answer<()> {
    row.refuse_preparer(who)?;
    decisions::seal(row.stage.0)?;
    in_charge(app, db, (row.legal_entity_id, row.kind.0.into()), account).await?;
    Ok(())
}

/// What the keeper is asked to prove: leave for the agreements that wait.
async fn asked(db: &Db, row: &Row) -> Answer<Asked> {
    let waiting = waiting(db, row).await?;
    Ok(Asked::of_keeper(row, waiting.iter().map(|one| (one.number.as_str(), hex::encode(&one.original_sha256)))))
}

/// Send the caller a one-time code for the company's seal on this batch. A new code voids the last.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path)), responses((status = 202, body = SigningCodeSent), Refusals))]
#[post("/agreement-batches/{id}/seal-codes")]
pub async fn send_batch_seal_code(
    app: App,
    who: Guard<perm::AgreementBatchesSeal>,
    id: Path<AgreementBatchId>,
) -> Answer<HttpResponse> {
    let sent = app
        .change(&who, async |tx| {
            let (row, account) = sealable(&app, tx, &who, *id).await?;
            asked(tx, &row).await?.check_codes()?;
            let reach = reach_for_code(&app, tx, account).await?;
            let text = format!(
                "【有据】验证码 {{code}}，用于为“{}”一批协议加盖公司印章，10 分钟内有效。请勿告诉他人；不是本人操作请忽略。",
                row.name
            );
            let purpose = Purpose::BatchSeal(row.id);
            let (channel, to) = (reach.channel, reach.to.clone());
            let message = OneTime { account, purpose, channel, to, valid_for: CODE_LASTS, text }.keep(&app, tx).await?;
            diesel::update(agreement_batches::table.find(row.id))
                .set((
                    agreement_batches::code_for.eq(account),
                    agreement_batches::code_sent_at.eq(app.now()),
                    agreement_batches::codes_sent.eq(agreement_batches::codes_sent + 1),
                ))
                .execute(tx)
                .await?;
            let sent = SigningCodeSent { sent_to: reach.masked(), channel: reach.channel_name() };
            let facts = serde_json::json!({"name": row.name, "sent_to": sent.sent_to, "channel": sent.channel});
            Ok((sent, row.event(Kind::AgreementBatchCodeSent).facts(&facts).tell([message])))
        })
        .await?;
    Ok(HttpResponse::Accepted().json(sent))
}

/// Ask for a passkey of the keeper to allow the company's seal on this batch, in place of a code.
///
/// The challenge is bound to the agreements that wait for the seal now: when one of them is no longer open, ask anew. It
/// is good for one answer within five minutes. 409 `no_passkey` when the account has none.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path)), responses((status = 201, body = PasskeyChallenge), Refusals))]
#[post("/agreement-batches/{id}/passkey-challenges")]
pub async fn ask_batch_seal_passkey(
    app: App,
    who: Guard<perm::AgreementBatchesSeal>,
    id: Path<AgreementBatchId>,
) -> Answer<(Json<PasskeyChallenge>, StatusCode)> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let asked = {
        let db = app.read().await?;
        let row = Row::find(&db, who.scope(), *id).await?;
        may_seal(&app, &db, &who, &row, account).await?;
        asked(&db, &row).await?
    };
    Ok((Json(asked.challenge(&app, account).await?), StatusCode::CREATED))
}

/// The keeper's leave to seal.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementBatchSeal {
    /// The code that was sent for this batch.
    #[validate(length(min = 4, max = 12))]
    #[schema(example = "482913")]
    code: Option<String>,
    /// Or the code that the keeper's authenticator shows.
    #[validate(length(min = 6, max = 8))]
    totp: Option<String>,
    /// Or the answer of the keeper's passkey to the challenge for this batch.
    passkey: Option<PasskeyAnswer>,
    /// What the keeper declares, in the words that were shown to them.
    #[validate(length(min = 1, max = 2000))]
    #[schema(example = "本人已核对本批协议，同意加盖公司印章。")]
    statement: String,
}

/// Put the company's seal on every agreement of a batch that was sent and has none yet; where the employee signs
/// first, on those that they have signed. It is done in the background, for just the agreements that stood open at this
/// moment; each use is in the seal's register.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path)), request_body = AgreementBatchSeal, responses((status = 200, body = AgreementBatch), Refusals))]
#[post("/agreement-batches/{id}/seal")]
pub async fn seal_agreement_batch(
    app: App,
    who: Guard<perm::AgreementBatchesSeal>,
    id: Path<AgreementBatchId>,
    seen: IfMatch,
    said: Valid<AgreementBatchSeal>,
) -> Answer<Tagged<AgreementBatch>> {
    let AgreementBatchSeal { code, totp, passkey, statement } = said.0;
    let proof = Proof::of(code, totp, passkey)?;
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let now_asked = {
        let db = app.read().await?;
        asked(&db, &Row::find(&db, who.scope(), *id).await?).await?
    };
    proof.check(&app, &now_asked, account).await?;
    let batch = app
        .change(&who, async |tx| {
            let (row, account) = sealable(&app, tx, &who, *id).await?;
            seen.check(row.version)?;
            let asked = asked(tx, &row).await?;
            let passkey = proof.holds(&app, tx, &asked, account).await?.ok_or_else(|| proof.wrong())?;
            let files = order(tx, &row).await?;
            let credential = passkey.as_ref().map(|shown| hex::decode(&shown.credential_sha256)).transpose();
            diesel::update(agreement_batches::table.find(row.id))
                .set((
                    agreement_batches::seal_allowed_by.eq(account),
                    agreement_batches::seal_allowed_at.eq(app.now()),
                    agreement_batches::seal_address.eq(&who.address),
                    agreement_batches::seal_method.eq(proof.name()),
                    agreement_batches::seal_credential_sha256.eq(credential.map_err(Problem::from_internal)?),
                    agreement_batches::seal_statement.eq(statement.trim()),
                ))
                .execute(tx)
                .await?;
            let event = row.event(Kind::AgreementBatchSealAllowed).facts(&serde_json::json!({
                "name": row.name, "proved_by": proof.name(), "passkey": passkey, "statement": statement.trim(),
                "agreements": files}));
            let stage = row.stage.0;
            Ok((moved(tx, row, stage).await?, event))
        })
        .await?;
    work::wake();
    Ok(Tagged(batch))
}

/// An agreement that waits for the seal.
#[derive(Queryable)]
struct Waiting {
    id: AgreementId,
    number: String,
    original_sha256: Vec<u8>,
}

/// The agreements that are open and have no seal, in the order of the batch.
async fn waiting(mut db: &Db, row: &Row) -> Answer<Vec<Waiting>> {
    let open = [AgreementStage::Sent, AgreementStage::PartlySigned].map(Text);
    Ok(agreement_batch_items::table
        .inner_join(agreements::table.inner_join(agreement_signers::table))
        .filter(agreement_batch_items::batch_id.eq(row.id))
        .filter(agreements::stage.eq_any(open))
        .filter(agreement_signers::role.eq(Text(SignerRole::Employer)).and(agreement_signers::state.eq("waiting")))
        .filter(is_its_turn())
        .order(agreement_batch_items::position)
        .select((agreements::id, agreements::number, agreements::original_sha256))
        .load(&mut db)
        .await?)
}

/// An agreement that may be sealed: its number, and the file that was reviewed.
#[derive(Serialize)]
struct Allowed {
    number: String,
    original_sha256: String,
}

/// Orders the seal for those that are open and have none; answers which they are.
async fn order(tx: &mut Tx, row: &Row) -> Answer<Vec<Allowed>> {
    let found = waiting(tx, row).await?;
    if found.is_empty() {
        return Err(Problem::invalid_state(
            row.stage.0.name(),
            "没有等待盖章的协议。",
            "No agreement waits for the seal.",
        ));
    }
    let ids: Vec<AgreementId> = found.iter().map(|one| one.id).collect();
    diesel::update(agreement_batch_items::table)
        .filter(agreement_batch_items::agreement_id.eq_any(ids))
        .set(Ordered::task(Task::Seal))
        .execute(tx)
        .await?;
    let allowed = |one: Waiting| Allowed { number: one.number, original_sha256: hex::encode(one.original_sha256) };
    Ok(found.into_iter().map(allowed).collect())
}
