//! Evidence bundles 证据包.

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(_: &mut ServiceConfig<'_>) {}
