//! What becomes of a draft: handed in, heard, decided, acknowledged, withdrawn.

use actix_web::post;
use actix_web::web::Path;
use chrono::NaiveDate;
use domain::warnings::{Verdict, acknowledge, decide, state, submit, withdraw};
use serde::{Deserialize, Serialize};
use store::ids::WarningId;
use store::{Text, Tx};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::row::{By, Decided, Heard, Row, Stated, Withdrawal, Words};
use super::view::Warning;
use super::{STATEMENT_REQUEST, WARNING, WITHDRAWAL, letter};
use crate::platform::deliveries::{self, AnswerBody, Channel, NewDelivery};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, IfMatch, Tagged, Valid, ids, perm};

/// How long the employee has for a statement.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningSubmission {
    /// The last day for it, at least three days ahead; three days when absent. A reminder asks for none.
    statement_by: Option<NaiveDate>,
}

/// Hand a complete draft in. For a written or final warning the employee is asked for a statement (E-STATEMENT).
#[utoipa::path(tag = "warnings", params(("id" = WarningId, Path)), request_body = WarningSubmission, responses((status = 200, body = Warning), Refusals))]
#[post("/warnings/{id}/submission")]
pub async fn submit_warning(
    app: App,
    who: Guard<perm::WarningsWrite>,
    id: Path<WarningId>,
    seen: IfMatch,
    said: Valid<WarningSubmission>,
) -> Answer<Tagged<Warning>> {
    app.change(&who, async |tx| {
        let mut row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        row.refuse_own(&who)?;
        seen.check(row.version)?;
        let mut words = row.words(&app.keyring)?;
        let (stage, due_on) = submit(row.stage.0, &words.facts.contents(), said.0.statement_by, app.today())?;
        row.stage = Text(stage);
        row.note_preparer(&who);
        let event = match due_on {
            Some(due_on) => ask(&app, tx, &mut row, &mut words, due_on).await?,
            None => {
                (words.heard, row.hearing_id, row.statement_due_on) = (None, None, None);
                row.event(Kind::WarningSubmitted).facts(&row.with_number(&words.facts))
            }
        };
        row.words_sealed = words.seal(&app.keyring, row.id)?;
        row.save(tx).await?;
        Ok((Tagged(Warning::find(&app, tx, (&who, who.scope()), *id).await?), event))
    })
    .await
}

/// What is held against the employee is delivered to them with the request for a statement.
async fn ask(app: &App, tx: &mut Tx, row: &mut Row, words: &mut Words, due_on: NaiveDate) -> Answer<Event> {
    let hearing: Uuid = ids::new();
    let document = serde_json::json!({
        "warning_id": row.id, "number": row.number, "hearing_id": hearing, "statement_by": due_on, "facts": words.facts,
    });
    let request = NewDelivery {
        employee: row.employee_id,
        resource: ("warning_hearing", hearing),
        kind: STATEMENT_REQUEST,
        sha256: deliveries::hash_of(&document),
        channel: Channel::InSystem,
        due_on: Some(due_on),
    };
    deliveries::deliver_one(tx, app.now(), &request).await?;
    row.hearing_id = Some(hearing);
    row.statement_due_on = Some(due_on);
    row.open_to_employee = true;
    words.heard = Some(Heard { asked_at: app.now(), stated: None });
    Ok(row.event(Kind::WarningStatementAsked).facts(&document))
}

/// What the employee says to it 陈述申辩.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningStatementBody {
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "当天早班地铁停运，我在群里说明过。")]
    text: String,
}

/// Make the statement that one was asked for, once, word for word; also after the day while nothing is decided.
#[utoipa::path(tag = "warnings", params(("id" = WarningId, Path)), request_body = WarningStatementBody, responses((status = 200, body = Warning), Refusals))]
#[post("/warnings/{id}/statement")]
pub async fn make_warning_statement(
    app: App,
    who: Guard<perm::WarningsAnswer>,
    id: Path<WarningId>,
    seen: IfMatch,
    said: Valid<WarningStatementBody>,
) -> Answer<Tagged<Warning>> {
    let text = said.0.text;
    app.change(&who, async |tx| {
        let mut row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        row.stage = Text(state(row.stage.0, &text)?);
        let mut words = row.words(&app.keyring)?;
        if let Some(heard) = &mut words.heard {
            heard.stated = Some(Stated { at: app.now(), text: text.clone() });
        }
        row.words_sealed = words.seal(&app.keyring, row.id)?;
        row.save(tx).await?;
        let facts = serde_json::json!({"number": row.number, "hearing_id": row.hearing_id, "text": text});
        let event = row.event(Kind::WarningStated).facts(&facts);
        Ok((Tagged(Warning::find(&app, tx, (&who, who.scope()), *id).await?), event))
    })
    .await
}

/// Whether it is issued.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningDecision {
    verdict: Verdict,
    /// What the decision rests on; must say why when it is sent back.
    #[validate(length(max = 4000))]
    #[serde(default)]
    #[schema(example = "事实有门禁记录，已研究员工的陈述。")]
    text: String,
}

