//! Improvement plans 绩效改进计划: goals, a window, help, and an outcome; the chance that art. 40(2) asks for
//! between the first failed review and the second.
//!
//! `draft → published → active → closed`. A draft is the manager's and HR's; published, the plan becomes a document in
//! the employer's words, is delivered to both sides and becomes active when both have answered. What may not happen: a plan that changes after it
//! was delivered, an outcome without a check-in that the employee answered.

mod letter;
mod record;
mod routes;
mod row;
mod waiting;

pub use record::{PlanRecord, closed_before};
pub use row::{Plan, PlanStanding, ending_by};
pub use waiting::waits;

use utoipa_actix_web::service_config::ServiceConfig;

/// The kind under which a plan is delivered to both sides.
pub(crate) const PLAN: &str = "plan";

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_plans)
        .service(routes::draft_plan)
        .service(routes::show_plan)
        .service(routes::read_plan_document)
        .service(routes::change_plan)
        .service(routes::publish_plan)
        .service(routes::answer_plan)
        .service(routes::record_training)
        .service(routes::close_plan);
}
