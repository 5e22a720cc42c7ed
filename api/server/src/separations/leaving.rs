//! The employee's own notice 劳动者的解除: resignation (LCL 37) and ending for the employer's fault (LCL 38).
//!
//! It takes effect when it reaches the employer; nobody approves it. It enters the employer's
//! system the moment it is sent here (民法典 137), so sending is its service. HR acknowledges receipt, and may
//! let the person go on the earlier day they wished for.

use actix_web::post;
use actix_web::web::Path;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::{Leaving, Receipt, ServiceChannel, Side, Stage, earliest_after_resignation, leave};
use law::Ground;
use serde::{Deserialize, Serialize};
use store::ids::{EmploymentId, SeparationId};
use store::schema::separations;
use store::{Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::parts::{Doer, NoticePart, ReceiptPart, Served, WithdrawalPart};
use super::row::{Case, next_number};
use super::view::Separation;
use super::{notices, papers, tasks};
use crate::employees::{Standing, current_contract};
use crate::platform::clock::civil_date;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, IfMatch, Problem, Tagged, Valid, ids, perm};

/// An employee's own notice.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeavingNotice {
    /// `37`, `38(1)(1)` to `38(1)(6)`, or `38(2)`.
    #[validate(length(min = 1, max = 20))]
    #[schema(example = "37")]
    ground: String,
    /// Under 38 the employer's fault, as it is: only what is stated now is examined later.
    #[validate(length(max = 10_000))]
    #[serde(default)]
    #[schema(example = "因家庭原因回老家工作。")]
    reason: String,
    /// The last day wished for; absent: as the law has it, thirty days after the notice (three in probation).
    last_day: Option<NaiveDate>,
}