/// Issue a warning or send it back; never whoever prepared it. Issued, the letter is sealed and delivered.
#[utoipa::path(tag = "warnings", params(("id" = WarningId, Path)), request_body = WarningDecision, responses((status = 200, body = Warning), Refusals))]
#[post("/warnings/{id}/decision")]
pub async fn decide_warning(
    app: App,
    who: Guard<perm::WarningsApprove>,
    id: Path<WarningId>,
    seen: IfMatch,
    said: Valid<WarningDecision>,
) -> Answer<Tagged<Warning>> {
    let WarningDecision { verdict, text } = said.0;
    app.change(&who, async |tx| {
        let mut row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        row.refuse_own(&who)?;
        row.refuse_preparer(&who)?;
        seen.check(row.version)?;
        row.stage = Text(decide(row.stage.0, verdict, &text, row.statement_due_on, app.today())?);
        let mut words = row.words(&app.keyring)?;
        let decided = Decided { verdict, by: By::of(&who), at: app.now(), text: text.clone() };
        words.decided = Some(decided.clone());
        let facts = serde_json::json!({"number": row.number, "verdict": verdict, "text": text});
        let events = match verdict {
            Verdict::Issue => {
                let approved = row.event(Kind::WarningApproved).facts(&facts);
                let issued = letter::issue(&app, tx, who.scope(), &mut row, (&words, &decided)).await?;
                [approved].into_iter().chain(issued).collect()
            }
            Verdict::SendBack => {
                row.open_to_employee = false;
                vec![row.event(Kind::WarningSentBack).facts(&facts)]
            }
        };
        row.words_sealed = words.seal(&app.keyring, row.id)?;
        row.save(tx).await?;
        Ok((Tagged(Warning::find(&app, tx, (&who, who.scope()), *id).await?), events))
    })
    .await
}

/// Acknowledge a warning to oneself, once: `confirmed` is received, `objected` received with an objection. Neither
/// is consent.
#[utoipa::path(tag = "warnings", params(("id" = WarningId, Path)), request_body = AnswerBody, responses((status = 200, body = Warning), Refusals))]
#[post("/warnings/{id}/acknowledgement")]
pub async fn answer_warning(
    app: App,
    who: Guard<perm::WarningsAnswer>,
    id: Path<WarningId>,
    seen: IfMatch,
    said: Valid<AnswerBody>,
) -> Answer<Tagged<Warning>> {
    app.change(&who, async |tx| {
        let mut row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        seen.check(row.version)?;
        row.stage = Text(acknowledge(row.stage.0, said.0.answer, said.0.text())?);
        let delivery = deliveries::answer(tx, app.now(), (id.0, WARNING, row.employee_id), &said.0).await?;
        row.save(tx).await?;
        let facts = serde_json::json!({
            "number": row.number, "answer": said.0.answer, "text": said.0.text(), "sha256": hex::encode(&delivery.sha256),
        });
        let event = row.event(Kind::WarningAnswered).facts(&facts);
        Ok((Tagged(Warning::find(&app, tx, (&who, who.scope()), *id).await?), event))
    })
    .await
}

/// Why a warning is taken back.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningWithdrawal {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "经核对，当天的门禁记录有误。")]
    reason: String,
}

/// Take a warning back, issued or not. It stays on record and counts for nothing.
#[utoipa::path(tag = "warnings", params(("id" = WarningId, Path)), request_body = WarningWithdrawal, responses((status = 200, body = Warning), Refusals))]
#[post("/warnings/{id}/withdrawal")]
pub async fn withdraw_warning(
    app: App,
    who: Guard<perm::WarningsApprove>,
    id: Path<WarningId>,
    seen: IfMatch,
    said: Valid<WarningWithdrawal>,
) -> Answer<Tagged<Warning>> {
    let reason = said.0.reason;
    app.change(&who, async |tx| {
        let mut row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        row.refuse_own(&who)?;
        seen.check(row.version)?;
        // Outsiders who were told of the letter are told that it is gone; of one that never was they learn nothing.
        let kind = if row.stage.0.stands() { Kind::WarningWithdrawn } else { Kind::WarningDropped };
        row.stage = Text(withdraw(row.stage.0, &reason)?);
        let mut words = row.words(&app.keyring)?;
        words.withdrawal = Some(Withdrawal { by: By::of(&who), at: app.now(), reason: reason.clone() });
        row.words_sealed = words.seal(&app.keyring, row.id)?;
        let document = serde_json::json!({"warning_id": row.id, "number": row.number, "reason": reason});
        if row.open_to_employee {
            tell(&app, tx, &row, &document).await?;
        }
        row.save(tx).await?;
        let event = row.event(kind).facts(&document);
        Ok((Tagged(Warning::find(&app, tx, (&who, who.scope()), *id).await?), event))
    })
    .await
}

/// Whoever knew of the warning is told that it was taken back.
async fn tell(app: &App, tx: &mut Tx, row: &Row, document: &serde_json::Value) -> Answer<()> {
    let word = NewDelivery {
        employee: row.employee_id,
        resource: (WARNING, row.id.0),
        kind: WITHDRAWAL,
        sha256: deliveries::hash_of(document),
        channel: Channel::InSystem,
        due_on: None,
    };
    deliveries::deliver_one(tx, app.now(), &word).await
}
