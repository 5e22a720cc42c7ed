//! The ceremony of signing: a code for this act alone, then the signature.
//!
//! The order makes a crash harmless. The signed file is kept first, under its hash; one transaction then
//! locks the agreement, checks that its file is still the one that was signed, uses up the code and records
//! the signature. Whatever happens in between, the agreement either has the signature or can be signed
//! again with the same code; of two signatures at once, the second finds another file and is told to read it.

use actix_web::web::Path;
use actix_web::{HttpResponse, post};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, Stage};
use domain::separations::Side;
use serde::{Deserialize, Serialize};
use signing::Verdict;
use store::Tx;
use store::ids::{AccountId, AgreementId};
use store::schema::{agreement_signers, agreements};
use utoipa::ToSchema;
use validator::Validate;

use super::completion::complete;
use super::proof::{CODE_LASTS, Proof, check_codes, own_part, reach_account, word_to};
use super::routes::moved;
use super::row::{Agreement, Row, SignerRow, signers};
use crate::accounts::{OneTime, Purpose};
use crate::org::LegalEntity;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind, export, stamps};
use crate::platform::messages::Message;
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, Valid, perm};
use crate::signatures::{Company, Signatory, Signing};

type Who = Guard<perm::AgreementsSign>;

/// Where the code went.
#[derive(Serialize, ToSchema)]
pub struct SigningCodeSent {
    #[schema(example = "138****6091")]
    sent_to: String,
    #[schema(example = "sms")]
    channel: &'static str,
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
    let (message, sent) = app
        .change(&who, async |tx| {
            let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
            let signers = signers(tx, row.id).await?;
            let (own, other) = own_part(&who, &row, &signers)?;
            decisions::sign(row.stage_on(app.today()), own.has_signed(), other.has_signed())?;
            check_codes(own)?;
            let reach = reach_account(&app, tx, account).await?;
            let text = format!("【有据】验证码 {{code}}，用于签署《{}》（编号 {}），10 分钟内有效。请勿告诉他人；不是本人操作请忽略。", row.title, row.number);
            let code = OneTime { account, purpose: Purpose::Signature(row.id), channel: reach.channel, to: reach.to.clone(), valid_for: CODE_LASTS, text };
            let message = code.keep(&app, tx).await?;
            bind_code(&app, tx, own, account).await?;
            let sent = SigningCodeSent { sent_to: reach.masked(), channel: reach.channel_name() };
            let event = row.event(Kind::AgreementCodeSent).facts(&serde_json::json!({
                "role": own.role.0, "sent_to": sent.sent_to, "channel": sent.channel, "document_sha256": hex::encode(&row.document_sha256)}));
            Ok(((message, sent), event))
        })
        .await?;
    app.messenger.send(&message)?;
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

/// Sign for one's own side: the person for themselves, legal with the company's seal.
///
/// 409 `document_changed` when the file is no longer the one that was read, which the other side's signature
/// makes it: read it again and sign that. 422 `wrong_code` counts as a try.
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
    let mut signed = app.desk.sign(act.signing(&app).await?).await?;
    if act.is_last {
        signed = app.desk.archive(signed).await?;
        both_are_in(&app, &signed).await?;
    }
    let sha256 = app.storage.keep(signed.clone()).await?;
    let recorded =
        app.change(&who, async |tx| act.record(&app, &who, tx, Signed { sha256, pdf: signed }).await).await?;
    for message in &recorded.messages {
        app.messenger.send(message)?;
    }
    stamp_soon(&app, &act.row);
    Ok(Tagged(recorded.agreement))
}

