//! Alerts 预警: a risk the system noticed, addressed to people, with a day by which to act.
//!
//! A result under the baseline alerts the employee and whoever leads them in the transaction that delivers it:
//! the employee must know what is at stake and what they can do, the manager must help before anything else.
//! `open → acknowledged → resolved`; the addressee acknowledges, the manager or HR says what was done. Nobody
//! sees what was addressed to others about them.

mod raise;
mod routes;
mod row;
mod waiting;

pub use raise::{DeliveredReview, raise_for_result};
pub use row::{Alert, count_open, employee_of};
pub use waiting::waits;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(routes::list_alerts).service(routes::acknowledge_alert).service(routes::resolve_alert);
}
