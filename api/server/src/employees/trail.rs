//! Reading the journal: one person's trail, and the change feed for auditors and ERPs.

use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, get};
use serde::Deserialize;
use store::ids::{EmployeeId, LegalEntityId};
use utoipa::IntoParams;

use super::row::Standing;
use crate::platform::errors::Refusals;
use crate::platform::journal::read::{self, Entry, TimelineItem};
use crate::platform::{Answer, App, Guard, Page, Paging, perm, telemetry};

/// The trail of a person, newest first.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path), Paging), responses((status = 200, body = Page<TimelineItem>), Refusals))]
#[get("/employees/{id}/timeline")]
pub async fn show_timeline(
    app: App,
    request: HttpRequest,
    who: Guard<perm::DocumentsRead>,
    id: Path<EmployeeId>,
    paging: Query<Paging>,
) -> Answer<Page<TimelineItem>> {
    let db = app.read().await?;
    Standing::find(&db, who.scope(), *id, app.today()).await?;
    // A case or a warning is its preparers' until it is opened to the person, and a draft until it is sent.
    let hidden = match who.is_oneself(*id) {
        true => {
            let (cases, warnings, drafts) = tokio::try_join!(
                crate::separations::hidden_from(&db, *id),
                crate::warnings::hidden_from(&db, *id),
                crate::agreements::hidden_from(&db, *id),
            )?;
            [cases, warnings, drafts].concat()
        }
        false => Vec::new(),
    };
    read::timeline(&db, &app.keyring, *id, &hidden, telemetry::english(&request), &paging).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FeedFilter {
    /// Whose log; the group's own log when absent.
    legal_entity_id: Option<LegalEntityId>,
    #[param(example = "review.result_delivered")]
    kind: Option<String>,
    employee_id: Option<EmployeeId>,
}

/// Placed entries of a log in their order. Remember `next_cursor` (or the last index) and go on from there.
#[utoipa::path(tag = "journal", params(FeedFilter, Paging), responses((status = 200, body = Page<Entry>), Refusals))]
#[get("/journal")]
pub async fn read_journal(
    app: App,
    who: Guard<perm::JournalRead>,
    filter: Query<FeedFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Entry>> {
    let log = filter.legal_entity_id.unwrap_or(crate::platform::journal::GROUP);
    who.scope().require_entity(log)?;
    read::feed(&*app.read().await?, log, filter.kind.as_deref(), filter.employee_id, &paging).await
}
