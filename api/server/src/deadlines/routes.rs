use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, get, post};
use serde::{Deserialize, Serialize};
use store::ids::DeadlineReminderId;
use utoipa::ToSchema;
use validator::Validate;

use super::found::{self, DeadlineFilter, Found};
use super::reminder::{self, Reminder, ReminderRow};
use super::row::DeadlineView;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, perm, telemetry};

/// What falls due, by due date. A manager sees the ends of probations and contracts of the people below; HR and
/// legal see everything in their scope, an employee their own.
#[utoipa::path(tag = "deadlines", params(DeadlineFilter, Paging), responses((status = 200, body = Page<DeadlineView>), Refusals))]
#[get("/deadlines")]
pub async fn list_deadlines(
    app: App,
    who: Guard<perm::DeadlinesRead>,
    request: HttpRequest,
    filter: Query<DeadlineFilter>,
    paging: Query<Paging>,
) -> Answer<Page<DeadlineView>> {
    let english = telemetry::english(&request);
    let found = found::page(found::find(&app, &who, who.scope(), &filter).await?, &paging)?;
    Ok(Page::of(found, &paging, Found::place).map(|one| one.view(english)))
}

/// How a deadline was taken care of.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineAcknowledgement {
    #[validate(length(min = 1, max = 4000))]
    #[schema(example = "已约谈续签，合同 12 月 1 日前签订。")]
    text: String,
}

/// Say that a deadline was taken care of; `id` is that of its reminder. Once: the first word stands.
#[utoipa::path(tag = "deadlines", params(("id" = DeadlineReminderId, Path)), request_body = DeadlineAcknowledgement, responses((status = 200, body = Reminder), Refusals))]
#[post("/deadlines/{id}/acknowledgement")]
pub async fn acknowledge_deadline(
    app: App,
    who: Guard<perm::DeadlinesAcknowledge>,
    id: Path<DeadlineReminderId>,
    seen: IfMatch,
    said: Valid<DeadlineAcknowledgement>,
) -> Answer<Tagged<Reminder>> {
    app.change(&who, async |tx| {
        let row = ReminderRow::lock(tx, who.scope(), *id, app.today()).await?;
        if who.is_oneself(row.employee_id) {
            return Err(Problem::forbidden());
        }
        seen.check(row.version)?;
        domain::deadlines::acknowledge(row.acknowledged_at.is_some(), &said.0.text)?;
        // Taking care of the end of retention means that the file was deleted or restricted.
        if row.deadline(&app.keyring)?.is_some_and(|(kind, _)| kind == domain::deadlines::Kind::Retention) {
            domain::disputes::holds::refuse_deletion(crate::disputes::is_held(tx, row.employee_id).await?)?;
        }
        let row = row.acknowledge(&app, tx, reminder::account(&who)?, said.0.text.trim()).await?;
        let event = Event::new(Kind::DeadlineAcknowledged, row.legal_entity_id, row.id).about(row.employee_id);
        Ok((Tagged(row.view(Some(who.principal.name.clone()))), event.facts(&row.facts(&app.keyring, &said.0)?)))
    })
    .await
}
