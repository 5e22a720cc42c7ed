use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, get, post};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use store::ids::AlertId;
use store::schema::alerts;
use store::{Db, Text};
use utoipa::ToSchema;
use validator::Validate;

use super::row::{Alert, AlertFilter, AlertRow};
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, IfMatch, Page, Paging, Problem, Scope, Tagged, Valid, perm, telemetry};

/// Alerts that the caller may see, latest first.
#[utoipa::path(tag = "alerts", params(AlertFilter, Paging), responses((status = 200, body = Page<Alert>), Refusals))]
#[get("/alerts")]
pub async fn list_alerts(
    app: App,
    who: Guard<perm::AlertsRead>,
    request: HttpRequest,
    filter: Query<AlertFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Alert>> {
    let db = app.read().await?;
    Alert::list(&db, (who.scope(), &who, app.today()), (None, &filter), &paging, telemetry::english(&request)).await
}

/// What the addressee says to an alert, if anything.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AlertAcknowledgement {
    #[validate(length(max = 4000))]
    #[schema(example = "已知悉，本周内与员工沟通。")]
    text: Option<String>,
}

/// Say that one has seen an alert that is addressed to one.
#[utoipa::path(tag = "alerts", params(("id" = AlertId, Path)), request_body = AlertAcknowledgement, responses((status = 200, body = Alert), Refusals))]
#[post("/alerts/{id}/acknowledgement")]
pub async fn acknowledge_alert(
    app: App,
    who: Guard<perm::AlertsAcknowledge>,
    request: HttpRequest,
    id: Path<AlertId>,
    seen: IfMatch,
    said: Valid<AlertAcknowledgement>,
) -> Answer<Tagged<Alert>> {
    app.change(&who, async |tx| {
        let row = AlertRow::lock(tx, who.scope(), &who, *id, app.today()).await?;
        if !who.is_oneself(row.addressee_id) {
            return Err(Problem::forbidden());
        }
        seen.check(row.version)?;
        let state = domain::alerts::acknowledge(row.state.0)?;
        let text = said.0.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        diesel::update(alerts::table.find(row.id))
            .set((
                alerts::state.eq(Text(state)),
                alerts::acknowledged_at.eq(app.now()),
                alerts::acknowledgement.eq(text),
                alerts::version.eq(row.version + 1),
            ))
            .execute(tx)
            .await?;
        let event =
            Event::new(Kind::AlertAcknowledged, row.legal_entity_id, row.id).about(row.employee_id).facts(&said.0);
        Ok((Tagged(the_alert(tx, who.scope(), &who, row.id, (app.today(), &request)).await?), event))
    })
    .await
}

/// What was done about an alert.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AlertResolution {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "已面谈并制定改进计划。")]
    text: String,
}

/// Say what was done about an alert.
#[utoipa::path(tag = "alerts", params(("id" = AlertId, Path)), request_body = AlertResolution, responses((status = 200, body = Alert), Refusals))]
#[post("/alerts/{id}/resolution")]
pub async fn resolve_alert(
    app: App,
    who: Guard<perm::AlertsHandle>,
    request: HttpRequest,
    id: Path<AlertId>,
    seen: IfMatch,
    said: Valid<AlertResolution>,
) -> Answer<Tagged<Alert>> {
    app.change(&who, async |tx| {
        let row = AlertRow::lock(tx, who.scope(), &who, *id, app.today()).await?;
        if who.is_oneself(row.employee_id) {
            return Err(Problem::forbidden());
        }
        seen.check(row.version)?;
        let state = domain::alerts::resolve(row.state.0, &said.0.text)?;
        diesel::update(alerts::table.find(row.id))
            .set((
                alerts::state.eq(Text(state)),
                alerts::resolved_at.eq(app.now()),
                alerts::resolution.eq(&said.0.text),
                alerts::version.eq(row.version + 1),
            ))
            .execute(tx)
            .await?;
        let event = Event::new(Kind::AlertResolved, row.legal_entity_id, row.id).about(row.employee_id).facts(&said.0);
        Ok((Tagged(the_alert(tx, who.scope(), &who, row.id, (app.today(), &request)).await?), event))
    })
    .await
}

async fn the_alert(
    db: &Db,
    scope: &Scope,
    who: &Caller,
    id: AlertId,
    (today, request): (NaiveDate, &HttpRequest),
) -> Answer<Alert> {
    let (any, first) = (AlertFilter::default(), Paging::default());
    let mut found = Alert::list(db, (scope, who, today), (Some(id), &any), &first, telemetry::english(request)).await?;
    found.items.pop().ok_or_else(Problem::not_found)
}
