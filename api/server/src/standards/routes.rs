use actix_web::web::{Json, Path, Query};
use actix_web::{get, post};
use domain::standards;
use store::ids::LocalFigureId;

use super::row::{self, LocalFigure, LocalFigureCorrection, LocalFigureFacts};
use super::view::{LocalStandards, StandardsAsked};
use crate::org::LegalEntity;
use crate::platform::access::Caller;
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind};
use crate::platform::{Answer, App, Created, Guard, Problem, Valid, ids, perm};

/// Local figures, shipped and on record, and what is lacking with where it is published.
#[utoipa::path(tag = "standards", params(StandardsAsked), responses((status = 200, body = LocalStandards), Refusals))]
#[get("/local-standards")]
pub async fn list_local_standards(
    app: App,
    _who: Guard<perm::StandardsRead>,
    asked: Query<StandardsAsked>,
) -> Answer<Json<LocalStandards>> {
    let db = app.read().await?;
    let (recorded, entities) = tokio::try_join!(LocalFigure::list(&db, asked.city.as_deref()), LegalEntity::list(&db))?;
    let cities = entities.into_iter().map(|entity| entity.facts.city);
    Ok(Json(LocalStandards::of(&recorded, cities, &asked, app.today())))
}

/// Put a figure on record, as its notice gives it. It goes before the shipped one.
#[utoipa::path(tag = "standards", request_body = LocalFigureFacts, responses((status = 201, body = LocalFigure), Refusals))]
#[post("/local-standards")]
pub async fn record_local_figure(
    app: App,
    who: Guard<perm::StandardsWrite>,
    said: Valid<LocalFigureFacts>,
) -> Answer<Created<LocalFigure>> {
    who.scope().require_all()?;
    let figure = on_record(&app, &who, said.0.filed(), None)?;
    app.change(&who, async |tx| {
        let known = row::of_city(tx, &figure.facts.city).await?;
        standards::check(&figure.facts.figure(), &known, app.today())?;
        figure.insert(tx).await?;
        let event = Event::of_group(Kind::LocalFigureRecorded, figure.id).facts(&figure);
        Ok((Created(figure), event))
    })
    .await
}

/// Put a figure in the place of one that is wrong; both stay on record.
#[utoipa::path(tag = "standards", params(("id" = LocalFigureId, Path)), request_body = LocalFigureCorrection, responses((status = 201, body = LocalFigure), Refusals))]
#[post("/local-standards/{id}/correction")]
pub async fn correct_local_figure(
    app: App,
    who: Guard<perm::StandardsWrite>,
    id: Path<LocalFigureId>,
    said: Valid<LocalFigureCorrection>,
) -> Answer<Created<LocalFigure>> {
    who.scope().require_all()?;
    app.change(&who, async |tx| {
        let wrong = LocalFigure::lock(tx, *id).await?;
        standards::correct(wrong.superseded_by.is_some())?;
        let (facts, reason) = said.0.of(&wrong.facts);
        let known = row::of_city_but(tx, &facts.city, Some(wrong.id)).await?;
        standards::check(&facts.figure(), &known, app.today())?;
        let figure = on_record(&app, &who, facts, Some(reason))?;
        wrong.supersede(tx, figure.id).await?;
        figure.insert(tx).await?;
        let facts = serde_json::json!({"figure": figure, "corrects": wrong});
        Ok((Created(figure), Event::of_group(Kind::LocalFigureCorrected, *id).facts(&facts)))
    })
    .await
}

fn on_record(app: &App, who: &Caller, facts: LocalFigureFacts, reason: Option<String>) -> Answer<LocalFigure> {
    let recorded_by = who.principal.account_id().ok_or_else(Problem::forbidden)?;
    Ok(LocalFigure { id: ids::new(), facts, reason, recorded_by, recorded_at: app.now(), superseded_by: None })
}
