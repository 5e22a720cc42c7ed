//! Taking a workbook in, from a form or from the command line, and ordering its commit.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text as TextField;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use store::ids::{ImportId, LegalEntityId};
use store::schema::imports;
use utoipa::ToSchema;
use uuid::Uuid;

use super::jobs::{Act, Job};
use super::row::{Import, ImportIssue, ImportRow, ImportState};
use super::workbook::Format;
use crate::platform::access::Caller;
use crate::platform::crypto::SealingKey;
use crate::platform::form::Form;
use crate::platform::journal::Events;
use crate::platform::{Answer, App, IfMatch, Paging, Problem, ids};

/// Largest workbook, in bytes.
const LARGEST: usize = 50 * 1024 * 1024;

/// A workbook and whose it is.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; `Upload` reads it")]
pub struct ImportUpload {
    /// `.xlsx`, `.xls` or CSV, at most 50 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    #[schema(example = "roster", pattern = "^roster$")]
    kind: String,
    legal_entity_id: LegalEntityId,
}

#[derive(actix_multipart::form::MultipartForm)]
#[multipart(deny_unknown_fields, duplicate_field = "deny")]
struct Fields {
    file: TempFile,
    kind: TextField<String>,
    legal_entity_id: TextField<String>,
}

/// The form as read, with problem documents for what is wrong in it.
pub struct Upload {
    pub legal_entity_id: LegalEntityId,
    pub file_name: String,
    pub bytes: Vec<u8>,
}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = Form::<Fields>::from_request(request, payload);
        Box::pin(async move {
            let fields = form.await?.0;
            if fields.kind.as_str() != "roster" {
                return Err(Problem::field(
                    "/kind",
                    "unknown_kind",
                    "目前只支持花名册（roster）。",
                    "Only `roster` can be imported.",
                ));
            }
            let entity: Uuid = fields.legal_entity_id.trim().parse().map_err(|_| {
                Problem::field("/legal_entity_id", "not_an_id", "请选择用人单位。", "Name the legal entity by its id.")
            })?;
            if fields.file.size > LARGEST {
                return Err(Problem::too_large());
            }
            let bytes = tokio::fs::read(fields.file.file.path()).await.map_err(Problem::from_internal)?;
            let file_name = fields.file.file_name.unwrap_or_default();
            Ok(Self { legal_entity_id: LegalEntityId(entity), file_name, bytes })
        })
    }
}

/// Keeps a workbook, sealed, and orders its check. 422 when it is no workbook.
pub async fn begin(
    app: &App,
    who: &Caller,
    entity: LegalEntityId,
    file_name: &str,
    bytes: Vec<u8>,
) -> Answer<ImportRow> {
    if Format::of(&bytes).is_none() {
        return Err(not_a_workbook());
    }
    let id: ImportId = ids::new();
    let sha256 = crate::platform::crypto::sha256(&bytes);
    let sealed = workbook_key(app).seal(id.0.as_bytes(), &bytes)?;
    let object = app.storage.keep(sealed).await?;
    let row = app
        .change(who, async |tx| {
            let row: ImportRow = diesel::insert_into(imports::table)
                .values((
                    imports::id.eq(id),
                    imports::legal_entity_id.eq(entity),
                    imports::kind.eq("roster"),
                    imports::state.eq(ImportState::Checking.as_str()),
                    imports::file_name.eq(file_name_of(file_name)),
                    imports::sha256.eq(sha256.to_vec()),
                    imports::object.eq(object.to_vec()),
                    imports::created_at.eq(app.now()),
                ))
                .returning(ImportRow::as_returning())
                .get_result(tx)
                .await?;
            Job::order(app, tx, who, id, Act::Check, false).await?;
            // The job that this orders tells what happened, with what it found.
            Ok((row, Events::nothing_changed()))
        })
        .await?;
    super::jobs::wake();
    Ok(row)
}

