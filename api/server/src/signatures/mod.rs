//! Signatures 签名: the desk where documents are set, signed, sealed and stamped.

mod desk;

pub use desk::Desk;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(_: &mut ServiceConfig<'_>) {}
