use actix_web::web::{Path, Query};
use actix_web::{get, post};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::{self as decisions, Decision, Opening, Road, Side, Stage, UnionAnswer};
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, SeparationId};
use store::schema::separations;
use store::{Json, Text};
use utoipa::ToSchema;
use validator::Validate;

use super::gate::{self, Supposed};
use super::row::{ApprovalPart, Case, Decided, Doer, SeparationFilter, UnionPart, WithdrawalPart, next_number};
use super::view::{Separation, UnionReply};
use super::{papers, proposals, settlement};
use crate::employees::Standing;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};

/// Cases in scope, latest first; one's own once they are open to the person.
#[utoipa::path(tag = "separations", params(SeparationFilter, Paging), responses((status = 200, body = Page<Separation>), Refusals))]
#[get("/separations")]
pub async fn list_separations(
    app: App,
    who: Guard<perm::SeparationsRead>,
    filter: Query<SeparationFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Separation>> {
    Ok(Case::list(&*app.read().await?, &who, who.scope(), &filter, app.today(), &paging).await?.map(Case::view))
}

/// Whom a case is about, on which one ground, and who proposed it.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationFacts {
    pub employee_id: EmployeeId,
    /// A code of the table of grounds (`GET /law/grounds`); items may be named, as in `38(1)(2)` or `41(1)(2)`.
    #[validate(length(min = 1, max = 20))]
    #[schema(example = "40(2)")]
    pub ground: String,
    /// Who ends the employment.
    pub initiator: Side,
    /// Who proposed it.
    pub proposer: Side,
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "2026 年第二、三季度考核均低于基准线，其间已培训。")]
    pub reason: String,
    /// Planned last day.
    pub last_day: Option<NaiveDate>,
}

/// Open a case on one ground.
#[utoipa::path(tag = "separations", request_body = SeparationFacts, responses((status = 201, body = Separation), Refusals))]
#[post("/separations")]
pub async fn open_separation(
    app: App,
    who: Guard<perm::SeparationsManage>,
    said: Valid<SeparationFacts>,
) -> Answer<Created<Separation>> {
    let SeparationFacts { employee_id, ground, initiator, proposer, reason, last_day } = said.0;
    let opening = Opening { ground: &ground, initiator, proposer, reason: &reason, last_day };
    let ground = decisions::open(opening, app.today())?;
    if who.is_oneself(employee_id) {
        return Err(Problem::forbidden());
    }
    app.change(&who, async |tx| {
        let standing = Standing::find(tx, who.scope(), employee_id, app.today()).await?;
        if standing.left_on.is_some() {
            return Err(Problem::invalid_state(
                "left",
                "该员工的任用关系已经结束。",
                "This employment has ended already.",
            ));
        }
        let id: SeparationId = ids::new();
        diesel::insert_into(separations::table)
            .values((
                separations::id.eq(id),
                separations::number.eq(next_number(tx, app.today().year()).await?),
                separations::legal_entity_id.eq(standing.legal_entity_id),
                separations::employee_id.eq(employee_id),
                separations::employment_id.eq(standing.employment_id),
                separations::ground.eq(ground.to_string()),
                separations::initiator.eq(Text(initiator)),
                separations::proposer.eq(Text(proposer)),
                separations::reason.eq(&reason),
                separations::stage.eq(Text(Stage::Open)),
                separations::open_to_employee.eq(Road::of(ground).is_open_from_the_start()),
                separations::last_day.eq(last_day),
                separations::opened_by.eq(Json(Doer::of(tx, &who).await?)),
                separations::opened_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        let case = Case::of_slice(tx, id).await?;
        let event = case.event(Kind::SeparationOpened);
        let separation = case.view();
        let event = event.facts(&separation);
        Ok((Created(separation), event))
    })
    .await
}

/// One case.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Separation), Refusals))]
#[get("/separations/{id}")]
pub async fn show_separation(
    app: App,
    who: Guard<perm::SeparationsRead>,
    id: Path<SeparationId>,
) -> Answer<Tagged<Separation>> {
    Ok(Tagged(Case::find(&*app.read().await?, &who, who.scope(), *id, app.today()).await?.view()))
}

/// Reasons for the union.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnionNoticeBody {
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "两次考核均以事先确认的量化指标计分，其间已安排培训，仍不能胜任工作。")]
    reasons: String,
}