/// Give one's own notice. It is received at once, and the day it takes effect is in the answer.
#[utoipa::path(tag = "separations", request_body = LeavingNotice, responses((status = 201, body = Separation), Refusals))]
#[post("/leaving-notices")]
pub async fn give_leaving_notice(
    app: App,
    who: Guard<perm::SeparationsAnswer>,
    said: Valid<LeavingNotice>,
) -> Answer<Created<Separation>> {
    let LeavingNotice { ground, reason, last_day: wished } = said.0;
    let employee = who.employee()?;
    let today = app.today();
    app.change(&who, async |tx| {
        let standing = Standing::find(tx, who.scope(), employee, today).await?;
        if standing.left_on.is_some() {
            return Err(left_already());
        }
        let in_probation = in_probation(&app, tx, &standing, today).await?;
        let said = Leaving { ground: &ground, reason: &reason, wished_last_day: wished };
        let (ground, last_day) = leave(said, in_probation, today)?;
        let gave_way = give_way(&app, tx, standing.employment_id).await?;
        let id: SeparationId = ids::new();
        let by = Doer::of(&who);
        diesel::insert_into(separations::table)
            .values((
                separations::id.eq(id),
                separations::number.eq(next_number(tx, today.year()).await?),
                separations::legal_entity_id.eq(standing.legal_entity_id),
                separations::employee_id.eq(employee),
                separations::employment_id.eq(standing.employment_id),
                separations::ground.eq(ground.to_string()),
                separations::initiator.eq(Text(Side::Employee)),
                separations::proposer.eq(Text(Side::Employee)),
                separations::reason.eq(&reason),
                separations::stage.eq(Text(Stage::Open)),
                separations::open_to_employee.eq(true),
                separations::last_day.eq(last_day),
                separations::wished_last_day.eq(wished),
                separations::opened_by.eq(Json(by.clone())),
                separations::opened_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        let mut case = Case::of_slice(tx, id).await?;
        let letter = notices::leaving_notice(&app, tx, &case, today).await?;
        case.row.notice_document_id = Some(papers::keep(&app, tx, &case, (&letter, "leaving_notice"), &by).await?.0);
        case.row.notice = Some(Json(NoticePart {
            issued_at: app.now(),
            by,
            delivery_channel: ServiceChannel::Electronic,
            sha256: letter.sha256(),
            served: Some(served(&app, ServiceChannel::Electronic, today)),
        }));
        case.row.stage = Text(Stage::Noticed);
        case.save(tx).await?;
        tasks::plan(&app, tx, &case).await?;
        let facts = serde_json::json!({
            "number": case.row.number, "ground": case.row.ground, "reason": reason, "last_day": last_day,
            "wished_last_day": wished, "in_probation": in_probation, "sha256": letter.sha256(),
        });
        let event = case.event(Kind::SeparationLeavingNoticeGiven).facts(&facts).attach(
            "notice.pdf",
            "application/pdf",
            letter.pdf,
        );
        Ok((Created(case.view()), gave_way.into_iter().chain([event]).collect::<Vec<_>>()))
    })
    .await
}

/// Both sides talk under it: it does not give way to one of them.
const MUTUAL: &str = "36";

/// An employer's case in which nothing is decided gives way, whether the person knows of it or not: their notice
/// takes effect when it is received, and a refusal could tell them of it.
async fn give_way(app: &App, tx: &mut Tx, employment: EmploymentId) -> Answer<Option<Event>> {
    let undecided: Option<SeparationId> = separations::table
        .filter(separations::employment_id.eq(employment))
        .filter(separations::initiator.eq(Text(Side::Employer)).and(separations::ground.ne(MUTUAL)))
        .filter(separations::stage.eq_any([Stage::Open, Stage::UnionNotified, Stage::Approved].map(Text)))
        .select(separations::id)
        .first(tx)
        .await
        .optional()?;
    let Some(id) = undecided else { return Ok(None) };
    let mut case = Case::lock_for_slice(tx, id).await?;
    let reason = "劳动者已提出解除劳动合同，本案件就此终止。".to_owned();
    case.row.stage = Text(case.progress()?.withdraw(&reason)?);
    let facts = serde_json::json!({"number": case.row.number, "reason": reason});
    let by = Doer { account_id: None, name: "系统".to_owned(), employee: None };
    case.row.withdrawal = Some(Json(WithdrawalPart { at: app.now(), by, reason }));
    case.save(tx).await?;
    Ok(Some(case.event(Kind::SeparationWithdrawn).facts(&facts)))
}

fn served(app: &App, channel: ServiceChannel, served_on: NaiveDate) -> Served {
    Served { channel, served_on, tracking_number: None, recorded_at: app.now() }
}

fn left_already() -> Problem {
    Problem::invalid_state("left", "该任用关系已经结束。", "This employment has ended already.")
}

async fn in_probation(app: &App, db: &store::Db, standing: &Standing, on: NaiveDate) -> Answer<bool> {
    let contract = current_contract(db, &app.keyring, standing.person.id, on).await?;
    Ok(contract.and_then(|contract| contract.terms.probation_until).is_some_and(|end| on <= end))
}

/// What the employer answers to the employee's notice.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationReceipt {
    /// When a notice on paper arrived; one that was given here arrived when it was given.
    received_on: Option<NaiveDate>,
    /// The last day; earlier than the law's only when the employee wished it.
    last_day: NaiveDate,
    /// What is said to the employee.
    #[validate(length(max = 2000))]
    #[serde(default)]
    #[schema(example = "已收悉，请按约定办理交接。")]
    text: String,
}

/// Acknowledge the receipt of an employee's notice. It is no approval: none is needed.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SeparationReceipt, responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/receipt")]
pub async fn acknowledge_leaving_notice(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<SeparationReceipt>,
) -> Answer<Tagged<Separation>> {
    let SeparationReceipt { received_on, last_day, text } = said.0;
    let today = app.today();
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, today).await?;
        let given_on = case.row.notice.as_ref().map(|part| civil_date(part.0.issued_at));
        let received_on = given_on.or(received_on).unwrap_or(today);
        let standing = Standing::find(tx, who.scope(), case.row.employee_id, today).await?;
        let by_law = match case.ground()? {
            Ground::Resignation => {
                earliest_after_resignation(received_on, in_probation(&app, tx, &standing, received_on).await?)
            }
            _ => received_on,
        };
        let wished = case.row.wished_last_day.or(case.row.last_day.filter(|_| given_on.is_none()));
        let stage = case.progress()?.acknowledge_receipt(Receipt { received_on, last_day, by_law, wished }, today)?;
        let by = Doer::of(&who);
        case.row.stage = Text(stage);
        case.row.last_day = Some(last_day);
        let facts = serde_json::json!({"number": case.row.number, "received_on": received_on, "last_day": last_day, "text": text});
        case.row.receipt = Some(Json(ReceiptPart { by: by.clone(), at: app.now(), received_on, text }));
        if case.row.notice.is_none() {
            // The paper itself lies among the evidence; this records what it said and when it came.
            let letter = notices::leaving_notice(&app, tx, &case, received_on).await?;
            case.row.notice_document_id = Some(papers::keep(&app, tx, &case, (&letter, "leaving_notice"), &by).await?.0);
            let served = Some(served(&app, ServiceChannel::InPerson, received_on));
            let (sha256, delivery_channel) = (letter.sha256(), ServiceChannel::InPerson);
            case.row.notice = Some(Json(NoticePart { issued_at: app.now(), by, delivery_channel, sha256, served }));
        }
        case.save(tx).await?;
        tasks::plan(&app, tx, &case).await?;
        let event = case.event(Kind::SeparationNoticeAcknowledged).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}
