//! Copies 抄送: colleagues who read what both sides have signed, and why they need it (PIPL 6).
//!
//! They read the file and its certificate once it is signed, nothing before; the employee sees who they are. Whoever is
//! no colleague gets the file from one of the parties: the system opens to nobody outside.

use actix_web::web::Path;
use actix_web::{HttpResponse, delete, get, post};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::agreements::{self as decisions, Stage};
use serde::{Deserialize, Serialize};
use store::ids::{AgreementId, EmployeeId};
use store::schema::{accounts, agreement_copies, employees};
use store::{Db, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::routes::not_about_oneself;
use super::row::Row;
use crate::accounts::word_to;
use crate::employees::EmployeeRef;
use crate::platform::errors::Refusals;
use crate::platform::http::Versioned;
use crate::platform::journal::Kind;
use crate::platform::messages::Message;
use crate::platform::{Answer, App, Created, Guard, Page, Problem, Scope, Valid, perm};

/// Somebody who gets a copy.
#[derive(Clone, Debug, Queryable, Selectable, Serialize, ToSchema)]
#[diesel(table_name = agreement_copies)]
pub struct AgreementCopy {
    #[diesel(embed)]
    pub employee: EmployeeRef,
    /// What they need it for.
    #[schema(example = "发放约定的补偿")]
    pub reason: String,
    pub added_at: DateTime<Utc>,
}

impl Versioned for AgreementCopy {
    fn version(&self) -> i32 {
        1
    }
}

/// Who gets a copy of an agreement, as they were named.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 200, body = Page<AgreementCopy>), Refusals))]
#[get("/agreements/{id}/copies")]
pub async fn list_agreement_copies(
    app: App,
    who: Guard<perm::AgreementsRead>,
    id: Path<AgreementId>,
) -> Answer<Page<AgreementCopy>> {
    let db = app.read().await?;
    let row = Row::find(&db, &who, who.scope(), *id, app.today()).await?;
    let found = agreement_copies::table
        .inner_join(employees::table)
        .filter(agreement_copies::agreement_id.eq(row.id))
        .order((agreement_copies::added_at, agreement_copies::employee_id))
        .select(AgreementCopy::as_select())
        .load(&mut &*db)
        .await?;
    Ok(Page::whole(found))
}

/// A copy for a colleague.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementCopyOrder {
    employee_id: EmployeeId,
    /// What they need it for; the employee reads it too.
    #[validate(length(min = 1, max = 500))]
    #[schema(example = "发放约定的补偿")]
    reason: String,
}

/// Give a colleague a copy: they are told and may read it once it is signed. Repeated, it changes the reason.
///
/// 422 `no_account` when they cannot sign in. The person it is about and whoever reads agreements by their role need none.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), request_body = AgreementCopyOrder, responses((status = 201, body = AgreementCopy), Refusals))]
#[post("/agreements/{id}/copies")]
pub async fn give_agreement_copy(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    id: Path<AgreementId>,
    said: Valid<AgreementCopyOrder>,
) -> Answer<Created<AgreementCopy>> {
    let AgreementCopyOrder { employee_id, reason } = said.0;
    let added_by = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        not_about_oneself(&who, &row)?;
        decisions::copy(row.stage_on(app.today()), &reason, employee_id == row.employee_id)?;
        let employee = colleague(tx, who.scope(), (employee_id, "/employee_id"), app.today()).await?;
        let copy = AgreementCopy { employee, reason: reason.trim().to_owned(), added_at: app.now() };
        diesel::insert_into(agreement_copies::table)
            .values((
                agreement_copies::agreement_id.eq(row.id),
                agreement_copies::employee_id.eq(employee_id),
                agreement_copies::reason.eq(&copy.reason),
                agreement_copies::added_by.eq(added_by),
                agreement_copies::added_at.eq(copy.added_at),
            ))
            .on_conflict((agreement_copies::agreement_id, agreement_copies::employee_id))
            .do_update()
            .set(agreement_copies::reason.eq(&copy.reason))
            .execute(tx)
            .await?;
        let event = row.event(Kind::AgreementCopyGiven).facts(&serde_json::json!({
            "number": row.number, "to": copy.employee, "reason": copy.reason}));
        let messages = match row.stage.0 {
            Stage::Signed => may_read(&app, tx, &row, employee_id).await?,
            _ => Vec::new(),
        };
        Ok((Created(copy), event.tell(messages)))
    })
    .await
}

/// Give no copy after all; whoever had it reads it no more, which what they have saved does not undo.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path), ("employee_id" = EmployeeId, Path)), responses((status = 204), Refusals))]
#[delete("/agreements/{id}/copies/{employee_id}")]
pub async fn withdraw_agreement_copy(
    app: App,
    who: Guard<perm::AgreementsPrepare>,
    path: Path<(AgreementId, EmployeeId)>,
) -> Answer<HttpResponse> {
    let (id, employee) = path.into_inner();
    app.change(&who, async |tx| {
        let row = Row::lock(tx, &who, who.scope(), id, app.today()).await?;
        not_about_oneself(&who, &row)?;
        let reason: String = diesel::delete(agreement_copies::table.find((row.id, employee)))
            .returning(agreement_copies::reason)
            .get_result(tx)
            .await?;
        let event = row.event(Kind::AgreementCopyWithdrawn).facts(&serde_json::json!({
            "number": row.number, "employee_id": employee, "reason": reason}));
        Ok((HttpResponse::NoContent().finish(), event))
    })
    .await
}

/// Word to everybody who gets a copy, now that it is signed.
pub(super) async fn announce(app: &App, tx: &mut Tx, row: &Row) -> Answer<Vec<Message>> {
    let readers: Vec<EmployeeId> = agreement_copies::table
        .filter(agreement_copies::agreement_id.eq(row.id))
        .order(agreement_copies::employee_id)
        .select(agreement_copies::employee_id)
        .load(tx)
        .await?;
    let mut messages = Vec::new();
    for reader in readers {
        messages.extend(may_read(app, tx, row, reader).await?);
    }
    Ok(messages)
}

async fn may_read(app: &App, tx: &mut Tx, row: &Row, reader: EmployeeId) -> Answer<Vec<Message>> {
    let text = format!(
        "【有据】《{}》（编号 {}）已签署并抄送给您，请登录系统，在“协议”中查阅。内容涉及他人，请勿外传。",
        row.title, row.number
    );
    word_to(app, tx, Some(reader), [], ("协议抄送", &text)).await
}

/// A colleague in scope who can sign in: a witness, or somebody who gets a copy.
pub(super) async fn colleague(
    mut db: &Db,
    scope: &Scope,
    (id, pointer): (EmployeeId, &str),
    today: NaiveDate,
) -> Answer<EmployeeRef> {
    let found: Option<EmployeeRef> = employees::table
        .inner_join(accounts::table)
        .filter(employees::id.eq(id).and(scope.sees(employees::id, today)))
        .filter(accounts::disabled_at.is_null().and(accounts::password_hash.is_not_null()))
        .select(EmployeeRef::as_select())
        .first(&mut db)
        .await
        .optional()?;
    found.ok_or_else(|| {
        Problem::field(
            pointer,
            "no_account",
            "此人没有可以登录的账号，请先激活其账号，或另选一人。",
            "This person cannot sign in. Have their account activated first, or choose somebody else.",
        )
    })
}
