//! The ceremony of signing: a code or a passkey's answer for this act alone, then the signature.
//!
//! The order makes a crash harmless. The signed file is kept first, under its hash; one transaction then
//! locks the agreement, checks that its file is still the one that was signed, uses up the code or
//! the answer and records the signature. Whatever happens in between, the agreement either has the signature or can be
//! signed again with the same proof; of two signatures at once, the second finds another file and is told to read it.

use actix_web::http::StatusCode;
use actix_web::web::{Json, Path};
use actix_web::{HttpResponse, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, SignerRole};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::ids::{AccountId, AgreementId};
use store::schema::agreement_signers;
use utoipa::ToSchema;
use validator::Validate;

use super::identity;
use super::proof::{Asked, CODE_LASTS, Proof};
use super::row::{Agreement, Row};
use super::signature::{Mandate, Signed, document_changed, stamp_soon};
use super::signers::{SignerRow, Signers};
use crate::accounts::passkeys::{PasskeyAnswer, PasskeyChallenge};
use crate::accounts::{OneTime, Purpose, reach_for_code};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, Valid, perm};
use crate::seals::in_charge;

type Who = Guard<perm::AgreementsSign>;

/// Where the code went.
#[derive(Serialize, ToSchema)]
pub struct SigningCodeSent {
    #[schema(example = "138****6091")]
    pub(super) sent_to: String,
    #[schema(example = "sms")]
    pub(super) channel: &'static str,
}

/// Send the caller a one-time code for this signature, by SMS or e-mail. A new code voids the last.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 202, body = SigningCodeSent), Refusals))]
#[post("/agreements/{id}/signing-codes")]
pub async fn send_signing_code(
    app: App,
    who: Guard<perm::AgreementsSign>,
    id: Path<AgreementId>,
) -> Answer<HttpResponse> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let sent = app
        .change(&who, async |tx| {
            let row = Row::lock_named(tx, &who, who.scope(), *id, app.today()).await?;
            let signers = Signers::of(tx, row.id).await?;
            let own = signers.own(&who, &row)?;
            decisions::sign(row.stage_on(app.today()), own.role.0, &signers.parts())?;
            Asked::of_signer(&row, own).check_codes()?;
            let reach = reach_for_code(&app, tx, account).await?;
            let text = format!("【有据】验证码 {{code}}，用于签署《{}》（编号 {}），10 分钟内有效。请勿告诉他人；不是本人操作请忽略。", row.title, row.number);
            let code = OneTime { account, purpose: Purpose::Signature(row.id), channel: reach.channel, to: reach.to.clone(), valid_for: CODE_LASTS, text };
            let message = code.keep(&app, tx).await?;
            bind_code(&app, tx, own, account).await?;
            let sent = SigningCodeSent { sent_to: reach.masked(), channel: reach.channel_name() };
            let event = row.event(Kind::AgreementCodeSent).facts(&serde_json::json!({
                "role": own.role.0, "sent_to": sent.sent_to, "channel": sent.channel, "address": who.address, "document_sha256": hex::encode(&row.document_sha256)}));
            Ok((sent, event.tell([message])))
        })
        .await?;
    Ok(HttpResponse::Accepted().json(sent))
}

