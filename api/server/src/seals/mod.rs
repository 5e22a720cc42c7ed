//! Company seals 印章: who keeps each, what it is for, and the register of its uses 用印登记.
//!
//! An employer gets its official seal with its registration; legal takes others into use and hands them purposes.
//! A seal's key is made by the keystore and never seen; the database holds its handle, which opens nothing alone.
//! Every use is written down in the transaction of what was sealed: who asked, who allowed it, which file. What
//! must not happen: a use without its line in the register, a retired seal or an ended certificate used, a keeper
//! passed over.

mod apply;
mod routes;
mod row;

pub use apply::{InCharge, Use, in_charge, record, seal_for};
pub use row::{Seal, certify_again, ensure, take_into_use};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_seals)
        .service(routes::create_seal)
        .service(routes::list_seal_keepers)
        .service(routes::show_seal)
        .service(routes::change_seal)
        .service(routes::certify_seal)
        .service(routes::retire_seal)
        .service(routes::list_seal_uses);
}
