use actix_web::web::{Path, Query};
use actix_web::{get, post, put};
use chrono::Datelike;
use domain::warnings::Stage;
use store::ids::WarningId;
use store::{Json, Text};

use super::row::{By, Row, WarningFacts, WarningFilter, Words, next_number};
use super::view::Warning;
use crate::employees::Standing;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};

/// Warnings that the caller may see, latest first; one's own once they are open to one.
#[utoipa::path(tag = "warnings", params(WarningFilter, Paging), responses((status = 200, body = Page<Warning>), Refusals))]
#[get("/warnings")]
pub async fn list_warnings(
    app: App,
    who: Guard<perm::WarningsRead>,
    filter: Query<WarningFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Warning>> {
    Warning::list(&app, &*app.read().await?, (&who, who.scope()), &filter, &paging).await
}

/// One warning, with hints at what a court may hold against it while it is not issued.
#[utoipa::path(tag = "warnings", params(("id" = WarningId, Path)), responses((status = 200, body = Warning), Refusals))]
#[get("/warnings/{id}")]
pub async fn show_warning(app: App, who: Guard<perm::WarningsRead>, id: Path<WarningId>) -> Answer<Tagged<Warning>> {
    Ok(Tagged(Warning::find(&app, &*app.read().await?, (&who, who.scope()), *id).await?))
}

/// Draft a warning to one of one's people. There is no field for a fine or a cut in pay.
#[utoipa::path(tag = "warnings", request_body = WarningFacts, responses((status = 201, body = Warning), Refusals))]
#[post("/warnings")]
pub async fn draft_warning(
    app: App,
    who: Guard<perm::WarningsWrite>,
    said: Valid<WarningFacts>,
) -> Answer<Created<Warning>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        if who.is_oneself(facts.employee_id) {
            return Err(Problem::forbidden());
        }
        let standing = Standing::find(tx, who.scope(), facts.employee_id, app.today()).await?;
        let (id, number): (WarningId, _) = (ids::new(), next_number(tx, app.today().year()).await?);
        let words = Words { facts, heard: None, decided: None, withdrawal: None };
        let row = Row {
            id,
            version: 1,
            number,
            employee_id: standing.person.id,
            legal_entity_id: standing.legal_entity_id,
            level: Text(words.facts.level),
            stage: Text(Stage::Draft),
            words_sealed: words.seal(&app.keyring, id)?,
            prepared_by: Json(vec![By::of(&who)]),
            open_to_employee: false,
            hearing_id: None,
            statement_due_on: None,
            document_id: None,
            letter_sha256: None,
            issued_at: None,
            counts_until: None,
            created_at: app.now(),
        };
        row.insert(tx).await?;
        let event = row.event(Kind::WarningDrafted).facts(&row.with_number(&words.facts));
        Ok((Created(Warning::find(&app, tx, (&who, who.scope()), id).await?), event))
    })
    .await
}

/// Replace what a draft says. Whoever changes it has prepared it, too.
#[utoipa::path(tag = "warnings", params(("id" = WarningId, Path)), request_body = WarningFacts, responses((status = 200, body = Warning), Refusals))]
#[put("/warnings/{id}")]
pub async fn change_warning(
    app: App,
    who: Guard<perm::WarningsWrite>,
    id: Path<WarningId>,
    seen: IfMatch,
    said: Valid<WarningFacts>,
) -> Answer<Tagged<Warning>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let mut row = Row::lock(tx, &who, who.scope(), *id, app.today()).await?;
        row.refuse_own(&who)?;
        seen.check(row.version)?;
        domain::warnings::edit(row.stage.0)?;
        if facts.employee_id != row.employee_id {
            let (zh, en) = ("警告不能改属另一名员工。", "A warning stays with its employee.");
            return Err(Problem::field("/employee_id", "immutable", zh, en));
        }
        let words = Words { facts, ..row.words(&app.keyring)? };
        row.level = Text(words.facts.level);
        row.words_sealed = words.seal(&app.keyring, row.id)?;
        row.note_preparer(&who);
        row.save(tx).await?;
        let event = row.event(Kind::WarningChanged).facts(&row.with_number(&words.facts));
        Ok((Tagged(Warning::find(&app, tx, (&who, who.scope()), *id).await?), event))
    })
    .await
}
