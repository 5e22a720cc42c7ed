use actix_web::web::{Json, Path, Query};
use actix_web::{get, post};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::layoffs::{self as decisions, Audience};
use domain::separations::{Decision, ServiceChannel, UnionAnswer};
use serde::{Deserialize, Serialize};
use store::ids::{EmployeeId, LayoffId, LegalEntityId};
use store::schema::layoffs;
use store::{Json as Stored, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::row::{By, Explanation, Layoff, Report, Row, headcount, next_number};
use crate::platform::access::{Caller, Permission};
use crate::platform::errors::Refusals;
use crate::platform::form::Form;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};
use crate::separations::{
    self, Brought, EvidenceForm, Separation, SeparationEvidenceReview, SeparationEvidenceUpload, Step,
};

/// Lay-offs in scope, latest first.
#[utoipa::path(tag = "separations", params(Paging), responses((status = 200, body = Page<Layoff>), Refusals))]
#[get("/layoffs")]
pub async fn list_layoffs(app: App, who: Guard<perm::LayoffsRead>, paging: Query<Paging>) -> Answer<Page<Layoff>> {
    Layoff::list(&*app.read().await?, who.scope(), &paging).await
}

/// Whom a lay-off reaches, and why.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LayoffFacts {
    legal_entity_id: LegalEntityId,
    /// Which of the four situations of LCL 41(1).
    #[schema(example = 2)]
    item: i16,
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "连续两年亏损，审计报告见附件。")]
    reason: String,
    /// Last day of the employments, thirty days ahead at least.
    last_day: NaiveDate,
    #[validate(length(max = 500))]
    employee_ids: Vec<EmployeeId>,
}

/// Open a lay-off: one case on 41 for each person, all or none.
#[utoipa::path(tag = "separations", request_body = LayoffFacts, responses((status = 201, body = Layoff), Refusals))]
#[post("/layoffs")]
pub async fn open_layoff(
    app: App,
    who: Guard<perm::LayoffsManage>,
    said: Valid<LayoffFacts>,
) -> Answer<Created<Layoff>> {
    let LayoffFacts { legal_entity_id, item, reason, last_day, employee_ids } = said.0;
    who.scope().require_entity(legal_entity_id)?;
    decisions::open(item, &reason, last_day, employee_ids.len(), app.today())?;
    app.change(&who, async |tx| {
        let id: LayoffId = ids::new();
        diesel::insert_into(layoffs::table)
            .values((
                layoffs::id.eq(id),
                layoffs::number.eq(next_number(tx, app.today().year()).await?),
                layoffs::legal_entity_id.eq(legal_entity_id),
                layoffs::item.eq(item),
                layoffs::reason.eq(&reason),
                layoffs::headcount.eq(headcount(tx, legal_entity_id, app.today()).await?),
                layoffs::last_day.eq(last_day),
                layoffs::opened_by.eq(Stored(By::of(&who))),
                layoffs::opened_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        let terms = (id, u8::try_from(item).unwrap_or_default(), reason.as_str(), last_day);
        let opened = separations::open_all(&app, tx, (&who, who.scope()), terms, &employee_ids).await?;
        let layoff = Layoff::find(tx, who.scope(), id).await?;
        let event = Event::new(Kind::LayoffOpened, legal_entity_id, id).facts(&layoff);
        Ok((Created(layoff), [vec![event], opened].concat()))
    })
    .await
}

/// One lay-off.
#[utoipa::path(tag = "separations", params(("id" = LayoffId, Path)), responses((status = 200, body = Layoff), Refusals))]
#[get("/layoffs/{id}")]
pub async fn show_layoff(app: App, who: Guard<perm::LayoffsRead>, id: Path<LayoffId>) -> Answer<Tagged<Layoff>> {
    Ok(Tagged(Layoff::find(&*app.read().await?, who.scope(), *id).await?))
}

/// How the lay-off was explained, and what was answered.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LayoffExplanationBody {
    explained_on: NaiveDate,
    to: Audience,
    #[validate(length(max = 10_000))]
    #[schema(example = "工会无异议，要求优先留用家庭唯一就业人员。")]
    opinions: String,
}

/// Put on record that it was explained to the union or all staff, and what they said.
#[utoipa::path(tag = "separations", params(("id" = LayoffId, Path)), request_body = LayoffExplanationBody, responses((status = 200, body = Layoff), Refusals))]
#[post("/layoffs/{id}/explanation")]
pub async fn explain_layoff(
    app: App,
    who: Guard<perm::LayoffsManage>,
    id: Path<LayoffId>,
    seen: IfMatch,
    said: Valid<LayoffExplanationBody>,
) -> Answer<Tagged<Layoff>> {
    let LayoffExplanationBody { explained_on, to, opinions } = said.0;
    app.change(&who, async |tx| {
        let mut row = Row::lock(tx, who.scope(), *id).await?;
        seen.check(row.version)?;
        decisions::explain(row.explanation.is_some(), explained_on, &opinions, app.today())?;
        let recorded_by_name = who.principal.name.clone();
        row.explanation = Some(Stored(Explanation { explained_on, to, opinions, recorded_by_name }));
        row.save(tx).await?;
        let event = row.event(Kind::LayoffExplained).facts(&row.explanation);
        Ok((Tagged(Layoff::find(tx, who.scope(), *id).await?), event))
    })
    .await
}

/// The report to the labour bureau.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LayoffReportBody {
    reported_on: NaiveDate,
    #[validate(length(max = 100))]
    #[schema(example = "沪人社裁〔2026〕17号")]
    receipt: String,
}

