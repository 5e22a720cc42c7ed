//! Check-ins 沟通记录: dated conversations, written down by the manager and answered by the employee.
//!
//! Writing one confirms it for the manager; the employee confirms it or objects, once. It is never edited: a
//! correction is another check-in. One that belongs to an improvement plan is held while the plan is active.

mod routes;
mod row;
mod waiting;

pub use row::CheckIn;
pub use waiting::waits;

use utoipa_actix_web::service_config::ServiceConfig;

/// The kind under which a check-in is delivered to the employee.
pub(crate) const CHECK_IN: &str = "check_in";

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_check_ins)
        .service(routes::record_check_in)
        .service(routes::show_check_in)
        .service(routes::answer_check_in);
}