/// A code is good for one signature: the one it was asked for last.
async fn bind_code(app: &App, tx: &mut Tx, own: &SignerRow, account: AccountId) -> Answer<()> {
    diesel::update(agreement_signers::table)
        .filter(agreement_signers::code_for.eq(account))
        .set((
            agreement_signers::code_for.eq(None::<AccountId>),
            agreement_signers::code_sent_at.eq(None::<chrono::DateTime<chrono::Utc>>),
        ))
        .execute(tx)
        .await?;
    diesel::update(agreement_signers::table.find((own.agreement_id, own.role)))
        .set((
            agreement_signers::code_for.eq(account),
            agreement_signers::code_sent_at.eq(app.now()),
            agreement_signers::codes_sent.eq(agreement_signers::codes_sent + 1),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Ask for a passkey of the caller to confirm this signature, in place of a code.
///
/// The challenge is bound to the agreement and to its file as it stands: once the other side has signed, ask anew. It is
/// good for one answer within five minutes. 409 `no_passkey` when the account has none.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 201, body = PasskeyChallenge), Refusals))]
#[post("/agreements/{id}/passkey-challenges")]
pub async fn ask_signing_passkey(
    app: App,
    who: Guard<perm::AgreementsSign>,
    id: Path<AgreementId>,
) -> Answer<(Json<PasskeyChallenge>, StatusCode)> {
    let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    let asked = {
        let db = app.read().await?;
        let row = Row::find_named(&db, &who, who.scope(), *id, app.today()).await?;
        let signers = Signers::of(&db, row.id).await?;
        let own = signers.own(&who, &row)?;
        decisions::sign(row.stage_on(app.today()), own.role.0, &signers.parts())?;
        Asked::of_signer(&row, own)
    };
    Ok((Json(asked.challenge(&app, account).await?), StatusCode::CREATED))
}

/// The act of signing.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementSignature {
    /// The code that was sent for this signature.
    #[validate(length(min = 4, max = 12))]
    #[schema(example = "482913")]
    code: Option<String>,
    /// Or the code that the signer's authenticator shows.
    #[validate(length(min = 6, max = 8))]
    totp: Option<String>,
    /// Or the answer of the signer's passkey to the challenge for this signature.
    passkey: Option<PasskeyAnswer>,
    /// The signer's identity number, checked against the employer's record, or by the licensed service where one is
    /// set up: then it must be given. Not stored with the signature; the answer of the check is.
    #[validate(length(max = 30))]
    #[schema(example = "33010619920314002X")]
    national_id: Option<String>,
    /// SHA-256 of the file that was read, in hex; the agreement names it.
    #[validate(length(min = 64, max = 64))]
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    document_sha256: String,
    /// What the signer declares, in the words that were shown to them.
    #[validate(length(min = 1, max = 2000))]
    #[schema(example = "本人已阅读全文，自愿签署，认可电子签名与手写签名具有同等法律效力。")]
    statement: String,
    /// What was drawn on the screen: SVG paths. Shown in the file; it proves nothing.
    #[validate(length(max = 262_144))]
    drawn_signature_svg: Option<String>,
}

/// Sign for one's own side: the person for themselves, legal with the company's seal, and a witness who was named.
///
/// 409 `document_changed` when the file is no longer the one that was read, which the other side's signature
/// makes it: read it again and sign that. 422 `wrong_code`, `wrong_passkey` and `identity_not_matched` count as a try. 503 `no_signature`,
/// `no_timestamp` or `identity_unavailable` when a service of others does not do its part: nothing is signed then.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), request_body = AgreementSignature, responses((status = 200, body = Agreement), Refusals))]
#[post("/agreements/{id}/signature")]
pub async fn sign_agreement(
    app: App,
    who: Guard<perm::AgreementsSign>,
    id: Path<AgreementId>,
    seen: IfMatch,
    said: Valid<AgreementSignature>,
) -> Answer<Tagged<Agreement>> {
    let act = Act::begin(&app, &who, *id, seen, said.0).await?;
    let signed = act.mandate.make(&app).await?;
    let agreement = app.change(&who, async |tx| act.record(&app, &who, tx, &signed).await).await?;
    stamp_soon(&app, &act.mandate);
    Ok(Tagged(agreement.seen_by(&who)))
}

/// A signature in the making, and what its signer showed.
struct Act {
    mandate: Mandate,
    proof: Proof,
    seen: IfMatch,
}

impl Act {
    /// Everything that can be refused is refused before anything is signed.
    async fn begin(app: &App, who: &Who, id: AgreementId, seen: IfMatch, said: AgreementSignature) -> Answer<Self> {
        let AgreementSignature { code, totp, passkey, national_id, document_sha256, statement, drawn_signature_svg } =
            said;
        let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
        let proof = Proof::of(code, totp, passkey)?;
        let statement = statement.trim().to_owned();
        if statement.is_empty() {
            return Err(Problem::field(
                "/statement",
                "required",
                "请写明签署的意思表示。",
                "Say what you declare by signing.",
            ));
        }
        let db = app.read().await?;
        let row = Row::find_named(&db, who, who.scope(), id, app.today()).await?;
        let signers = Signers::of(&db, row.id).await?;
        let own = signers.own(who, &row)?;
        decisions::sign(row.stage_on(app.today()), own.role.0, &signers.parts())?;
        seen.check(row.version)?;
        if !document_sha256.eq_ignore_ascii_case(&hex::encode(&row.document_sha256)) {
            return Err(document_changed());
        }
        let role = own.role.0;
        if role == SignerRole::Employee && row.opened_at.is_none() {
            return Err(Problem::new(
                actix_web::http::StatusCode::CONFLICT,
                "document_not_opened",
                "请先打开并阅读协议全文，再签署。",
                "Open and read the whole document before you sign it.",
            ));
        }
        let seal = match role {
            SignerRole::Employee | SignerRole::Witness => None,
            SignerRole::Employer => Some(in_charge(app, &db, (row.legal_entity_id, row.kind.0.into()), account).await?),
        };
        drop(db);
        let drawn = drawn_signature_svg.map(|svg| read_drawing(&svg)).transpose()?;
        let passkey = proof.check(app, &asked(who, &row, own), account).await?;
        let identity = identity::check(app, &row, own, national_id).await?;
        let mandate = Mandate {
            role,
            is_last: signers.is_last(role),
            so_many: signers.have_signed() + 1,
            person: own.person(&row),
            name: own.name.clone(),
            account,
            seal,
            by: who.principal.name.clone(),
            address: who.address.clone(),
            embedded: who.principal.embedded.clone(),
            method: proof.name(),
            passkey: passkey.map(|shown| serde_json::json!(shown)),
            identity,
            statement,
            drawn,
            row,
        };
        Ok(Self { mandate, proof, seen })
    }

    async fn record(&self, app: &App, who: &Who, tx: &mut Tx, signed: &Signed) -> Answer<(Agreement, Vec<Event>)> {
        let row = Row::lock_named(tx, who, who.scope(), self.mandate.row.id, app.today()).await?;
        self.seen.check(row.version)?;
        let signers = Signers::of(tx, row.id).await?;
        let own = signers.own(who, &row)?;
        let stage = decisions::sign(row.stage.0, own.role.0, &signers.parts())?;
        let asked = asked(who, &self.mandate.row, own);
        if self.proof.holds(app, tx, &asked, self.mandate.account).await?.is_none() {
            return Err(self.proof.wrong());
        }
        self.mandate.record(app, tx, (row, stage), &signers, signed).await
    }
}

/// What the signer is asked to prove, where they stand.
fn asked(who: &Who, row: &Row, own: &SignerRow) -> Asked {
    Asked::of_signer(row, own).on_page_of(who)
}

fn read_drawing(svg: &str) -> Answer<signing::Drawing> {
    signing::Drawing::from_svg(svg).map_err(|error| {
        Problem::field(
            "/drawn_signature_svg",
            "drawing",
            format!("手写笔迹无法读取，请重写，或不用手写签署：{error}"),
            format!("The drawing cannot be read; draw it again, or sign without: {error}"),
        )
    })
}
