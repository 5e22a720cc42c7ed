//! The steps that end an employment: the notice, its service, and the end with its certificate.

use actix_web::post;
use actix_web::web::Path;
use chrono::NaiveDate;
use domain::separations::ServiceChannel;
use serde::{Deserialize, Serialize};
use store::ids::SeparationId;
use store::{Json, Text};
use utoipa::ToSchema;
use validator::Validate;

use super::gate::{self, Supposed};
use super::row::{Case, Doer, NoticePart, Served};
use super::settlement::Asked;
use super::view::Separation;
use super::{notices, papers, proposals, settlement, tasks};
use crate::employees::{self, Standing};
use crate::platform::clock::civil_date;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, Valid, perm};

/// What a notice says and how it is to travel.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationNoticeBody {
    /// Thirty days or more after it reaches the person; earlier costs a month's wage.
    last_day: NaiveDate,
    delivery_channel: ServiceChannel,
}

/// Issue the employer's notice, of dismissal or of the end: approved, and the gate ready. Its facts are frozen with it.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SeparationNoticeBody, responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/notice")]
pub async fn issue_notice(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<SeparationNoticeBody>,
) -> Answer<Tagged<Separation>> {
    let SeparationNoticeBody { last_day, delivery_channel } = said.0;
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        let progress = case.progress()?;
        case.row.last_day = Some(last_day);
        let weighed =
            gate::of(&app, tx, &case, Supposed { notice_on: Some(app.today()), ..Supposed::default() }).await?;
        case.row.stage = Text(progress.issue_notice(weighed.gate.holds_up_notice(), last_day, app.today())?);
        let due = settlement::of(&app, tx, &case, Asked::default()).await?;
        let by = Doer::of(tx, &who).await?;
        let letter = notices::notice(&app, tx, &case, &weighed, &due).await?;
        papers::keep_union_letter(&app, tx, &case).await?;
        case.row.notice_document_id = Some(papers::keep(&app, tx, &case, &letter, "separation_notice").await?);
        case.row.notice = Some(Json(NoticePart {
            issued_at: app.now(),
            by,
            delivery_channel,
            sha256: letter.sha256(),
            served: None,
        }));
        case.row.open_to_employee = true;
        proposals::withdraw_open(tx, *id).await?;
        case.save(tx).await?;
        tasks::plan(&app, tx, &case).await?;
        let facts = serde_json::json!({
            "number": case.row.number, "last_day": last_day, "delivery_channel": delivery_channel,
            "sha256": letter.sha256(), "gate": weighed.gate, "settlement": due,
        });
        let event =
            case.event(Kind::SeparationNoticeIssued).facts(&facts).attach("notice.pdf", "application/pdf", letter.pdf);
        Ok((Tagged(case.view()), event))
    })
    .await
}

/// How and when the notice reached the person.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationServiceBody {
    channel: ServiceChannel,
    served_on: NaiveDate,
    /// Of the posted letter.
    #[validate(length(max = 60))]
    #[schema(example = "EMS1234567890123")]
    tracking_number: Option<String>,
}

/// Put the service of the notice on record.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SeparationServiceBody, responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/notice/service")]
pub async fn record_service(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<SeparationServiceBody>,
) -> Answer<Tagged<Separation>> {
    let SeparationServiceBody { channel, served_on, tracking_number } = said.0;
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        case.progress()?.serve(channel, served_on, tracking_number.as_deref(), app.today())?;
        let served = Served { channel, served_on, tracking_number, recorded_at: app.now() };
        let facts = serde_json::json!({"number": case.row.number, "last_day": case.row.last_day, "service": served});
        if let Some(Json(part)) = &mut case.row.notice {
            part.served = Some(served);
        }
        case.save(tx).await?;
        let event = case.event(Kind::SeparationNoticeServed).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}

/// End the employment: freezes the settlement and issues the certificate of leaving with its four items (条例24).
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/completion")]
pub async fn complete_separation(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    seen: IfMatch,
) -> Answer<Tagged<Separation>> {
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        let stage = case.progress()?.complete(app.today())?;
        let Some(last_day) = case.row.last_day else {
            return Err(Problem::from_internal("a completed case has a last day"));
        };
        let due = settlement::of(&app, tx, &case, Asked::default()).await?;
        let certificate = papers::certificate(&app, tx, &case, last_day).await?;
        let document = papers::keep(&app, tx, &case, &certificate, "separation_certificate").await?;
        let standing = Standing::find(tx, who.scope(), case.row.employee_id, app.today()).await?;
        let left = employees::leave(tx, &standing, last_day, &case.row.ground).await?;
        case.row.stage = Text(stage);
        case.row.settlement_sealed = Some(settlement::seal(&app, &due)?);
        case.row.certificate_document_id = Some(document);
        case.row.completed_at = Some(app.now());
        case.save(tx).await?;
        tasks::plan(&app, tx, &case).await?;
        let number = &case.row.number;
        let issued = serde_json::json!({"number": number, "document_id": document, "sha256": certificate.sha256(), "issued_on": civil_date(app.now())});
        let events = vec![
            case.event(Kind::SeparationSettled).facts(&serde_json::json!({"number": number, "settlement": due})),
            case.event(Kind::CertificateIssued).facts(&issued).attach("certificate.pdf", "application/pdf", certificate.pdf),
            left,
            case.event(Kind::SeparationCompleted).facts(&serde_json::json!({"number": number, "ground": case.row.ground, "last_day": last_day})),
        ];
        Ok((Tagged(case.view()), events))
    })
    .await
}