/// Whatever the records say: an agreement is concluded when the file itself bears both signatures, and nothing else.
async fn both_are_in(app: &App, signed: &[u8]) -> Answer<()> {
    let report = app.desk.verify(signed.to_vec().into()).await?;
    if report.verdict == Verdict::Valid && report.unsigned.is_empty() {
        return Ok(());
    }
    let found: Vec<&str> = report.problems.iter().map(|problem| problem.en.as_str()).collect();
    tracing::error!(?found, unsigned = ?report.unsigned, "a file does not bear the signatures that are on record");
    Err(Problem::new(
        actix_web::http::StatusCode::CONFLICT,
        "signature_missing",
        "文件中没有记录所称的对方签名，不能完成签署。请作废后重新发出，并检查系统安全。",
        "The file does not bear the other side's signature that is on record. Void it, send it again, and look into it.",
    ))
}

/// A signature in the making.
struct Act {
    row: Row,
    side: Side,
    name: String,
    account: AccountId,
    /// Both have signed after this: the file is made to last.
    is_last: bool,
    /// Who applies the company's seal.
    by: String,
    proof: Proof,
    statement: String,
    drawn: Option<signing::Drawing>,
    seen: IfMatch,
}

struct Signed {
    sha256: [u8; 32],
    pdf: Vec<u8>,
}

struct Recorded {
    agreement: Agreement,
    messages: Vec<Message>,
}

impl Act {
    /// Everything that can be refused is refused before anything is signed.
    async fn begin(app: &App, who: &Who, id: AgreementId, seen: IfMatch, said: AgreementSignature) -> Answer<Self> {
        let AgreementSignature { code, totp, document_sha256, statement, drawn_signature_svg } = said;
        let account = who.principal.account_id().ok_or_else(Problem::forbidden)?;
        let proof = Proof::of(code, totp)?;
        let statement = statement.trim().to_owned();
        if statement.is_empty() {
            return Err(Problem::field(
                "/statement",
                "required",
                "请写明签署的意思表示。",
                "Say what you declare by signing.",
            ));
        }
        let (row, signers) = {
            let db = app.read().await?;
            let row = Row::find(&db, who, who.scope(), id, app.today()).await?;
            let signers = signers(&db, row.id).await?;
            (row, signers)
        };
        let (own, other) = own_part(who, &row, &signers)?;
        decisions::sign(row.stage_on(app.today()), own.has_signed(), other.has_signed())?;
        seen.check(row.version)?;
        if !document_sha256.eq_ignore_ascii_case(&hex::encode(&row.document_sha256)) {
            return Err(document_changed());
        }
        let side = own.role.0;
        if side == Side::Employee && row.opened_at.is_none() {
            return Err(Problem::new(
                actix_web::http::StatusCode::CONFLICT,
                "document_not_opened",
                "请先打开并阅读协议全文，再签署。",
                "Open and read the whole document before you sign it.",
            ));
        }
        let drawn = drawn_signature_svg.map(|svg| read_drawing(&svg)).transpose()?;
        proof.check(app, own, account).await?;
        Ok(Self {
            side,
            is_last: other.has_signed(),
            name: own.name.clone(),
            account,
            by: who.principal.name.clone(),
            proof,
            statement,
            drawn,
            seen,
            row,
        })
    }

    async fn signing(&self, app: &App) -> Answer<Signing> {
        let by = match self.side {
            Side::Employee => Signatory::Person { name: self.name.clone(), drawn: self.drawn.clone() },
            Side::Employer => {
                let employer = LegalEntity::find(&*app.read().await?, self.row.legal_entity_id).await?;
                Signatory::Company(Company { id: employer.id, name: employer.facts.name, uscc: employer.facts.uscc })
            }
        };
        let reason = match self.side {
            Side::Employee => format!("签署《{}》", self.row.title),
            Side::Employer => format!("签署《{}》，用印人：{}", self.row.title, self.by),
        };
        let pdf = app.storage.fetch(&self.row.document_sha256).await?.to_vec();
        Ok(Signing { pdf, field: self.row.field(self.side)?, by, reason })
    }