/// Put on record that the plan was reported to the labour bureau. It is a report, not an approval.
#[utoipa::path(tag = "separations", params(("id" = LayoffId, Path)), request_body = LayoffReportBody, responses((status = 200, body = Layoff), Refusals))]
#[post("/layoffs/{id}/report")]
pub async fn report_layoff(
    app: App,
    who: Guard<perm::LayoffsManage>,
    id: Path<LayoffId>,
    seen: IfMatch,
    said: Valid<LayoffReportBody>,
) -> Answer<Tagged<Layoff>> {
    let LayoffReportBody { reported_on, receipt } = said.0;
    app.change(&who, async |tx| {
        let mut row = Row::lock(tx, who.scope(), *id).await?;
        seen.check(row.version)?;
        let explained_on = row.explanation.as_ref().map(|part| part.0.explained_on);
        decisions::report((explained_on, row.report.is_some()), reported_on, &receipt, app.today())?;
        row.report = Some(Stored(Report { reported_on, receipt, recorded_by_name: who.principal.name.clone() }));
        row.save(tx).await?;
        let event = row.event(Kind::LayoffReported).facts(&row.report);
        Ok((Tagged(Layoff::find(tx, who.scope(), *id).await?), event))
    })
    .await
}

/// How many cases something was done to.
#[derive(Debug, Serialize, ToSchema)]
pub struct LayoffCasesTouched {
    cases: usize,
    /// SHA-256 of the file, in hex.
    sha256: String,
}

/// Bring a file into every case of the lay-off that is under way.
#[utoipa::path(
    tag = "separations",
    params(("id" = LayoffId, Path)),
    request_body(content = SeparationEvidenceUpload, content_type = "multipart/form-data"),
    responses((status = 200, body = LayoffCasesTouched), Refusals)
)]
#[post("/layoffs/{id}/evidence")]
pub async fn add_layoff_evidence(
    app: App,
    who: Guard<perm::LayoffsManage>,
    id: Path<LayoffId>,
    form: Form<EvidenceForm>,
) -> Answer<Json<LayoffCasesTouched>> {
    let form = Brought::read(form.0).await?;
    let said = form.said();
    let dated_on = said.check(app.today())?;
    let sha256 = app.storage.keep(form.bytes.clone()).await?;
    app.change(&who, async |tx| {
        let row = Row::lock(tx, who.scope(), *id).await?;
        let what = (sha256, form.bytes.as_slice());
        let events = separations::bring_for_all(&app, tx, (&who, who.scope()), row.id, (&said, dated_on), what).await?;
        Ok((Json(LayoffCasesTouched { cases: events.len(), sha256: hex::encode(sha256) }), events))
    })
    .await
}

