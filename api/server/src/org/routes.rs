use actix_web::web::{Path, Query};
use actix_web::{get, post, put};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Deserialize;
use store::ids::{LegalEntityId, OrgUnitId, PositionId};
use store::schema::{legal_entities, org_units, positions};
use utoipa::IntoParams;

use super::row::{LegalEntity, LegalEntityFacts, OrgUnit, OrgUnitFacts, Position, PositionFacts};
use crate::platform::errors::Refusals;
use crate::platform::journal::{Event, Kind, open_log};
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Problem, Tagged, Valid, ids, perm};

/// Employers of the group.
#[utoipa::path(tag = "org", responses((status = 200, body = Page<LegalEntity>), Refusals))]
#[get("/legal-entities")]
pub async fn list_legal_entities(app: App, _who: Guard<perm::OrgRead>) -> Answer<Page<LegalEntity>> {
    Ok(Page::whole(LegalEntity::list(&*app.read().await?).await?))
}

/// Register an employer; its log opens with it.
#[utoipa::path(tag = "org", request_body = LegalEntityFacts, responses((status = 201, body = LegalEntity), Refusals))]
#[post("/legal-entities")]
pub async fn create_legal_entity(
    app: App,
    who: Guard<perm::OrgWrite>,
    said: Valid<LegalEntityFacts>,
) -> Answer<Created<LegalEntity>> {
    who.scope().require_all()?;
    let id: LegalEntityId = ids::new();
    app.change(&who, async |tx| {
        open_log(tx, id, &app.journal.origin(id), app.now()).await?;
        let entity: LegalEntity = diesel::insert_into(legal_entities::table)
            .values((legal_entities::id.eq(id), legal_entities::created_at.eq(app.now()), &said.0))
            .returning(LegalEntity::as_returning())
            .get_result(tx)
            .await?;
        let event = Event::new(Kind::LegalEntityCreated, id, id).facts(&entity);
        let seal = crate::seals::take_into_use(&app, tx, &who, &entity).await?;
        Ok((Created(entity), [event, seal]))
    })
    .await
}

/// One employer.
#[utoipa::path(tag = "org", params(("id" = LegalEntityId, Path)), responses((status = 200, body = LegalEntity), Refusals))]
#[get("/legal-entities/{id}")]
pub async fn show_legal_entity(
    app: App,
    _who: Guard<perm::OrgRead>,
    id: Path<LegalEntityId>,
) -> Answer<Tagged<LegalEntity>> {
    Ok(Tagged(LegalEntity::find(&*app.read().await?, *id).await?))
}

