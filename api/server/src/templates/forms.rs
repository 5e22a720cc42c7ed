//! Forms that employers bring as PDF 印制表单: kept under their hash, shown to be edited on, and printed with what a
//! contract says in their fields.

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text as TextField;
use actix_web::web::Path;
use actix_web::{get, post};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::templates::printed::{Align, PlacedField, PrintedForm, PrintedPage};
use domain::templates::{Filled, TemplateText};
use serde::Serialize;
use serde_json::json;
use signing::{LARGEST_FORM, Rendered, facts};
use store::ids::{LegalEntityId, TemplateFormId};
use store::schema::template_forms;
use store::{Db, Json};
use utoipa::ToSchema;

use crate::platform::errors::Refusals;
use crate::platform::form::Form;
use crate::platform::http::{File, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Problem, Scope, ids, perm};
use crate::signatures::read_form;

/// A form that an employer brought.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TemplateForm {
    pub id: TemplateFormId,
    pub legal_entity_id: LegalEntityId,
    /// Of the file, in hex.
    pub sha256: String,
    #[schema(example = "劳动合同示范文本.pdf")]
    pub file_name: String,
    pub pages: Vec<PrintedPage>,
    pub uploaded_at: DateTime<Utc>,
}

impl Versioned for TemplateForm {
    fn version(&self) -> i32 {
        1
    }
}

/// A form as PDF and whose it is.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; `UploadForm` reads it")]
pub struct TemplateFormUpload {
    /// PDF with its typefaces embedded, at most 5 MB and 20 pages.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    legal_entity_id: LegalEntityId,
}

#[derive(MultipartForm)]
#[multipart(deny_unknown_fields, duplicate_field = "deny")]
pub struct UploadForm {
    file: TempFile,
    legal_entity_id: TextField<String>,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = template_forms)]
struct Row {
    id: TemplateFormId,
    legal_entity_id: LegalEntityId,
    sha256: Vec<u8>,
    file_name: String,
    pages: Json<Vec<PrintedPage>>,
    uploaded_at: DateTime<Utc>,
}

impl Row {
    async fn find(mut db: &Db, scope: &Scope, id: TemplateFormId) -> Answer<Self> {
        let found: Self = template_forms::table.find(id).select(Self::as_select()).first(&mut db).await?;
        if scope.covers_entity(found.legal_entity_id) { Ok(found) } else { Err(Problem::not_found()) }
    }

    /// The form that a text names, with the pages and the hash that it has.
    async fn named(mut db: &Db, form: &PrintedForm) -> Answer<Option<Self>> {
        let Ok(id) = form.file.parse::<uuid::Uuid>() else { return Ok(None) };
        let found: Option<Self> = template_forms::table
            .find(TemplateFormId::from(id))
            .select(Self::as_select())
            .first(&mut db)
            .await
            .optional()?;
        Ok(found.filter(|row| hex::encode(&row.sha256) == form.sha256 && row.pages.0 == form.pages))
    }

    fn shown(self) -> TemplateForm {
        let Self { id, legal_entity_id, sha256, file_name, pages, uploaded_at } = self;
        TemplateForm { id, legal_entity_id, sha256: hex::encode(sha256), file_name, pages: pages.0, uploaded_at }
    }
}

/// Bring a form as PDF. What looks different elsewhere, runs, is encrypted or signed is refused in words. The same
/// file is kept once an employer.
#[utoipa::path(tag = "templates", request_body(content = TemplateFormUpload, content_type = "multipart/form-data"), responses((status = 201, body = TemplateForm), Refusals))]
#[post("/template-forms")]
pub async fn upload_template_form(
    app: App,
    who: Guard<perm::TemplatesWrite>,
    said: Form<UploadForm>,
) -> Answer<Created<TemplateForm>> {
    let UploadForm { file, legal_entity_id } = said.0;
    let entity: uuid::Uuid = legal_entity_id.trim().parse().map_err(|_| unknown_employer())?;
    let entity = LegalEntityId::from(entity);
    who.scope().require_entity(entity)?;
    if file.size > LARGEST_FORM {
        return Err(Problem::too_large());
    }
    let name = file_name(file.file_name.as_deref());
    let bytes = bytes::Bytes::from(tokio::fs::read(file.file.path()).await.map_err(Problem::from_internal)?);
    let read = read_form(bytes.clone()).await?;
    let pages: Vec<PrintedPage> =
        read.iter().map(|page| PrintedPage { width: page.width, height: page.height }).collect();
    try_out(&app, read).await?;
    let hash = app.storage.keep(bytes.clone()).await?;
    app.change(&who, async |tx| {
        let row: Row = diesel::insert_into(template_forms::table)
            .values((
                template_forms::id.eq(ids::new::<TemplateFormId>()),
                template_forms::legal_entity_id.eq(entity),
                template_forms::sha256.eq(hash.to_vec()),
                template_forms::file_name.eq(&name),
                template_forms::pages.eq(Json(pages)),
                template_forms::uploaded_by.eq(who.principal.account_id()),
                template_forms::uploaded_at.eq(app.now()),
            ))
            .on_conflict((template_forms::legal_entity_id, template_forms::sha256))
            .do_update()
            .set(template_forms::file_name.eq(&name))
            .returning(Row::as_returning())
            .get_result(tx)
            .await?;
        let event = Event::new(Kind::TemplateFormUploaded, entity, row.id)
            .facts(&json!({"file_name": name, "sha256": hex::encode(hash)}))
            .attach("form.pdf", "application/pdf", bytes.to_vec());
        Ok((Created(row.shown()), event))
    })
    .await
}

