use actix_web::web::{Path, Query};
use actix_web::{get, post};
use chrono::NaiveDate;
use domain::separations::{self as decisions, Decision, Opening, Side, UnionAnswer};
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, SeparationId};
use store::{Json, Text};
use utoipa::ToSchema;
use validator::Validate;

use super::acts::{Opened, Seen};
use super::gate::{self, Supposed};
use super::parts::{Doer, WithdrawalPart};
use super::row::{Case, SeparationFilter};
use super::view::Separation;
use super::{acts, papers, proposals};
use crate::employees::Standing;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, perm};
use crate::templates::Wordings;

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
        let opened = Opened { ground, initiator, proposer, reason, last_day, layoff: None };
        let (separation, event) = acts::open(&app, tx, &who, &standing, opened).await?;
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
        let today = Supposed { union_on: Some(app.today()), ..Supposed::default() };
        let weighed = gate::of(&app, tx, &case, today).await?;
        let wordings = Wordings::find(tx, case.row.legal_entity_id).await?;
        let (named, by) = (papers::named(&app, tx, &case).await?, Doer::of(&who));
        let event = acts::notify_union(&app, tx, &mut case, reasons, (weighed, named, wordings, by)).await?;
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
        let event = acts::answer_for_union(&app, tx, &who, &mut case, (answer, text)).await?;
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
        let seen = Seen::of(&app, tx, &case, Supposed::default()).await?;
        let by = Doer::of(&who);
        let event = acts::request_approval(&app, tx, &mut case, (seen, by)).await?;
        Ok((Tagged(case.view()), event))
    })
    .await
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
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        case.refuse_preparer(&who)?;
        let seen = Seen::of(&app, tx, &case, Supposed::default()).await?;
        let by = Doer::of(&who);
        let event = acts::decide(&app, tx, &mut case, (decision, reason), (seen, by)).await?;
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
        case.row.withdrawal = Some(Json(WithdrawalPart { at: app.now(), by: Doer::of(&who), reason }));
        proposals::withdraw_open(tx, *id).await?;
        case.save(tx).await?;
        let event = case.event(Kind::SeparationWithdrawn).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}