/// Orders the commit of a checked import: once, however many ask at the same time. `covers` says whose
/// imports the caller may see.
pub async fn order_commit(
    app: &App,
    who: &Caller,
    covers: impl Fn(LegalEntityId) -> bool,
    id: ImportId,
    seen: IfMatch,
    skip_error_rows: bool,
) -> Answer<ImportRow> {
    let row = app
        .change(who, async |tx| {
            let present = ImportRow::lock(tx, id).await?;
            if !covers(present.legal_entity_id) {
                return Err(Problem::not_found());
            }
            seen.check(present.version)?;
            may_commit(&present, skip_error_rows)?;
            let row: ImportRow = diesel::update(imports::table.find(id))
                .set((
                    imports::state.eq(ImportState::Committing.as_str()),
                    imports::version.eq(present.version + 1),
                    imports::done.eq(0),
                    imports::total.eq(present.good_rows),
                    imports::failure.eq(None::<serde_json::Value>),
                ))
                .returning(ImportRow::as_returning())
                .get_result(tx)
                .await?;
            Job::order(app, tx, who, id, Act::Commit, skip_error_rows).await?;
            Ok((row, Events::nothing_changed()))
        })
        .await?;
    super::jobs::wake();
    Ok(row)
}

fn may_commit(import: &ImportRow, skip_error_rows: bool) -> Answer<()> {
    let refuse = |zh: String, en: String| Err(Problem::invalid_state(import.state.0, zh, en));
    match import.state.0 {
        ImportState::Checked if import.good_rows == 0 => refuse(
            "没有可以导入的行。请修正文件后重新上传。".into(),
            "No row can be taken. Put the file right and upload it again.".into(),
        ),
        ImportState::Checked if import.error_rows > 0 && !skip_error_rows => refuse(
            format!("有 {} 行存在错误。请修正文件后重新上传，或选择跳过这些行。", import.error_rows),
            format!(
                "{} rows have errors. Put the file right and upload it again, or choose to skip them.",
                import.error_rows
            ),
        ),
        ImportState::Checked => Ok(()),
        ImportState::Checking => {
            refuse("文件还在核对中，请稍候。".into(), "The file is still being checked. Wait a moment.".into())
        }
        ImportState::Committing => refuse("已经在导入中。".into(), "It is being committed already.".into()),
        ImportState::Committed => refuse("已经导入。".into(), "It is committed already.".into()),
        ImportState::Failed => {
            refuse("文件无法读取，请重新上传。".into(), "The file could not be read. Upload it again.".into())
        }
    }
}

/// The workbook as it was uploaded.
pub(super) async fn open_workbook(app: &App, import: &ImportRow) -> Answer<Vec<u8>> {
    let sealed = app.storage.fetch(&import.object).await?;
    Ok(workbook_key(app).open(import.id.0.as_bytes(), &sealed)?)
}

/// An import by its id, as the command line shows it.
pub async fn show(app: &App, id: ImportId, english: bool) -> Answer<Import> {
    Ok(ImportRow::load(&*app.read().await?, id).await?.shown(english))
}

/// Every finding of an import, page after page.
pub async fn findings(app: &App, id: ImportId, english: bool) -> Answer<Vec<ImportIssue>> {
    let mut all = Vec::new();
    let mut paging = Paging { limit: Some(200), cursor: None };
    loop {
        let page = ImportIssue::list(app, &*app.read().await?, id, english, &paging).await?;
        all.extend(page.items);
        paging.cursor = page.next_cursor;
        if paging.cursor.is_none() {
            return Ok(all);
        }
    }
}

pub(super) fn not_a_workbook() -> Problem {
    Problem::field(
        "/file",
        "not_a_workbook",
        "这不是可以读取的工作簿。请上传 .xlsx、.xls 或 CSV 文件，并先去掉密码保护。",
        "This is no workbook that can be read. Upload an .xlsx, .xls or CSV file without a password.",
    )
}

fn workbook_key(app: &App) -> SealingKey {
    SealingKey::new(app.keyring.derived("youju/imports/v1"))
}

/// A name to show, without the folders some browsers send with it.
fn file_name_of(said: &str) -> String {
    let name: String =
        said.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect();
    if name.is_empty() { "roster".to_owned() } else { name }
}
