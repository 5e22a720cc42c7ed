//! A copy on paper 纸质文本: free, on request, and handed over against a record (电子劳动合同订立指引; ES-12).

use actix_web::web::Path;
use actix_web::{get, post};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements as decisions;
use serde::{Deserialize, Serialize};
use store::ids::{AgreementId, PaperCopyId};
use store::schema::agreement_paper_copies as copies;
use utoipa::ToSchema;
use validator::Validate;

use super::row::Row;
use crate::accounts::word_to;
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, Page, Problem, Valid, ids, perm};

/// A copy on paper that was asked for.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = copies)]
pub struct PaperCopy {
    pub id: PaperCopyId,
    pub asked_at: DateTime<Utc>,
    /// Null while it is waited for.
    pub handed_over_on: Option<NaiveDate>,
    #[schema(example = "本人签收")]
    pub note: Option<String>,
}

impl Versioned for PaperCopy {
    fn version(&self) -> i32 {
        1
    }
}

/// Copies on paper of an agreement that were asked for, latest first.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Page<PaperCopy>), Refusals))]
#[get("/agreements/{id}/paper-copies")]
pub async fn list_paper_copies(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<Page<PaperCopy>> {
    let db = app.read().await?;
    let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
    let found = copies::table
        .filter(copies::agreement_id.eq(row.id))
        .order((copies::asked_at.desc(), copies::id))
        .select(PaperCopy::as_select())
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(found))
}

/// Ask for a copy on paper of one's own signed agreement. It is free; HR is told.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 201, body = PaperCopy), Refusals))]
#[post("/agreements/{id}/paper-copies")]
pub async fn ask_for_paper_copy(
    app: App,
    who: Guard<perm::AgreementsAskPaper>,
    id: Path<AgreementId>,
) -> Answer<Created<PaperCopy>> {
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        decisions::ask_for_paper(row.stage.0)?;
        let copy: PaperCopy = diesel::insert_into(copies::table)
            .values((
                copies::id.eq(ids::new::<PaperCopyId>()),
                copies::agreement_id.eq(row.id),
                copies::asked_by.eq(who.principal.account_id()),
                copies::asked_at.eq(app.now()),
            ))
            .returning(PaperCopy::as_returning())
            .get_result(tx)
            .await?;
        let text = format!(
            "【有据】员工申请《{}》（编号 {}）的纸质文本。请免费提供一份加盖公章的打印件，并在系统中登记。",
            row.title, row.number
        );
        let messages = word_to(&app, tx, None, [row.created_by], ("员工申请纸质文本", &text)).await?;
        let event =
            row.event(Kind::PaperCopyAsked).facts(&serde_json::json!({"number": row.number, "copy_id": copy.id}));
        Ok((Created(copy), event.tell(messages)))
    })
    .await
}

/// That a copy was handed over.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperCopyHandover {
    handed_over_on: NaiveDate,
    #[validate(length(max = 500))]
    #[schema(example = "本人签收")]
    note: Option<String>,
}

/// Record that a copy on paper was handed over; the record names the file that was printed.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path), ("copy_id" = PaperCopyId, Path)), request_body = PaperCopyHandover, responses((status = 201, body = PaperCopy), Refusals))]
#[post("/agreements/{id}/paper-copies/{copy_id}/handover")]
pub async fn hand_over_paper_copy(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    path: Path<(AgreementId, PaperCopyId)>,
    said: Valid<PaperCopyHandover>,
) -> Answer<Created<PaperCopy>> {
    let (id, copy) = path.into_inner();
    let PaperCopyHandover { handed_over_on, note } = said.0;
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), id, app.today()).await?;
        if who.principal.employee == Some(row.employee_id) {
            return Err(Problem::forbidden());
        }
        let note = note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let open = copies::table.find(copy).filter(copies::agreement_id.eq(row.id));
        let present: PaperCopy = open.select(PaperCopy::as_select()).for_update().first(tx).await?;
        let asked_on = crate::platform::clock::civil_date(present.asked_at);
        decisions::hand_over_paper(present.handed_over_on, (asked_on, handed_over_on), app.today())?;
        let copy: PaperCopy = diesel::update(copies::table.find(present.id))
            .set((
                copies::handed_over_on.eq(handed_over_on),
                copies::handed_over_by.eq(who.principal.account_id()),
                copies::note.eq(note),
            ))
            .returning(PaperCopy::as_returning())
            .get_result(tx)
            .await?;
        let event = row.event(Kind::PaperCopyHandedOver).facts(&serde_json::json!({
            "number": row.number, "copy_id": copy.id, "handed_over_on": handed_over_on, "note": note,
            "document_sha256": hex::encode(&row.document_sha256)}));
        Ok((Created(copy), event))
    })
    .await
}
