//! The steps that end an employment: the notice, its service, and the end with its certificate.

use actix_web::post;
use actix_web::web::Path;
use chrono::NaiveDate;
use domain::separations::ServiceChannel;
use serde::{Deserialize, Serialize};
use store::ids::SeparationId;
use utoipa::ToSchema;
use validator::Validate;

use super::acts::{self, Seen};
use super::gate::Supposed;
use super::papers;
use super::parts::Doer;
use super::row::Case;
use super::settlement::{self, Asked};
use super::view::Separation;
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, IfMatch, Tagged, Valid, perm};
use crate::templates::Wordings;

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
        case.row.last_day = Some(last_day);
        let today = Supposed { notice_on: Some(app.today()), ..Supposed::default() };
        let seen = Seen::of(&app, tx, &case, today).await?;
        let wordings = Wordings::find(tx, case.row.legal_entity_id).await?;
        let (named, by) = (papers::named(&app, tx, &case).await?, Doer::of(&who));
        let known = (seen, named, wordings, by);
        let events = acts::issue_notice(&app, tx, &mut case, (last_day, delivery_channel), known).await?;
        Ok((Tagged(case.view()), events))
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

/// Put the service of the notice on record in one step: a try that was received on the day it was sent.
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
        let by = Doer::of(&who);
        let event = acts::serve(&app, tx, &mut case, (channel, served_on, tracking_number), by).await?;
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
        let due = settlement::of(&app, tx, &case, Asked::default()).await?;
        let due = due.in_words(&Wordings::find(tx, case.row.legal_entity_id).await?);
        let named = papers::named(&app, tx, &case).await?;
        let events = acts::complete(&app, tx, &mut case, (due, named), Doer::of(&who)).await?;
        Ok((Tagged(case.view()), events))
    })
    .await
}
