//! The certificate of completion 签署证明: who signed, how they proved it, and every step, from the journal itself.

use actix_web::get;
use actix_web::web::Path;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::Stage;
use domain::seals::Purpose;
use serde_json::Value;
use signing::facts::{CompletedSigner, CompletionCertificate, CompletionEvent, Employer};
use store::Tx;
use store::ids::AgreementId;
use store::schema::agreements;

use super::draft::employer;
use super::paper_signatures::on_paper;
use super::row::Row;
use super::signers::Signers;
use crate::employees::{Paper, keep_paper};
use crate::org::{self, LegalEntity};
use crate::platform::access::Caller;
use crate::platform::clock::civil_time;
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::journal::read::{Entry, trail};
use crate::platform::journal::{Event, Kind, export};
use crate::platform::{Answer, App, Guard, Problem, perm};
use crate::seals::{self, InCharge, Use, seal_for};

const TITLE: &str = "签署证明";
/// Most steps that are printed; more than any honest agreement takes.
const MOST_STEPS: i64 = 200;
/// How long the entries of those who signed are waited for.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// How an agreement came to be signed, sealed by the employer: made once, when both have signed.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/agreements/{id}/certificate")]
pub async fn read_completion_certificate(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<File> {
    let row = Row::find_named(&*app.read().await?, &who, who.scope(), *id, app.today()).await?;
    let sha256 = certified(&app, &row).await?;
    let name = format!("{TITLE} {}.pdf", row.number);
    Ok(File { name, media: "application/pdf".into(), bytes: app.storage.fetch(&sha256).await? })
}

/// The hash of the certificate, which is made when there is none yet.
pub(super) async fn certified(app: &App, row: &Row) -> Answer<Vec<u8>> {
    if let Some(sha256) = &row.certificate_sha256 {
        return Ok(sha256.clone());
    }
    if row.stage.0 != Stage::Signed {
        return Err(Problem::invalid_state(
            row.stage.0.name(),
            "双方都签署之后才有签署证明。",
            "There is a certificate once both have signed.",
        ));
    }
    if on_paper(&*app.read().await?, &[row.id]).await?.contains(&row.id) {
        return Err(Problem::invalid_state(
            "signed_on_paper",
            "本协议以纸质签署，没有电子签署证明；请查看扫描件和核对记录。",
            "It was signed on paper: there is no certificate of electronic signing, but the scan and who compared it.",
        ));
    }
    let signers = Signers::of(&*app.read().await?, row.id).await?.have_signed();
    export::placed(app, row.id.0, (Kind::AgreementSigned, signers), PATIENCE).await?.ok_or_else(not_placed_yet)?;
    let size = app.storage.fetch(&row.document_sha256).await?.len();
    let (facts, seal) = {
        let db = app.read().await?;
        let steps = trail(&db, &app.keyring, row.id.0, MOST_STEPS).await?;
        let entity = LegalEntity::find(&db, row.legal_entity_id).await?;
        let letterhead = org::letterhead(app, &db, entity.id).await?;
        (
            facts(app, (row, size), employer(&entity, letterhead), &steps)?,
            seal_for(app, &db, row.legal_entity_id, Purpose::Certificate).await?,
        )
    };
    let number = format!("{}-QS", row.number);
    let rendered = app.desk.render(facts, &number).await?;
    let pdf = app.desk.seal(rendered, seal.seal.clone(), &format!("出具{TITLE}")).await?;
    let sha256 = app.storage.keep(pdf.clone()).await?;
    app.change(&Caller::system(), async |tx| keep(app, tx, row, (&number, &seal), (sha256, pdf)).await).await
}

fn not_placed_yet() -> Problem {
    Problem::new(
        actix_web::http::StatusCode::SERVICE_UNAVAILABLE,
        "not_placed_yet",
        "签署记录正在写入日志，请稍后再试。",
        "The signatures are still on their way into the log; try again in a moment.",
    )
}

/// Of two that were made at once the first stays.
async fn keep(
    app: &App,
    tx: &mut Tx,
    row: &Row,
    (number, seal): (&str, &InCharge),
    (sha256, pdf): ([u8; 32], Vec<u8>),
) -> Answer<(Vec<u8>, Vec<Event>)> {
    let kept: Option<Vec<u8>> =
        agreements::table.find(row.id).select(agreements::certificate_sha256).for_no_key_update().first(tx).await?;
    if let Some(kept) = kept {
        return Ok((kept, Vec::new()));
    }
    diesel::update(agreements::table.find(row.id))
        .set(agreements::certificate_sha256.eq(sha256.to_vec()))
        .execute(tx)
        .await?;
    let title = format!("{TITLE}（{}）", row.title);
    let paper = Paper {
        employee: row.employee_id,
        legal_entity: row.legal_entity_id,
        kind: "completion_certificate",
        title: &title,
        media: "application/pdf",
        sha256,
        size: pdf.len(),
        resource: ("agreement", row.id.0),
    };
    keep_paper(app, tx, paper).await?;
    let used = Use {
        title: &title,
        number,
        resource: ("agreement", row.id.0),
        employee: row.employee_id,
        sha256,
        asked_by: "系统",
        approved_by: None,
    };
    let used = seals::record(app, tx, seal, used).await?;
    let event = row
        .event(Kind::AgreementCertified)
        .facts(&serde_json::json!({"number": row.number, "sha256": hex::encode(sha256)}))
        .attach("certificate.pdf", "application/pdf", pdf);
    Ok((sha256.to_vec(), vec![event, used]))
}

fn facts(
    app: &App,
    (row, size): (&Row, usize),
    employer: Employer,
    steps: &[(Entry, Value)],
) -> Answer<CompletionCertificate> {
    let signed_sha256 = hex::encode(&row.document_sha256);
    Ok(CompletionCertificate {
        employer,
        agreement_number: row.number.clone(),
        agreement_title: row.title.clone(),
        pages: u32::try_from(row.pages).map_err(Problem::from_internal)?,
        original_sha256: hex::encode(&row.original_sha256),
        check_url: format!(
            "{}/check?number={}&size={size}&sha256={signed_sha256}",
            app.settings.public_url(),
            row.number
        ),
        signed_sha256,
        signers: steps.iter().filter(|(entry, _)| entry.kind == Kind::AgreementSigned.as_str()).map(signer).collect(),
        events: steps.iter().map(event).collect(),
        log: app.journal.origin(row.legal_entity_id),
    })
}

fn text(facts: &Value, name: &str) -> Option<String> {
    facts[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn signer((entry, said): &(Entry, Value)) -> CompletedSigner {
    let side = match said["role"].as_str() {
        Some("employee") => "员工",
        Some("witness") => "见证人",
        _ => "用人单位",
    };
    let proved_by = match said["proved_by"].as_str() {
        Some("totp") => "动态口令（验证器）".to_owned(),
        Some("passkey") => {
            let credential = text(&said["passkey"], "credential_sha256").unwrap_or_default();
            format!("通行密钥（设备验证本人），凭据 SHA-256 {credential}")
        }
        _ => "一次性验证码（短信或邮件）".to_owned(),
    };
    CompletedSigner {
        side: side.to_owned(),
        name: text(said, "name").unwrap_or_default(),
        by: text(said, "by").filter(|_| said["role"] == "employer"),
        proved_by,
        identity: identity(&said["identity"]),
        statement: text(said, "statement").unwrap_or_default(),
        signed_at: civil(entry.occurred_at),
        address: text(said, "address"),
        read_sha256: text(said, "read_sha256").unwrap_or_default(),
    }
}

/// What the identity check said, and whose register it was.
fn identity(checked: &Value) -> Option<String> {
    let at: DateTime<Utc> = checked["at"].as_str()?.parse().ok()?;
    let (source, reference) = (text(checked, "source_name")?, text(checked, "reference")?);
    let what = match checked["outcome"].as_str()? {
        "matched" => "一致",
        _ => "不一致",
    };
    Some(format!("姓名、身份证号码{what}（{source}），编号 {reference}，{}（北京时间）", civil(at)))
}

fn event((entry, said): &(Entry, Value)) -> CompletionEvent {
    let what =
        Kind::ALL.iter().find(|kind| kind.as_str() == entry.kind).map_or(entry.kind.as_str(), |kind| kind.title(false));
    let sent_to = text(said, "sent_to").map(|to| format!("发至 {to}"));
    let notice = text(said, "announced_by")
        .map(|by| if by == "in_system" { "系统内通知" } else { "短信或邮件通知" }.to_owned());
    let address = text(said, "address").map(|address| format!("网络地址 {address}"));
    let replaces = text(said, "replaces").map(|number| format!("取代 {number}"));
    let detail: Vec<String> = [amended(said), replaces, sent_to, notice, address].into_iter().flatten().collect();
    CompletionEvent {
        at: civil(entry.occurred_at),
        what: what.to_owned(),
        who: entry.actor_name.clone(),
        detail: detail.join("，"),
        entry: entry.index,
    }
}

/// The clauses that were worded for this contract alone.
fn amended(said: &Value) -> Option<String> {
    let headings: Vec<&str> = said["amended"].as_array()?.iter().filter_map(Value::as_str).collect();
    (!headings.is_empty()).then(|| format!("个别约定的条款：{}", headings.join("、")))
}

/// `2026-10-20 10:00:00`
fn civil(at: DateTime<Utc>) -> String {
    civil_time(at).format("%Y-%m-%d %H:%M:%S").to_string()
}
