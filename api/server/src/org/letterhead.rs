//! The letterhead 公司抬头 of an employer: one or two lines and a logo, at the head of its documents.
//!
//! A document that was drafted keeps the head it had. The logo lies in the object store under its hash.

use std::collections::HashMap;

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_web::web::Path;
use actix_web::{delete, get, put};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::letterheads::{self as decisions, LogoFormat};
use serde::{Deserialize, Serialize};
use signing::facts;
use store::ids::LegalEntityId;
use store::schema::{legal_entities, letterheads};
use store::{Db, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::specimen::specimen;
use crate::platform::errors::Refusals;
use crate::platform::form::Form;
use crate::platform::http::{File, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, Valid, perm};

/// What stands at the head of an employer's documents; version 0 while nothing was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Letterhead {
    pub legal_entity_id: LegalEntityId,
    pub version: i32,
    #[schema(example = "申城精密制造有限公司")]
    pub first_line: Option<String>,
    #[schema(example = "上海市浦东新区张江路 100 号　电话 021-5555 0100　www.example.com")]
    pub second_line: Option<String>,
    /// SHA-256 of the logo, in hex.
    pub logo_sha256: Option<String>,
    #[schema(example = "image/png")]
    pub logo_media: Option<String>,
}

impl Versioned for Letterhead {
    fn version(&self) -> i32 {
        self.version
    }
}

/// The lines of a letterhead.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterheadLines {
    #[schema(example = "申城精密制造有限公司")]
    first_line: Option<String>,
    #[schema(example = "上海市浦东新区张江路 100 号")]
    second_line: Option<String>,
}

/// A logo.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; `LogoForm` reads it")]
pub struct LetterheadLogo {
    /// PNG or SVG, at most 200 KB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

#[derive(MultipartForm)]
#[multipart(deny_unknown_fields, duplicate_field = "deny")]
pub struct LogoForm {
    file: TempFile,
}

/// A letterhead as stored.
#[derive(Clone, Debug, Default, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = letterheads, treat_none_as_null = true)]
struct Row {
    version: i32,
    first_line: Option<String>,
    second_line: Option<String>,
    logo_sha256: Option<Vec<u8>>,
    logo_media: Option<String>,
    changed_at: DateTime<Utc>,
}

impl Row {
    async fn find(mut db: &Db, id: LegalEntityId) -> Answer<Option<Self>> {
        Ok(letterheads::table.find(id).select(Self::as_select()).first(&mut db).await.optional()?)
    }

    /// The same, and nobody else changes it meanwhile: the employer is locked, for the head may not be there yet.
    async fn lock(tx: &mut Tx, id: LegalEntityId) -> Answer<Self> {
        let _: LegalEntityId =
            legal_entities::table.find(id).select(legal_entities::id).for_no_key_update().first(tx).await?;
        Ok(Self::find(tx, id).await?.unwrap_or_default())
    }

    async fn save(self, app: &App, tx: &mut Tx, id: LegalEntityId) -> Answer<(Tagged<Letterhead>, Event)> {
        let row = Self { version: self.version + 1, changed_at: app.now(), ..self };
        diesel::insert_into(letterheads::table)
            .values((letterheads::legal_entity_id.eq(id), &row))
            .on_conflict(letterheads::legal_entity_id)
            .do_update()
            .set(&row)
            .execute(tx)
            .await?;
        let letterhead = row.shown(id);
        let event = Event::new(Kind::LetterheadChanged, id, id).facts(&letterhead);
        Ok((Tagged(letterhead), event))
    }

    fn shown(self, legal_entity_id: LegalEntityId) -> Letterhead {
        let Self { version, first_line, second_line, logo_sha256, logo_media, changed_at: _ } = self;
        let logo_sha256 = logo_sha256.map(hex::encode);
        Letterhead { legal_entity_id, version, first_line, second_line, logo_sha256, logo_media }
    }

