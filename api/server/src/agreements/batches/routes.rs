use actix_web::get;
use actix_web::web::{Path, Query};
use serde::Deserialize;
use store::ids::{AgreementBatchId, LegalEntityId};
use utoipa::IntoParams;

use super::items::{AgreementBatchItem, items};
use super::row::{AgreementBatch, Row, view, views};
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Page, Paging, Tagged, perm};

/// Filters of the list of batches.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BatchFilter {
    legal_entity_id: Option<LegalEntityId>,
}

/// Batches of the employers in scope, newest first.
#[utoipa::path(tag = "agreements", params(BatchFilter, Paging), responses((status = 200, body = Page<AgreementBatch>), Refusals))]
#[get("/agreement-batches")]
pub async fn list_agreement_batches(
    app: App,
    who: Guard<perm::AgreementBatchesRead>,
    filter: Query<BatchFilter>,
    paging: Query<Paging>,
) -> Answer<Page<AgreementBatch>> {
    let db = app.read().await?;
    let page = Row::list(&db, who.scope(), filter.legal_entity_id, &paging).await?;
    Ok(Page { items: views(&db, page.items).await?, next_cursor: page.next_cursor })
}

/// One batch with its progress.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path)), responses((status = 200, body = AgreementBatch), Refusals))]
#[get("/agreement-batches/{id}")]
pub async fn show_agreement_batch(
    app: App,
    who: Guard<perm::AgreementBatchesRead>,
    id: Path<AgreementBatchId>,
) -> Answer<Tagged<AgreementBatch>> {
    let db = app.read().await?;
    Ok(Tagged(view(&db, Row::find(&db, who.scope(), *id).await?).await?))
}

/// Filters of the people of a batch.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BatchItemFilter {
    /// Only those at whom something was refused.
    #[serde(default)]
    #[param(default = false)]
    refused: bool,
}

/// The people of a batch: where each agreement stands, and what was refused.
#[utoipa::path(tag = "agreements", params(("id" = AgreementBatchId, Path), BatchItemFilter, Paging), responses((status = 200, body = Page<AgreementBatchItem>), Refusals))]
#[get("/agreement-batches/{id}/items")]
pub async fn list_agreement_batch_items(
    app: App,
    who: Guard<perm::AgreementBatchesRead>,
    id: Path<AgreementBatchId>,
    filter: Query<BatchItemFilter>,
    paging: Query<Paging>,
) -> Answer<Page<AgreementBatchItem>> {
    let db = app.read().await?;
    let row = Row::find(&db, who.scope(), *id).await?;
    items((&app, &who), &db, row.id, filter.refused, &paging).await
}