/// Send the reasons to the union (LCL 43), before the notice.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = UnionNoticeBody, responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/union-notice")]
pub async fn notify_union(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<UnionNoticeBody>,
) -> Answer<Tagged<Separation>> {
    let reasons = said.0.reasons;
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        case.row.stage = Text(case.progress()?.notify_union(&reasons)?);
        let weighed = gate::of(&app, tx, &case, Supposed { union_on: Some(app.today()), ..Supposed::default() }).await?;
        weighed.gate.refuse_wrong_order()?;
        let by = Doer::of(tx, &who).await?;
        let letter = papers::union_letter(&app, tx, &case, &weighed, &by, &reasons).await?;
        let facts = serde_json::json!({"number": case.row.number, "ground": case.row.ground, "reasons": reasons, "sha256": letter.sha256(), "gate": weighed.gate});
        case.row.trade_union =
            Some(Json(UnionPart { notified_at: app.now(), by, reasons, sha256: letter.sha256(), size: letter.pdf.len(), reply: None }));
        case.save(tx).await?;
        let event = case.event(Kind::SeparationUnionNotified).facts(&facts).attach("union_notice.pdf", "application/pdf", letter.pdf);
        Ok((Tagged(case.view()), event))
    })
    .await
}

/// The union's answer.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnionReplyBody {
    answer: UnionAnswer,
    /// Must say what an objection objects to.
    #[validate(length(max = 10_000))]
    #[serde(default)]
    #[schema(example = "程序符合规定，无异议。")]
    text: String,
}

/// Answer for the union.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = UnionReplyBody, responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/union-reply")]
pub async fn answer_for_union(
    app: App,
    who: Guard<perm::SeparationsUnion>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<UnionReplyBody>,
) -> Answer<Tagged<Separation>> {
    let UnionReplyBody { answer, text } = said.0;
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        case.progress()?.reply_union(answer, &text)?;
        let reply = UnionReply { answer, text, at: app.now(), by_name: who.principal.name.clone() };
        let facts = serde_json::json!({"number": case.row.number, "reply": reply});
        if let Some(Json(part)) = &mut case.row.trade_union {
            part.reply = Some(reply);
        }
        case.save(tx).await?;
        let event = case.event(Kind::SeparationUnionReplied).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}

/// Ask somebody else to approve; the gate and the settlement go on record as they are now.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/approval-request")]
pub async fn request_approval(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    seen: IfMatch,
) -> Answer<Tagged<Separation>> {
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        case.progress()?.request_approval()?;
        let facts = frozen(&app, tx, &case, serde_json::json!({})).await?;
        case.row.approval = Some(Json(ApprovalPart {
            requested_by: Doer::of(tx, &who).await?,
            requested_at: app.now(),
            decided: None,
        }));
        case.save(tx).await?;
        let event = case.event(Kind::SeparationApprovalRequested).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}

/// What the case looked like to whoever acted: gate and settlement with all their inputs.
async fn frozen(app: &App, db: &store::Db, case: &Case, mut said: serde_json::Value) -> Answer<serde_json::Value> {
    let gate = gate::of(app, db, case, Supposed::default()).await?.gate;
    let settlement = settlement::of(app, db, case, settlement::Asked::default()).await?;
    said["number"] = case.row.number.clone().into();
    said["gate"] = serde_json::to_value(gate).map_err(Problem::from_internal)?;
    said["settlement"] = serde_json::to_value(settlement).map_err(Problem::from_internal)?;
    Ok(said)
}

/// A decision and its reason.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationApprovalBody {
    decision: Decision,
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "四步证据齐全，程序合规。")]
    reason: String,
}

/// Approve or reject; not by whoever opened the case or asked.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SeparationApprovalBody, responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/approval")]
pub async fn decide_approval(
    app: App,
    who: Guard<perm::SeparationsApprove>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<SeparationApprovalBody>,
) -> Answer<Tagged<Separation>> {
    let SeparationApprovalBody { decision, reason } = said.0;
    app.change(&who, async |tx| {
        let mut case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        case.refuse_own(&who)?;
        case.refuse_preparer(&who)?;
        seen.check(case.row.version)?;
        let stage = case.progress()?.decide(decision, &reason)?;
        let facts = frozen(&app, tx, &case, serde_json::json!({"decision": decision, "reason": reason})).await?;
        let by = Doer::of(tx, &who).await?;
        case.row.stage = Text(stage);
        if let Some(Json(part)) = &mut case.row.approval {
            part.decided = Some(Decided { decision, by, at: app.now(), reason });
        }
        case.save(tx).await?;
        let event = case.event(Kind::SeparationDecided).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}

/// Why a case is withdrawn.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationWithdrawal {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "双方同意继续履行劳动合同。")]
    reason: String,
}

/// Withdraw a case: before the notice reached the person or the agreement was signed.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SeparationWithdrawal, responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/withdrawal")]
pub async fn withdraw_separation(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<SeparationWithdrawal>,
) -> Answer<Tagged<Separation>> {
    let reason = said.0.reason;
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        case.row.stage = Text(case.progress()?.withdraw(&reason)?);
        let facts = serde_json::json!({"number": case.row.number, "reason": reason});
        case.row.withdrawal = Some(Json(WithdrawalPart { at: app.now(), by: Doer::of(tx, &who).await?, reason }));
        proposals::withdraw_open(tx, *id).await?;
        case.save(tx).await?;
        let event = case.event(Kind::SeparationWithdrawn).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}
