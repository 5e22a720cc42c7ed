//! Organisation 组织: legal entities, units and positions.
//!
//! A legal entity 用人单位 is the employer that signs; it has a log of its own, since it is the party in a
//! dispute; its documents carry its letterhead. Units form a tree within it, each may have a head; a position is what somebody does. What may
//! not happen (the database says so): a unit below itself, two units of one name under one parent.

mod letterhead;
mod routes;
mod row;
mod specimen;

pub use letterhead::{letterhead, letterheads};
pub use row::{LegalEntity, OrgUnit, Position};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_legal_entities)
        .service(routes::create_legal_entity)
        .service(routes::show_legal_entity)
        .service(routes::change_legal_entity)
        .service(letterhead::show_letterhead)
        .service(letterhead::change_letterhead)
        .service(letterhead::show_letterhead_logo)
        .service(letterhead::set_letterhead_logo)
        .service(letterhead::remove_letterhead_logo)
        .service(routes::list_org_units)
        .service(routes::create_org_unit)
        .service(routes::change_org_unit)
        .service(routes::list_positions)
        .service(routes::create_position);
}
