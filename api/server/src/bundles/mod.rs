//! Evidence bundles 证据包: everything on record about one case's employee, as an archive that proves itself.
//!
//! A request is itself an entry, and the bundle ends after it: what was asked for, by whom and when is part of
//! the trail it shows. The archive is built in the background and then verified as an arbitrator would; one
//! that does not hold is never handed out. States: building, ready, failed. What must not happen: an entry
//! about the person left out (the log's own statement of where each trail ends is part of the bundle), or a
//! case shown to the employee before it is open to them.

mod build;
mod routes;
mod row;

pub use build::resume;
pub use row::Bundle;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::request_bundle)
        .service(routes::list_bundles)
        .service(routes::show_bundle)
        .service(routes::download_bundle);
}
