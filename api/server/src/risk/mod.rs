//! The risk overview 用工风险总览: what an employer stands to lose, where proof is lacking, and what comes due, in
//! numbers for HR and legal, each with the list behind it.
//!
//! Nothing is kept: every number is computed from records when somebody looks, by the decisions that the gate, the
//! settlement and the deadlines make. What may not happen: a
//! number about somebody out of scope or about oneself, a name beside a protected situation for whoever may only
//! count, such a name without an entry in the person's own trail, a list that leaves the house without one.

mod export;
mod overview;
mod routes;
mod row;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::show_risk)
        .service(routes::list_risk_cases)
        .service(routes::list_risk_contracts)
        .service(routes::list_protected_people)
        .service(export::export_risk);
}
