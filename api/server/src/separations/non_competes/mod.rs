//! Non-compete duties 竞业限制: what the employer said at the end, what is paid, how it ends early.
//!
//! Once the end is decided the employer says in a letter whether the duty binds, once a case: activated with its
//! terms for a person whom the law allows to be bound, or given up by the last day. The letter is delivered to the
//! employee, who confirms it or objects. Payroll records what is paid for each month; the employee may state that a
//! month was not paid. The employer may release early at the price of three months more; the employee may give
//! notice of release after three months without payment. What may not happen: terms beyond two years, a payment
//! from the time of service, a duty that is ended twice. Nothing records where a person is or what they do.

mod decide;
mod floor;
mod release;
mod routes;
mod row;
mod view;
mod waiting;

pub use waiting::waits;

use utoipa_actix_web::service_config::ServiceConfig;

/// The kind under which the letter is delivered to the employee.
const NON_COMPETE: &str = "non_compete";

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(decide::show_non_compete_of_case)
        .service(decide::decide_non_compete)
        .service(routes::list_non_competes)
        .service(routes::show_non_compete)
        .service(routes::answer_non_compete)
        .service(routes::record_non_compete_payment)
        .service(routes::state_non_compete_unpaid)
        .service(release::release_non_compete)
        .service(release::give_release_notice);
}
