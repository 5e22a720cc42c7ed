use std::time::Duration;

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse, Responder, get, post};
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;
use store::ids::ImportId;
use utoipa::ToSchema;
use validator::Validate;

use super::row::{Import, ImportIssue, ImportRow};
use super::upload::{ImportUpload, Upload, begin, order_commit};
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, perm, telemetry};

/// How often a watcher looks for progress.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// 202 with what has been begun and its `ETag`.
pub struct Begun(Import);

impl Responder for Begun {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Accepted().insert_header((header::ETAG, format!("\"{}\"", self.0.version))).json(self.0)
    }
}

/// Upload a workbook; its cells are checked in the background.
#[utoipa::path(tag = "imports", request_body(content = ImportUpload, content_type = "multipart/form-data"), responses((status = 202, body = Import), Refusals))]
#[post("/imports")]
pub async fn upload_import(
    app: App,
    who: Guard<perm::ImportsManage>,
    request: HttpRequest,
    said: Upload,
) -> Answer<Begun> {
    who.scope().require_entity(said.legal_entity_id)?;
    let row = begin(&app, &who, said.legal_entity_id, &said.file_name, said.bytes).await?;
    Ok(Begun(row.shown(telemetry::english(&request))))
}

/// Imports into the legal entities one manages, latest first.
#[utoipa::path(tag = "imports", params(Paging), responses((status = 200, body = Page<Import>), Refusals))]
#[get("/imports")]
pub async fn list_imports(
    app: App,
    who: Guard<perm::ImportsManage>,
    request: HttpRequest,
    paging: Query<Paging>,
) -> Answer<Page<Import>> {
    let english = telemetry::english(&request);
    Ok(ImportRow::list(&*app.read().await?, who.scope(), &paging).await?.map(|row| row.shown(english)))
}

/// One import.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path)), responses((status = 200, body = Import), Refusals))]
#[get("/imports/{id}")]
pub async fn show_import(
    app: App,
    who: Guard<perm::ImportsManage>,
    request: HttpRequest,
    id: Path<ImportId>,
) -> Answer<Tagged<Import>> {
    let row = ImportRow::find(&*app.read().await?, who.scope(), *id).await?;
    Ok(Tagged(row.shown(telemetry::english(&request))))
}

/// What was found in the cells, by row and column.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path), Paging), responses((status = 200, body = Page<ImportIssue>), Refusals))]
#[get("/imports/{id}/issues")]
pub async fn list_import_issues(
    app: App,
    who: Guard<perm::ImportsManage>,
    request: HttpRequest,
    id: Path<ImportId>,
    paging: Query<Paging>,
) -> Answer<Page<ImportIssue>> {
    let db = app.read().await?;
    ImportRow::find(&db, who.scope(), *id).await?;
    ImportIssue::list(&app, &db, *id, telemetry::english(&request), &paging).await
}

/// Watch an import: an event `progress` with the import as its data whenever it has changed, until it rests.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path)), responses((status = 200, body = Import, content_type = "text/event-stream"), Refusals))]
#[get("/imports/{id}/progress")]
pub async fn watch_import(
    app: App,
    who: Guard<perm::ImportsManage>,
    request: HttpRequest,
    id: Path<ImportId>,
) -> Answer<HttpResponse> {
    ImportRow::find(&*app.read().await?, who.scope(), *id).await?;
    let watch = Watch { app, id: *id, english: telemetry::english(&request), told: String::new(), ended: false };
    let events = stream::unfold(watch, |mut watch| async move {
        let event = watch.next().await?;
        Some((event, watch))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Compressed, events would wait in the encoder; buffered, in a proxy.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(events))
}

struct Watch {
    app: App,
    id: ImportId,
    english: bool,
    told: String,
    ended: bool,
}

impl Watch {
    /// The next event, when there is something new to tell; None after the last.
    async fn next(&mut self) -> Option<Result<Bytes, Problem>> {
        if self.ended {
            return None;
        }
        loop {
            match self.look().await {
                Ok(Some(event)) => return Some(Ok(event)),
                Ok(None) => tokio::time::sleep(LOOK_EVERY).await,
                Err(problem) => {
                    self.ended = true;
                    return Some(Err(problem));
                }
            }
        }
    }

    async fn look(&mut self) -> Answer<Option<Bytes>> {
        let import = ImportRow::load(&*self.app.read().await?, self.id).await?.shown(self.english);
        let json = serde_json::to_string(&import).map_err(Problem::from_internal)?;
        self.ended = !import.state.is_running();
        if json == self.told {
            return Ok(None);
        }
        let event = format!("event: progress\ndata: {json}\n\n");
        self.told = json;
        Ok(Some(event.into()))
    }
}

/// What to do with rows that have errors.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportCommit {
    /// Take the good rows and leave the others out; otherwise one bad row stops all.
    #[serde(default)]
    #[schema(example = true)]
    skip_error_rows: bool,
}

/// Take a checked roster over, in the background and as a whole.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path)), request_body = ImportCommit, responses((status = 202, body = Import), Refusals))]
#[post("/imports/{id}/commit")]
pub async fn commit_import(
    app: App,
    who: Guard<perm::ImportsManage>,
    request: HttpRequest,
    id: Path<ImportId>,
    seen: IfMatch,
    said: Valid<ImportCommit>,
) -> Answer<Begun> {
    let covers = |entity| who.scope().covers_entity(entity);
    let row = order_commit(&app, &who, covers, *id, seen, said.0.skip_error_rows).await?;
    Ok(Begun(row.shown(telemetry::english(&request))))
}
