//! Evidence brought into a case 证据材料: a file under its hash, dated, for one code of the ground, judged by
//! somebody else than who brought it. Before that it proves nothing; after the notice none is added.

use actix_web::web::Path;
use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::separations::evidence::{Judgement, NewItem, State};
use serde::{Deserialize, Serialize};
use store::ids::{SeparationEvidenceId, SeparationId};
use store::schema::separation_evidence;
use store::{Db, Json, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::evidence_form::{Brought, EvidenceForm, SeparationEvidenceUpload};
use super::parts::Doer;
use super::row::Case;
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::form::Form;
use crate::platform::http::{File, Versioned};
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Page, Problem, Tagged, Valid, ids, perm};

/// What somebody decided about a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Review {
    pub by: Doer,
    pub at: DateTime<Utc>,
    pub text: String,
}

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = separation_evidence)]
pub(super) struct ItemRow {
    pub id: SeparationEvidenceId,
    pub separation_id: SeparationId,
    pub code: String,
    pub title: String,
    pub dated_on: NaiveDate,
    pub text: String,
    pub file_name: String,
    pub media: String,
    pub sha256: Vec<u8>,
    pub size: i64,
    pub state: Text<State>,
    pub added_by: Json<Doer>,
    pub added_at: DateTime<Utc>,
    pub review: Option<Json<Review>>,
}

/// A piece of evidence in a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeparationEvidence {
    pub id: SeparationEvidenceId,
    #[schema(example = "E-FACT")]
    pub code: String,
    pub title: String,
    /// The day of what it shows.
    pub dated: NaiveDate,
    pub text: String,
    pub file_name: String,
    pub media: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    pub size: i64,
    pub state: State,
    pub added_by_name: String,
    pub added_at: DateTime<Utc>,
    pub reviewed_by_name: Option<String>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub review: Option<String>,
}

impl Versioned for SeparationEvidence {
    fn version(&self) -> i32 {
        if self.state == State::Waiting { 1 } else { 2 }
    }
}

impl From<ItemRow> for SeparationEvidence {
    fn from(row: ItemRow) -> Self {
        let (by, at, review) = match row.review {
            None => (None, None, None),
            Some(Json(Review { by, at, text })) => (Some(by.name), Some(at), Some(text)),
        };
        Self {
            id: row.id,
            code: row.code,
            title: row.title,
            dated: row.dated_on,
            text: row.text,
            file_name: row.file_name,
            media: row.media,
            sha256: hex::encode(row.sha256),
            size: row.size,
            state: row.state.0,
            added_by_name: row.added_by.0.name,
            added_at: row.added_at,
            reviewed_by_name: by,
            reviewed_at: at,
            review,
        }
    }
}

/// A piece as the database's `case_records` reads it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Piece {
    pub id: SeparationEvidenceId,
    pub code: String,
    pub title: String,
    pub text: String,
    pub dated_on: NaiveDate,
    pub state: State,
    /// In hex.
    pub sha256: String,
}

/// Everything in a case, oldest first.
async fn items_of(mut db: &Db, case: SeparationId) -> Answer<Vec<ItemRow>> {
    Ok(separation_evidence::table
        .filter(separation_evidence::separation_id.eq(case))
        .order((separation_evidence::added_at, separation_evidence::id))
        .select(ItemRow::as_select())
        .load(&mut db)
        .await?)
}

/// Evidence of a case, oldest first.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), responses((status = 200, body = Page<SeparationEvidence>), Refusals))]
#[get("/separations/{id}/evidence")]
pub async fn list_separation_evidence(
    app: App,
    who: Guard<perm::SeparationsRead>,
    id: Path<SeparationId>,
) -> Answer<Page<SeparationEvidence>> {
    let db = app.read().await?;
    Case::find(&db, &who, who.scope(), *id, app.today()).await?;
    Ok(Page::whole(items_of(&db, *id).await?).map(SeparationEvidence::from))
}