/// The file of a form, as it was brought.
#[utoipa::path(tag = "templates", params(("id" = TemplateFormId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/template-forms/{id}/file")]
pub async fn show_template_form_file(
    app: App,
    who: Guard<perm::TemplatesRead>,
    id: Path<TemplateFormId>,
) -> Answer<File> {
    let row = Row::find(&*app.read().await?, who.scope(), *id).await?;
    let bytes = app.storage.fetch(&row.sha256).await?;
    Ok(File { name: row.file_name, media: "application/pdf".into(), bytes })
}

/// A text stands on a form that its employer brought, or on none.
pub(super) async fn require_kept(db: &Db, text: &TemplateText, entity: LegalEntityId) -> Answer<()> {
    let Some(form) = &text.form else { return Ok(()) };
    match Row::named(db, form).await?.filter(|row| row.legal_entity_id == entity) {
        Some(_) => Ok(()),
        None => Err(no_such_form()),
    }
}

/// A form that the caller may look at.
pub(super) async fn require_readable(db: &Db, scope: &Scope, form: &PrintedForm) -> Answer<()> {
    match Row::named(db, form).await?.filter(|row| scope.covers_entity(row.legal_entity_id)) {
        Some(_) => Ok(()),
        None => Err(no_such_form()),
    }
}

/// Sets a filled text on its form; `by` is the employer that signs, `source` stands at the foot of each page.
pub async fn on_form(
    app: &App,
    form: &PrintedForm,
    (filled, by, source): (Filled, String, String),
    number: &str,
) -> Answer<Rendered> {
    let hash = hex::decode(&form.sha256).map_err(Problem::from_internal)?;
    let pages = read_form(app.storage.fetch(&hash).await?).await?;
    app.desk.render(placed(filled, by, source, pages), number).await
}

fn placed(filled: Filled, employer: String, source: String, pages: Vec<signing::PrintedPage>) -> facts::PrintedForm {
    let page_of = |page: u32| usize::try_from(page).unwrap_or_default();
    let mut signatures = Vec::new();
    let mut texts = Vec::with_capacity(filled.fields.len());
    for one in filled.fields {
        let PlacedField { label, page, x, y, width, height, holds, size, align, .. } = one.field;
        let page = page_of(page);
        if let Some(role) = holds.signer() {
            signatures.push(facts::PlacedSignature { role: role.to_owned(), page, x, y, width, height });
        }
        let align = match align {
            Align::Left => facts::Align::Left,
            Align::Center => facts::Align::Center,
            Align::Right => facts::Align::Right,
        };
        texts.push(facts::PlacedText { label, page, x, y, width, height, size, align, text: one.text });
    }
    facts::PrintedForm { title: filled.title, employer, pages, texts, signatures, source }
}

/// Sets a document on it, so that no contract fails for the form later.
async fn try_out(app: &App, pages: Vec<signing::PrintedPage>) -> Answer<()> {
    let text = || "—".to_owned();
    let empty = facts::PrintedForm {
        title: text(),
        employer: text(),
        pages,
        texts: Vec::new(),
        signatures: Vec::new(),
        source: text(),
    };
    app.desk.render(empty, "表单").await.map(|_| ()).map_err(|_| {
        Problem::field(
            "/file",
            "cannot_be_set",
            "这份表单排不出来。请重新“打印为 PDF”后再上传。",
            "No document can be set on this form; print it to PDF anew.",
        )
    })
}

/// As it was uploaded, without a path.
fn file_name(said: Option<&str>) -> String {
    let name = said.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let name: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
    if name.is_empty() { "表单.pdf".to_owned() } else { name }
}

fn unknown_employer() -> Problem {
    Problem::field("/legal_entity_id", "unknown_employer", "请选择用人单位。", "Choose an employer.")
}

fn no_such_form() -> Problem {
    Problem::field(
        "/text/form/file",
        "no_such_form",
        "没有这份表单，或者它属于另一家用人单位；请重新上传。",
        "There is no such form, or it is another employer's; upload it anew.",
    )
}