    async fn record(&self, app: &App, who: &Who, tx: &mut Tx, signed: Signed) -> Answer<(Recorded, Vec<Event>)> {
        let row = Row::lock(tx, who, who.scope(), self.row.id, app.today()).await?;
        self.seen.check(row.version)?;
        let signers = signers(tx, row.id).await?;
        let (own, other) = own_part(who, &row, &signers)?;
        let stage = decisions::sign(row.stage.0, own.has_signed(), other.has_signed())?;
        if row.document_sha256 != self.row.document_sha256 {
            return Err(document_changed());
        }
        if !self.proof.holds(app, tx, own, self.account).await? {
            return Err(self.proof.wrong());
        }
        self.write(app, tx, own, &signed).await?;
        let mut events = vec![self.event(&row, &signed)];
        let mut messages = Vec::new();
        if stage == Stage::Signed {
            events.extend(complete(app, tx, &row, signed.sha256, &signed.pdf).await?);
            messages = copies(app, tx, &row, self.account, other.account_id).await?;
        }
        Ok((Recorded { agreement: moved(app, tx, row, stage).await?, messages }, events))
    }

    async fn write(&self, app: &App, tx: &mut Tx, own: &SignerRow, signed: &Signed) -> Answer<()> {
        diesel::update(agreement_signers::table.find((own.agreement_id, own.role)))
            .set((
                agreement_signers::state.eq("signed"),
                agreement_signers::account_id.eq(self.account),
                agreement_signers::signed_at.eq(app.now()),
                agreement_signers::method.eq(self.proof.name()),
                agreement_signers::statement.eq(&self.statement),
                agreement_signers::seen_sha256.eq(&self.row.document_sha256),
                agreement_signers::signed_sha256.eq(signed.sha256.to_vec()),
            ))
            .execute(tx)
            .await?;
        diesel::update(agreements::table.find(own.agreement_id))
            .set(agreements::document_sha256.eq(signed.sha256.to_vec()))
            .execute(tx)
            .await?;
        Ok(())
    }

    fn event(&self, row: &Row, signed: &Signed) -> Event {
        row.event(Kind::AgreementSigned)
            .facts(&serde_json::json!({
                "number": row.number,
                "role": self.side,
                "name": self.name,
                "by": self.by,
                "proved_by": self.proof.name(),
                "statement": self.statement,
                "read_sha256": hex::encode(&row.document_sha256),
                "signed_sha256": hex::encode(signed.sha256),
            }))
            .attach("agreement.pdf", "application/pdf", signed.pdf.clone())
    }
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

fn document_changed() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::CONFLICT,
        "document_changed",
        "文件已不是您阅读的那一份（对方刚刚签署也会如此）。请重新打开全文，核对后再签署。",
        "The file is not the one you read any more; the other side's signature changes it too. Open it again and sign that.",
    )
}

/// Word to both signers that it is concluded, and how to get the file (电子劳动合同订立指引 10–13).
async fn copies(app: &App, tx: &mut Tx, row: &Row, one: AccountId, other: Option<AccountId>) -> Answer<Vec<Message>> {
    let text = format!(
        "【有据】《{}》（编号 {}）双方均已签署，自即日起生效。请登录系统，在“我的文件”中查看、下载并妥善保存；需要纸质件的，可以向人力资源部免费索取一份。",
        row.title, row.number
    );
    word_to(app, tx, Some(row.employee_id), [Some(one), other], ("协议已签署", &text)).await
}

/// A timestamp over the log as soon as the signature has its place in it.
fn stamp_soon(app: &App, row: &Row) {
    let (app, id, log) = (app.clone(), row.id, row.legal_entity_id);
    tokio::spawn(async move {
        let patience = std::time::Duration::from_secs(60);
        let placed = export::placed(&app, id.0, Kind::AgreementSigned, patience).await;
        let stamped = match placed {
            Ok(_) => stamps::stamp_latest(&app, log).await.map(|_| ()),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = stamped {
            tracing::warn!(agreement = %id, %problem, "the log was not stamped after a signature");
        }
    });
}