/// Bring a file into the case as evidence for one code.
#[utoipa::path(
    tag = "separations",
    params(("id" = SeparationId, Path)),
    request_body(content = SeparationEvidenceUpload, content_type = "multipart/form-data"),
    responses((status = 201, body = SeparationEvidence), Refusals)
)]
#[post("/separations/{id}/evidence")]
pub async fn add_separation_evidence(
    app: App,
    who: Guard<perm::SeparationsManage>,
    id: Path<SeparationId>,
    form: Form<EvidenceForm>,
) -> Answer<Created<SeparationEvidence>> {
    let form = Brought::read(form.0).await?;
    let said = form.said();
    let dated_on = said.check(app.today())?;
    let bytes = form.bytes.clone();
    let sha256 = app.storage.keep(bytes.clone()).await?;
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        let by = Doer::of(&who);
        let cases = std::slice::from_ref(&case);
        let brought = bring(&app, tx, (&who, &by), cases, (&said, dated_on), (sha256, &bytes)).await?;
        let (row, event) = brought.into_iter().next().ok_or_else(Problem::not_found)?;
        Ok((Created(row.into()), event))
    })
    .await
}

/// Puts a piece into each case, in one statement; its bytes are kept already.
pub(super) async fn bring(
    app: &App,
    tx: &mut Tx,
    (who, by): (&Caller, &Doer),
    cases: &[Case],
    (said, dated_on): (&NewItem<'_>, NaiveDate),
    (sha256, bytes): ([u8; 32], &[u8]),
) -> Answer<Vec<(ItemRow, Event)>> {
    // One act, one moment: a lay-off shows the pieces of its cases as one where they agree.
    let added_at = app.now();
    let mut rows = Vec::with_capacity(cases.len());
    for case in cases {
        case.refuse_own(who)?;
        case.progress()?.require_unlocked()?;
        rows.push(ItemRow {
            id: ids::new(),
            separation_id: case.row.id,
            code: said.code.to_owned(),
            title: said.title.trim().to_owned(),
            dated_on,
            text: said.text.trim().to_owned(),
            file_name: said.file_name.to_owned(),
            media: said.media.to_owned(),
            sha256: sha256.to_vec(),
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            state: Text(State::Waiting),
            added_by: Json(by.clone()),
            added_at,
            review: None,
        });
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    diesel::insert_into(separation_evidence::table).values(&rows).execute(tx).await?;
    let told = cases.iter().zip(rows).map(|(case, row)| {
        let event = event(case, Kind::SeparationEvidenceAdded, &row).attach("evidence.bin", said.media, bytes);
        (row, event)
    });
    Ok(told.collect())
}

/// A judgement and its reason.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationEvidenceReview {
    pub decision: Judgement,
    #[validate(length(min = 1, max = 2000))]
    #[schema(example = "与考勤系统原始记录一致。")]
    pub text: String,
}

/// Judge a piece of evidence: somebody else than who brought it.
#[utoipa::path(
    tag = "separations",
    params(("id" = SeparationId, Path), ("evidence_id" = SeparationEvidenceId, Path)),
    request_body = SeparationEvidenceReview,
    responses((status = 200, body = SeparationEvidence), Refusals)
)]
#[post("/separations/{id}/evidence/{evidence_id}/review")]
pub async fn review_separation_evidence(
    app: App,
    who: Guard<perm::SeparationsApprove>,
    path: Path<(SeparationId, SeparationEvidenceId)>,
    said: Valid<SeparationEvidenceReview>,
) -> Answer<Tagged<SeparationEvidence>> {
    let (id, evidence) = path.into_inner();
    let SeparationEvidenceReview { decision, text } = said.0;
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), id, app.today()).await?;
        let row = find(tx, id, evidence).await?;
        let by = Doer::of(&who);
        let (row, event) = judge(&app, tx, (&who, &by), &case, row, (decision, text)).await?;
        Ok((Tagged(row.into()), event))
    })
    .await
}

/// Judges a piece.
pub(super) async fn judge(
    app: &App,
    tx: &mut Tx,
    (who, by): (&Caller, &Doer),
    case: &Case,
    mut row: ItemRow,
    (decision, text): (Judgement, String),
) -> Answer<(ItemRow, Event)> {
    case.refuse_own(who)?;
    case.progress()?.require_unlocked()?;
    if row.added_by.0.is(who) {
        return Err(Problem::separation_of_duties());
    }
    row.state = Text(row.state.0.judge(decision)?);
    row.review = Some(Json(Review { by: by.clone(), at: app.now(), text }));
    diesel::update(separation_evidence::table.find(row.id))
        .set((separation_evidence::state.eq(row.state), separation_evidence::review.eq(&row.review)))
        .execute(tx)
        .await?;
    let event = event(case, Kind::SeparationEvidenceReviewed, &row);
    Ok((row, event))
}

