//! Performance reviews 绩效考核: KPIs, cycles, the goals of a position, and one review per employee and cycle.
//!
//! `goals_delivered → goals_confirmed | goals_objected → self_assessed → manager_assessed → result_delivered →
//! result_confirmed | result_objected`. Goals and results are delivered through [`crate::platform::deliveries`]
//! with their hash and answered once. Actual values come from business systems until the manager has assessed;
//! a result measures one person against their own goals and never against others. What may not
//! happen: goals that are changed after they were delivered, an assessment with figures missing, a result that
//! is answered before it arrived.

mod actuals;
mod cycles;
mod delivery;
mod goals;
mod kpis;
mod record;
mod result;
mod routes;
mod row;
mod waiting;

pub use record::FailedReview;
pub use row::{Review, employee_of, named};
pub use waiting::waits;

use utoipa_actix_web::service_config::ServiceConfig;

/// The kind under which goals are delivered.
pub(crate) const GOALS: &str = "goals";
/// The kind under which a result is delivered.
pub(crate) const RESULT: &str = "result";

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(kpis::list_kpis)
        .service(kpis::define_kpi)
        .service(cycles::list_review_cycles)
        .service(cycles::open_review_cycle)
        .service(actuals::record_actuals)
        .service(cycles::show_review_cycle)
        .service(goals::list_position_goals)
        .service(goals::set_position_goals)
        .service(delivery::deliver_goals)
        .service(routes::list_reviews)
        .service(routes::show_review)
        .service(routes::answer_goals)
        .service(routes::assess_oneself)
        .service(routes::assess_report)
        .service(result::deliver_result)
        .service(routes::answer_result);
}
