//! Webhooks 事件通知: other systems are told of what happens, in an order they can rely on and signed so that they
//! can check it (Standard Webhooks).
//!
//! Nothing is written for it when something happens: the journal is the stream. One instance follows the placed
//! entries of each log with a place per webhook ([`follow`]), makes deliveries of what is asked for, and sends them
//! ([`send`]). Deliveries of a webhook go out one after the other; one that fails is tried again for three days, and
//! those behind it wait, so that nothing is ever told out of order. A webhook is `active`, `paused` by somebody or
//! `disabled` by the service (`domain::webhooks`). What is sent names kind and ids; the receiver fetches the rest
//! with rights of its own.
//! What may not happen: a person's data in what is sent, an event of a kind that is withheld, a call into a private
//! network, a redirect that is followed, a secret shown twice, a slow receiver that keeps others waiting.

mod address;
mod deliveries;
mod follow;
mod routes;
mod row;
mod send;
mod signature;
mod worker;

pub use worker::run;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_webhook_events)
        .service(routes::list_webhooks)
        .service(routes::create_webhook)
        .service(routes::show_webhook)
        .service(routes::change_webhook)
        .service(routes::delete_webhook)
        .service(routes::pause_webhook)
        .service(routes::resume_webhook)
        .service(routes::rotate_webhook_secret)
        .service(deliveries::test_webhook)
        .service(deliveries::list_webhook_deliveries)
        .service(deliveries::redeliver_webhook_event);
}