/// The pieces of these cases with this hash that nobody has judged.
pub(super) async fn waiting_with(tx: &mut Tx, cases: &[Case], sha256: &[u8]) -> Answer<Vec<ItemRow>> {
    Ok(separation_evidence::table
        .filter(separation_evidence::separation_id.eq_any(cases.iter().map(|case| case.row.id)))
        .filter(separation_evidence::sha256.eq(sha256))
        .filter(separation_evidence::state.eq(Text(State::Waiting)))
        .select(ItemRow::as_select())
        .load(tx)
        .await?)
}

/// The file of a piece, as it was brought.
#[utoipa::path(
    tag = "separations",
    params(("id" = SeparationId, Path), ("evidence_id" = SeparationEvidenceId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), Refusals)
)]
#[get("/separations/{id}/evidence/{evidence_id}/file")]
pub async fn download_separation_evidence(
    app: App,
    who: Guard<perm::SeparationsRead>,
    path: Path<(SeparationId, SeparationEvidenceId)>,
) -> Answer<File> {
    let (id, evidence) = path.into_inner();
    let db = app.read().await?;
    Case::find(&db, &who, who.scope(), id, app.today()).await?;
    let row = find(&db, id, evidence).await?;
    // Never shown as a page of ours, whatever it claims to be.
    let media = "application/octet-stream".to_owned();
    Ok(File { name: row.file_name, media, bytes: app.storage.fetch(&row.sha256).await? })
}

/// What the employee says to the case.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationStatement {
    #[validate(length(min = 1, max = 10_000))]
    #[schema(example = "9 月 14 日我已向班长口头请假，班长可以证明。")]
    text: String,
}

/// The employee's own statement 陈述申辩: recorded word for word, at any time while the case is open.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SeparationStatement, responses((status = 201, body = SeparationEvidence), Refusals))]
#[post("/separations/{id}/statement")]
pub async fn make_statement(
    app: App,
    who: Guard<perm::SeparationsAnswer>,
    id: Path<SeparationId>,
    said: Valid<SeparationStatement>,
) -> Answer<Created<SeparationEvidence>> {
    let text = said.0.text;
    let bytes = text.clone().into_bytes();
    let (sha256, size) = (app.storage.keep(bytes.clone()).await?, bytes.len());
    app.change(&who, async |tx| {
        let case = Case::lock(tx, &who, who.scope(), *id, app.today()).await?;
        case.progress()?.require_under_way()?;
        let by = Doer::of(&who);
        // Their own words need nobody's judgement.
        let review = Review { by: by.clone(), at: app.now(), text: "劳动者本人陈述".to_owned() };
        let row = ItemRow {
            id: ids::new(),
            separation_id: *id,
            code: "E-STATEMENT".to_owned(),
            title: "劳动者陈述申辩".to_owned(),
            dated_on: app.today(),
            text: text.clone(),
            file_name: "statement.txt".to_owned(),
            media: "text/plain; charset=utf-8".to_owned(),
            sha256: sha256.to_vec(),
            size: i64::try_from(size).unwrap_or(i64::MAX),
            state: Text(State::Accepted),
            added_by: Json(by),
            added_at: app.now(),
            review: Some(Json(review)),
        };
        diesel::insert_into(separation_evidence::table).values(&row).execute(tx).await?;
        let event = event(&case, Kind::SeparationStatementMade, &row).attach("statement.txt", "text/plain", bytes);
        Ok((Created(row.into()), event))
    })
    .await
}

async fn find(mut db: &Db, case: SeparationId, id: SeparationEvidenceId) -> Answer<ItemRow> {
    Ok(separation_evidence::table
        .find(id)
        .filter(separation_evidence::separation_id.eq(case))
        .select(ItemRow::as_select())
        .first(&mut db)
        .await?)
}

/// An entry about a piece; its resource is the piece itself, so that the gate can name its place.
fn event(case: &Case, kind: Kind, row: &ItemRow) -> Event {
    let facts = serde_json::json!({
        "separation_id": case.row.id, "number": case.row.number, "code": row.code, "title": row.title,
        "dated": row.dated_on, "text": row.text, "sha256": hex::encode(&row.sha256), "state": row.state.0,
        "review": row.review.as_ref().map(|review| &review.0.text),
    });
    Event::new(kind, case.row.legal_entity_id, row.id).about(case.row.employee_id).facts(&facts)
}
