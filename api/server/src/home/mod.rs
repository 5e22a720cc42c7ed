//! What waits for the caller 待办: cards that each slice fills with its own work.
//!
//! A slice that has something to ask of people exports `waits` and is named in [`show_home`].

use actix_web::web::Json;
use actix_web::{HttpRequest, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::errors::Refusals;
use crate::platform::waiting::Card;
use crate::platform::{Answer, App, Guard, perm, telemetry};
use crate::{agreements, alerts, checkins, deadlines, plans, reviews, separations, templates, warnings};

/// What waits for the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct Home {
    /// Only cards on which something waits.
    cards: Vec<Card>,
}

/// What waits for the caller, most pressing first.
#[utoipa::path(tag = "system", responses((status = 200, body = Home), Refusals))]
#[get("/home")]
pub async fn show_home(app: App, who: Guard<perm::SelfService>, request: HttpRequest) -> Answer<Json<Home>> {
    let mut cards = Vec::new();
    let db = app.read().await?;
    let negotiate = who.reach::<perm::NegotiationsTake>();
    let approve = who.reach::<perm::SeparationsApprove>();
    let union = who.reach::<perm::SeparationsUnion>();
    let manage = who.reach::<perm::SeparationsManage>();
    let reach = separations::Reach {
        negotiate: negotiate.as_ref(),
        approve: approve.as_ref(),
        union: union.as_ref(),
        manage: manage.as_ref(),
    };
    cards.extend(separations::waits(&db, &who, reach, app.today()).await?);
    let pays = who.reach::<perm::NonCompetesPay>();
    cards.extend(separations::non_competes_wait(&db, &who, pays.as_ref(), app.today()).await?);
    cards.extend(separations::payroll_waits(&db, &who, pays.as_ref(), app.today()).await?);
    if let Some(scope) = who.reach::<perm::AgreementsRead>() {
        cards.extend(agreements::waits(&db, &who, &scope, app.today()).await?);
    }
    if let Some(scope) = who.reach::<perm::TemplatesReview>() {
        cards.extend(templates::waits(&db, &who, &scope).await?);
    }
    if let Some(scope) = who.reach::<perm::DeadlinesAcknowledge>() {
        let english = telemetry::english(&request);
        cards.extend(deadlines::waits(&db, &app.keyring, (&who, &scope), app.today(), english).await?);
    }
    let (approve, write) = (who.reach::<perm::WarningsApprove>(), who.reach::<perm::WarningsWrite>());
    cards.extend(warnings::waits(&db, &who, (approve.as_ref(), write.as_ref()), app.today()).await?);
    if let Some(me) = who.principal.employee {
        cards.extend(alerts::waits(&db, me, telemetry::english(&request)).await?);
        cards.extend(reviews::waits(&db, me, app.today()).await?);
        cards.extend(plans::waits(&db, me, app.today()).await?);
        cards.extend(checkins::waits(&db, me).await?);
    }
    Ok(Json(Home { cards }))
}

pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show_home);
}