    /// As a document prints it; none when there is nothing to print.
    async fn printed(self, app: &App) -> Answer<Option<facts::Letterhead>> {
        let logo = match &self.logo_sha256 {
            Some(hash) => Some(drawn(&app.storage.fetch(hash).await?)?),
            None => None,
        };
        let lines: Vec<String> = [self.first_line, self.second_line].into_iter().flatten().collect();
        Ok((logo.is_some() || !lines.is_empty()).then_some(facts::Letterhead { lines, logo }))
    }
}

/// A logo as a document takes it.
fn drawn(bytes: &[u8]) -> Answer<facts::Logo> {
    Ok(match decisions::logo(bytes)? {
        LogoFormat::Png => facts::Logo::Png(bytes.to_vec()),
        LogoFormat::Svg => facts::Logo::Svg(String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned()),
    })
}

/// The letterhead that documents of an employer print.
pub async fn letterhead(app: &App, db: &Db, id: LegalEntityId) -> Answer<Option<facts::Letterhead>> {
    match Row::find(db, id).await? {
        Some(row) => row.printed(app).await,
        None => Ok(None),
    }
}

/// The letterheads of all employers, by employer; one statement.
pub async fn letterheads(app: &App, mut db: &Db) -> Answer<HashMap<LegalEntityId, facts::Letterhead>> {
    let rows: Vec<(LegalEntityId, Row)> =
        letterheads::table.select((letterheads::legal_entity_id, Row::as_select())).load(&mut db).await?;
    let mut printed = HashMap::with_capacity(rows.len());
    for (id, row) in rows {
        printed.extend(row.printed(app).await?.map(|letterhead| (id, letterhead)));
    }
    Ok(printed)
}

/// The letterhead of an employer.
#[utoipa::path(tag = "org", params(("id" = LegalEntityId, Path)), responses((status = 200, body = Letterhead), Refusals))]
#[get("/legal-entities/{id}/letterhead")]
pub async fn show_letterhead(
    app: App,
    _who: Guard<perm::OrgRead>,
    id: Path<LegalEntityId>,
) -> Answer<Tagged<Letterhead>> {
    let db = app.read().await?;
    super::LegalEntity::find(&db, *id).await?;
    Ok(Tagged(Row::find(&db, *id).await?.unwrap_or_default().shown(*id)))
}

/// Replace the lines of a letterhead; without any, documents have no head but the logo.
#[utoipa::path(tag = "org", params(("id" = LegalEntityId, Path)), request_body = LetterheadLines, responses((status = 200, body = Letterhead), Refusals))]
#[put("/legal-entities/{id}/letterhead")]
pub async fn change_letterhead(
    app: App,
    who: Guard<perm::OrgWrite>,
    id: Path<LegalEntityId>,
    seen: IfMatch,
    said: Valid<LetterheadLines>,
) -> Answer<Tagged<Letterhead>> {
    who.scope().require_entity(*id)?;
    let LetterheadLines { first_line, second_line } = said.0;
    let (first_line, second_line) = decisions::lines(first_line.as_deref(), second_line.as_deref())?;
    let lines = [first_line.clone(), second_line.clone()].into_iter().flatten().collect();
    try_out(&app, facts::Letterhead { lines, logo: None }, "/first_line").await?;
    app.change(&who, async |tx| {
        let present = Row::lock(tx, *id).await?;
        seen.check(present.version)?;
        Row { first_line, second_line, ..present }.save(&app, tx, *id).await
    })
    .await
}

/// Set the logo of a letterhead: shapes alone, nothing that runs or is fetched.
#[utoipa::path(tag = "org", params(("id" = LegalEntityId, Path)), request_body(content = LetterheadLogo, content_type = "multipart/form-data"), responses((status = 200, body = Letterhead), Refusals))]
#[put("/legal-entities/{id}/letterhead/logo")]
pub async fn set_letterhead_logo(
    app: App,
    who: Guard<perm::OrgWrite>,
    id: Path<LegalEntityId>,
    seen: IfMatch,
    said: Form<LogoForm>,
) -> Answer<Tagged<Letterhead>> {
    who.scope().require_entity(*id)?;
    let file = said.0.file;
    if file.size > decisions::LARGEST_LOGO {
        return Err(Problem::too_large());
    }
    let bytes = tokio::fs::read(file.file.path()).await.map_err(Problem::from_internal)?;
    let media = decisions::logo(&bytes)?.media();
    try_out(&app, facts::Letterhead { lines: Vec::new(), logo: Some(drawn(&bytes)?) }, "/file").await?;
    let hash = app.storage.keep(bytes).await?;
    app.change(&who, async |tx| {
        let present = Row::lock(tx, *id).await?;
        seen.check(present.version)?;
        let row = Row { logo_sha256: Some(hash.to_vec()), logo_media: Some(media.to_owned()), ..present };
        row.save(&app, tx, *id).await
    })
    .await
}

/// Take the logo off a letterhead.
#[utoipa::path(tag = "org", params(("id" = LegalEntityId, Path)), responses((status = 200, body = Letterhead), Refusals))]
#[delete("/legal-entities/{id}/letterhead/logo")]
pub async fn remove_letterhead_logo(
    app: App,
    who: Guard<perm::OrgWrite>,
    id: Path<LegalEntityId>,
    seen: IfMatch,
) -> Answer<Tagged<Letterhead>> {
    who.scope().require_entity(*id)?;
    app.change(&who, async |tx| {
        let present = Row::lock(tx, *id).await?;
        seen.check(present.version)?;
        Row { logo_sha256: None, logo_media: None, ..present }.save(&app, tx, *id).await
    })
    .await
}

/// The logo of a letterhead.
#[utoipa::path(tag = "org", params(("id" = LegalEntityId, Path)), responses((status = 200, body = Vec<u8>, content_type = "image/png"), Refusals))]
#[get("/legal-entities/{id}/letterhead/logo")]
pub async fn show_letterhead_logo(app: App, _who: Guard<perm::OrgRead>, id: Path<LegalEntityId>) -> Answer<File> {
    let row = Row::find(&*app.read().await?, *id).await?.unwrap_or_default();
    let (Some(hash), Some(media)) = (row.logo_sha256, row.logo_media) else { return Err(Problem::not_found()) };
    let name = if media == "image/png" { "logo.png" } else { "logo.svg" };
    Ok(File { name: name.into(), media, bytes: app.storage.fetch(&hash).await? })
}

/// Sets a page with it, so that no document of the employer fails later.
async fn try_out(app: &App, letterhead: facts::Letterhead, pointer: &str) -> Answer<()> {
    let set = app.desk.render(specimen(letterhead), "抬头").await;
    set.map(|_| ()).map_err(|_| {
        Problem::field(
            pointer,
            "cannot_be_set",
            "文件里排不出来：请检查生僻字，或者把图片重新导出。",
            "It cannot be set in a document: look for rare characters, or export the picture again.",
        )
    })
}
