use actix_web::web::{Path, Query};
use actix_web::{HttpResponse, get, post};
use store::ids::{BundleId, SeparationId};

use super::build;
use super::row::{Bundle, BundleFilter, BundleRow, Case};
use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::journal::{Event, Events, Kind};
use crate::platform::{Answer, App, Guard, Page, Paging, Problem, Tagged, perm};

/// Ask for an evidence bundle about the person of a case. The request itself becomes part of it.
#[utoipa::path(tag = "evidence", params(("id" = SeparationId, Path)), responses((status = 202, body = Bundle), Refusals))]
#[post("/separations/{id}/evidence-bundles")]
pub async fn request_bundle(app: App, who: Guard<perm::EvidenceRead>, id: Path<SeparationId>) -> Answer<HttpResponse> {
    let row = app
        .change(&who, async |tx| {
            let case = Case::find(tx, who.scope(), &who.principal, *id, app.today()).await?;
            let row = BundleRow::insert(&app, tx, &case, who.principal.account_id()).await?;
            let event = Event::new(Kind::BundleRequested, case.legal_entity_id, row.id)
                .about(case.employee_id)
                .facts(&serde_json::json!({"separation_id": case.separation_id, "bundle_id": row.id, "by": who.principal.name}));
            Ok((row, event))
        })
        .await?;
    build::start(&app, row.clone());
    Ok(HttpResponse::Accepted().json(Bundle::from(row)))
}

/// Bundles, newest first.
#[utoipa::path(tag = "evidence", params(BundleFilter, Paging), responses((status = 200, body = Page<Bundle>), Refusals))]
#[get("/evidence-bundles")]
pub async fn list_bundles(
    app: App,
    who: Guard<perm::EvidenceRead>,
    filter: Query<BundleFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Bundle>> {
    let db = app.read().await?;
    Ok(BundleRow::list(&db, who.scope(), &who.principal, &filter, app.today(), &paging).await?.map(Bundle::from))
}

/// One bundle.
#[utoipa::path(tag = "evidence", params(("id" = BundleId, Path)), responses((status = 200, body = Bundle), Refusals))]
#[get("/evidence-bundles/{id}")]
pub async fn show_bundle(app: App, who: Guard<perm::EvidenceRead>, id: Path<BundleId>) -> Answer<Tagged<Bundle>> {
    let row = BundleRow::find(&*app.read().await?, who.scope(), &who.principal, *id, app.today()).await?;
    Ok(Tagged(row.into()))
}

/// The archive. Taking somebody else's is put on record.
#[utoipa::path(tag = "evidence", params(("id" = BundleId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/zip"), Refusals))]
#[get("/evidence-bundles/{id}/file")]
pub async fn download_bundle(app: App, who: Guard<perm::EvidenceRead>, id: Path<BundleId>) -> Answer<File> {
    let (row, sha256) = app
        .change(&who, async |tx| {
            let row = BundleRow::find(tx, who.scope(), &who.principal, *id, app.today()).await?;
            let sha256 = row.sha256.clone().ok_or_else(|| {
                Problem::invalid_state(
                    row.state.0,
                    "证据包还没有生成，请稍后再试。",
                    "The bundle is not ready. Try again shortly.",
                )
            })?;
            let events = match who.is_oneself(row.employee_id) {
                true => Events::nothing_changed(),
                false => Event::new(Kind::BundleDownloaded, row.legal_entity_id, row.id)
                    .about(row.employee_id)
                    .facts(&serde_json::json!({"sha256": hex::encode(&sha256), "by": who.principal.name}))
                    .into(),
            };
            Ok(((row, sha256), events))
        })
        .await?;
    let bytes = app.storage.fetch(&sha256).await?;
    Ok(File { name: format!("evidence-{}.zip", row.id), media: "application/zip".into(), bytes })
}
