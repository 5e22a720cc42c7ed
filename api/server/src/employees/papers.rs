//! A person's papers: everything that was generated for or signed by them, theirs to fetch at any time.

use actix_web::get;
use actix_web::web::{Json, Path, Query};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use store::ids::{DocumentId, EmployeeId, LegalEntityId};
use store::schema::documents;
use store::{Db, Tx};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::errors::Refusals;
use crate::platform::http::File;
use crate::platform::{Answer, App, Guard, Page, Paging, ids, perm};

/// A paper as it is kept: the bytes are in the object store under their hash.
pub struct Paper<'a> {
    pub employee: EmployeeId,
    pub legal_entity: LegalEntityId,
    /// e.g. `review_result`
    pub kind: &'a str,
    pub title: &'a str,
    pub media: &'a str,
    pub sha256: [u8; 32],
    pub size: usize,
    pub resource: (&'a str, Uuid),
}

/// Puts a paper on record; the caller has kept its bytes with [`crate::platform::storage::Storage::keep`].
pub async fn keep_paper(app: &App, tx: &mut Tx, paper: Paper<'_>) -> Answer<DocumentId> {
    let id: DocumentId = ids::new();
    diesel::insert_into(documents::table)
        .values((
            documents::id.eq(id),
            documents::employee_id.eq(Some(paper.employee)),
            documents::legal_entity_id.eq(paper.legal_entity),
            documents::kind.eq(paper.kind),
            documents::title.eq(paper.title),
            documents::media.eq(paper.media),
            documents::sha256.eq(paper.sha256.to_vec()),
            documents::size.eq(i64::try_from(paper.size).unwrap_or(i64::MAX)),
            documents::resource_type.eq(paper.resource.0),
            documents::resource_id.eq(paper.resource.1),
            documents::created_at.eq(app.now()),
        ))
        .execute(tx)
        .await?;
    Ok(id)
}

/// A paper in the archive.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Document {
    pub id: DocumentId,
    pub employee_id: Option<EmployeeId>,
    /// e.g. `review_result`, `separation_certificate`
    pub kind: String,
    pub title: String,
    pub media: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    pub size: i64,
    /// What it belongs to: `separation`, `agreement`, `review`, `plan`, `check_in`, `warning`.
    #[schema(example = "separation")]
    pub resource_type: String,
    pub resource_id: Uuid,
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = documents)]
struct DocumentRow {
    id: DocumentId,
    employee_id: Option<EmployeeId>,
    kind: String,
    title: String,
    media: String,
    sha256: Vec<u8>,
    size: i64,
    resource_type: String,
    resource_id: Uuid,
    created_at: DateTime<Utc>,
}

impl From<DocumentRow> for Document {
    fn from(row: DocumentRow) -> Self {
        let DocumentRow { id, employee_id, kind, title, media, sha256, size, resource_type, resource_id, created_at } =
            row;
        Self {
            id,
            employee_id,
            kind,
            title,
            media,
            sha256: hex::encode(sha256),
            size,
            resource_type,
            resource_id,
            created_at,
        }
    }
}

async fn list(
    mut db: &Db,
    app: &App,
    who: &Guard<perm::DocumentsRead>,
    employee: EmployeeId,
    paging: &Paging,
) -> Answer<Page<Document>> {
    let mut query = documents::table
        .filter(documents::employee_id.eq(employee))
        .filter(who.scope().sees(documents::employee_id.assume_not_null(), app.today()))
        .order((documents::created_at.desc(), documents::id.desc()))
        .limit(paging.limit() + 1)
        .select(DocumentRow::as_select())
        .into_boxed();
    if let Some((at, id)) = paging.after::<(DateTime<Utc>, DocumentId)>()? {
        query = query.filter(documents::created_at.lt(at).or(documents::created_at.eq(at).and(documents::id.lt(id))));
    }
    Ok(Page::of(query.load(&mut db).await?, paging, |row| (row.created_at, row.id)).map(Document::from))
}

/// Papers of a person, newest first.
#[utoipa::path(tag = "employees", params(("id" = EmployeeId, Path), Paging), responses((status = 200, body = Page<Document>), Refusals))]
#[get("/employees/{id}/documents")]
pub async fn list_papers(
    app: App,
    who: Guard<perm::DocumentsRead>,
    id: Path<EmployeeId>,
    paging: Query<Paging>,
) -> Answer<Page<Document>> {
    list(&*app.read().await?, &app, &who, *id, &paging).await
}

/// A paper in scope.
async fn find(mut db: &Db, app: &App, who: &Guard<perm::DocumentsRead>, id: DocumentId) -> Answer<DocumentRow> {
    Ok(documents::table
        .filter(documents::id.eq(id))
        .filter(who.scope().sees(documents::employee_id.assume_not_null(), app.today()))
        .select(DocumentRow::as_select())
        .first(&mut db)
        .await?)
}

/// What one paper is, and what it belongs to.
#[utoipa::path(tag = "employees", params(("id" = DocumentId, Path)), responses((status = 200, body = Document), Refusals))]
#[get("/documents/{id}")]
pub async fn show_paper(app: App, who: Guard<perm::DocumentsRead>, id: Path<DocumentId>) -> Answer<Json<Document>> {
    Ok(Json(find(&*app.read().await?, &app, &who, *id).await?.into()))
}

/// One paper, as it was made.
#[utoipa::path(tag = "employees", params(("id" = DocumentId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), Refusals))]
#[get("/documents/{id}/file")]
pub async fn download_paper(app: App, who: Guard<perm::DocumentsRead>, id: Path<DocumentId>) -> Answer<File> {
    let paper = find(&*app.read().await?, &app, &who, *id).await?;
    file(&app, paper).await
}

async fn file(app: &App, paper: DocumentRow) -> Answer<File> {
    let bytes = app.storage.fetch(&paper.sha256).await?;
    // Only a scan of what was signed by hand is a picture.
    let ending = paper.media.strip_prefix("image/").unwrap_or("pdf");
    Ok(File { name: format!("{}.{ending}", paper.title), media: paper.media, bytes })
}

/// A paper as it was made, for whoever may see what it belongs to.
pub async fn paper_of(app: &App, mut db: &Db, id: DocumentId) -> Answer<File> {
    file(app, documents::table.find(id).select(DocumentRow::as_select()).first(&mut db).await?).await
}