/// Replace what is known of an employer.
#[utoipa::path(tag = "org", params(("id" = LegalEntityId, Path)), request_body = LegalEntityFacts, responses((status = 200, body = LegalEntity), Refusals))]
#[put("/legal-entities/{id}")]
pub async fn change_legal_entity(
    app: App,
    who: Guard<perm::OrgWrite>,
    id: Path<LegalEntityId>,
    seen: IfMatch,
    said: Valid<LegalEntityFacts>,
) -> Answer<Tagged<LegalEntity>> {
    who.scope().require_entity(*id)?;
    app.change(&who, async |tx| {
        legal_entities::table.find(*id).select(legal_entities::id).for_update().execute(tx).await?;
        let before = LegalEntity::find(tx, *id).await?;
        seen.check(before.version)?;
        let entity: LegalEntity = diesel::update(legal_entities::table.find(*id))
            .set((&said.0, legal_entities::version.eq(before.version + 1)))
            .returning(LegalEntity::as_returning())
            .get_result(tx)
            .await?;
        let mut events = vec![Event::new(Kind::LegalEntityChanged, *id, *id).facts(&entity)];
        if (&before.facts.name, &before.facts.uscc) != (&entity.facts.name, &entity.facts.uscc) {
            events.extend(crate::seals::certify_again(&app, tx, &entity).await?);
        }
        Ok((Tagged(entity), events))
    })
    .await
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WithinEntity {
    legal_entity_id: Option<LegalEntityId>,
}

/// Units, as a flat list of a tree, with their headcount.
#[utoipa::path(tag = "org", params(WithinEntity), responses((status = 200, body = Page<OrgUnit>), Refusals))]
#[get("/org-units")]
pub async fn list_org_units(
    app: App,
    _who: Guard<perm::OrgRead>,
    within: Query<WithinEntity>,
) -> Answer<Page<OrgUnit>> {
    Ok(Page::whole(OrgUnit::list(&*app.read().await?, within.legal_entity_id, None, app.today()).await?))
}

/// Set up a unit.
#[utoipa::path(tag = "org", request_body = OrgUnitFacts, responses((status = 201, body = OrgUnit), Refusals))]
#[post("/org-units")]
pub async fn create_org_unit(
    app: App,
    who: Guard<perm::OrgWrite>,
    said: Valid<OrgUnitFacts>,
) -> Answer<Created<OrgUnit>> {
    let facts = said.0;
    who.scope().require_entity(facts.legal_entity_id)?;
    let id: OrgUnitId = ids::new();
    app.change(&who, async |tx| {
        diesel::insert_into(org_units::table)
            .values((org_units::id.eq(id), org_units::created_at.eq(app.now()), &facts))
            .execute(tx)
            .await?;
        let unit = the_unit(tx, &app, id).await?;
        let event = Event::new(Kind::OrgUnitCreated, facts.legal_entity_id, id).facts(&unit);
        Ok((Created(unit), event))
    })
    .await
}

/// Replace what is known of a unit.
#[utoipa::path(tag = "org", params(("id" = OrgUnitId, Path)), request_body = OrgUnitFacts, responses((status = 200, body = OrgUnit), Refusals))]
#[put("/org-units/{id}")]
pub async fn change_org_unit(
    app: App,
    who: Guard<perm::OrgWrite>,
    id: Path<OrgUnitId>,
    seen: IfMatch,
    said: Valid<OrgUnitFacts>,
) -> Answer<Tagged<OrgUnit>> {
    let facts = said.0;
    app.change(&who, async |tx| {
        let (present, entity): (i32, LegalEntityId) = org_units::table
            .find(*id)
            .select((org_units::version, org_units::legal_entity_id))
            .for_update()
            .first(tx)
            .await?;
        who.scope().require_entity(entity)?;
        seen.check(present)?;
        if facts.legal_entity_id != entity {
            return Err(Problem::field(
                "/legal_entity_id",
                "immutable",
                "部门不能改属另一用人单位。",
                "A unit stays with its legal entity.",
            ));
        }
        diesel::update(org_units::table.find(*id))
            .set((&facts, org_units::version.eq(present + 1)))
            .execute(tx)
            .await?;
        let unit = the_unit(tx, &app, *id).await?;
        let event = Event::new(Kind::OrgUnitChanged, entity, *id).facts(&unit);
        Ok((Tagged(unit), event))
    })
    .await
}

async fn the_unit(db: &store::Db, app: &App, id: OrgUnitId) -> Answer<OrgUnit> {
    OrgUnit::list(db, None, Some(id), app.today()).await?.pop().ok_or_else(Problem::not_found)
}

/// Positions.
#[utoipa::path(tag = "org", params(WithinEntity), responses((status = 200, body = Page<Position>), Refusals))]
#[get("/positions")]
pub async fn list_positions(
    app: App,
    _who: Guard<perm::OrgRead>,
    within: Query<WithinEntity>,
) -> Answer<Page<Position>> {
    Ok(Page::whole(Position::list(&*app.read().await?, within.legal_entity_id).await?))
}

/// Set up a position.
#[utoipa::path(tag = "org", request_body = PositionFacts, responses((status = 201, body = Position), Refusals))]
#[post("/positions")]
pub async fn create_position(
    app: App,
    who: Guard<perm::OrgWrite>,
    said: Valid<PositionFacts>,
) -> Answer<Created<Position>> {
    let facts = said.0;
    who.scope().require_entity(facts.legal_entity_id)?;
    app.change(&who, async |tx| {
        let position: Position = diesel::insert_into(positions::table)
            .values((positions::id.eq(ids::new::<PositionId>()), positions::created_at.eq(app.now()), &facts))
            .returning(Position::as_returning())
            .get_result(tx)
            .await?;
        let event = Event::new(Kind::PositionCreated, facts.legal_entity_id, position.id).facts(&position);
        Ok((Created(position), event))
    })
    .await
}