/// Judge a file in every case of the lay-off: somebody else than who brought it.
#[utoipa::path(
    tag = "separations",
    params(("id" = LayoffId, Path), ("sha256" = String, Path, description = "Of the file, in hex", example = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")),
    request_body = SeparationEvidenceReview,
    responses((status = 200, body = LayoffCasesTouched), Refusals)
)]
#[post("/layoffs/{id}/evidence/{sha256}/review")]
pub async fn review_layoff_evidence(
    app: App,
    who: Guard<perm::LayoffsApprove>,
    path: Path<(LayoffId, String)>,
    said: Valid<SeparationEvidenceReview>,
) -> Answer<Json<LayoffCasesTouched>> {
    let (id, sha256) = path.into_inner();
    let hash = hex::decode(&sha256).map_err(|_| Problem::not_found())?;
    let SeparationEvidenceReview { decision, text } = said.0;
    app.change(&who, async |tx| {
        let row = Row::lock(tx, who.scope(), id).await?;
        let said = (decision, text.as_str());
        let events = separations::judge_for_all(&app, tx, (&who, who.scope()), row.id, &hash, said).await?;
        Ok((Json(LayoffCasesTouched { cases: events.len(), sha256 }), events))
    })
    .await
}

/// A step on every case.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum LayoffStep {
    /// The reasons go to the union (LCL 43).
    UnionNotice { reasons: String },
    /// Somebody else is asked to approve.
    ApprovalRequest,
    /// Notices go out.
    Notice { last_day: NaiveDate, delivery_channel: ServiceChannel },
    /// They reached the people in person or electronically; letters are recorded case by case with their numbers.
    Service { channel: ServiceChannel, served_on: NaiveDate },
    /// The employments end.
    Completion,
}

/// Take a step on every case of the lay-off that is under way: all or none.
#[utoipa::path(tag = "separations", params(("id" = LayoffId, Path)), request_body = LayoffStep, responses((status = 200, body = [Separation]), Refusals))]
#[post("/layoffs/{id}/steps")]
pub async fn step_layoff(
    app: App,
    who: Guard<perm::LayoffsManage>,
    id: Path<LayoffId>,
    said: Json<LayoffStep>,
) -> Answer<Json<Vec<Separation>>> {
    let step = match said.into_inner() {
        LayoffStep::UnionNotice { reasons } => Step::UnionNotice { reasons },
        LayoffStep::ApprovalRequest => Step::ApprovalRequest,
        LayoffStep::Notice { last_day, delivery_channel: channel } => Step::Notice { last_day, channel },
        LayoffStep::Service { channel, served_on } => Step::Service { channel, served_on },
        LayoffStep::Completion => Step::Completion,
    };
    take(&app, &who, *id, &step).await
}

/// The union's answer to all.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LayoffUnionReply {
    answer: UnionAnswer,
    #[validate(length(max = 10_000))]
    #[serde(default)]
    text: String,
}

/// Answer for the union in every case of the lay-off.
#[utoipa::path(tag = "separations", params(("id" = LayoffId, Path)), request_body = LayoffUnionReply, responses((status = 200, body = [Separation]), Refusals))]
#[post("/layoffs/{id}/union-reply")]
pub async fn answer_layoff_for_union(
    app: App,
    who: Guard<perm::SeparationsUnion>,
    id: Path<LayoffId>,
    said: Valid<LayoffUnionReply>,
) -> Answer<Json<Vec<Separation>>> {
    let LayoffUnionReply { answer, text } = said.0;
    take(&app, &who, *id, &Step::UnionReply { answer, text }).await
}

/// A decision on all.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LayoffDecision {
    decision: Decision,
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "程序与人员名单核对无误。")]
    reason: String,
}

/// Approve or reject every case of the lay-off; not by whoever opened it or asked.
#[utoipa::path(tag = "separations", params(("id" = LayoffId, Path)), request_body = LayoffDecision, responses((status = 200, body = [Separation]), Refusals))]
#[post("/layoffs/{id}/approval")]
pub async fn decide_layoff(
    app: App,
    who: Guard<perm::LayoffsApprove>,
    id: Path<LayoffId>,
    said: Valid<LayoffDecision>,
) -> Answer<Json<Vec<Separation>>> {
    let LayoffDecision { decision, reason } = said.0;
    take(&app, &who, *id, &Step::Decision { decision, reason }).await
}

async fn take<P: Permission>(app: &App, who: &Guard<P>, id: LayoffId, step: &Step) -> Answer<Json<Vec<Separation>>> {
    let caller: &Caller = who;
    app.change(caller, async |tx: &mut Tx| {
        let row = Row::lock(tx, who.scope(), id).await?;
        let (cases, events) = separations::on_all(app, tx, (caller, who.scope()), row.id, step).await?;
        if events.is_empty() {
            let (zh, en) = ("没有进行中的案件。", "No case of this lay-off is under way.");
            return Err(Problem::invalid_state("over", zh, en));
        }
        Ok((Json(cases), events))
    })
    .await
}
