//! A contract for many people at once 批量签订: drafted, reviewed, sent and sealed as one, signed by each alone.
//!
//! A batch is a list of what is to be agreed with whom. Its lines are worked off in the background, each in
//! transactions of its own, and whatever a stop of the service leaves undone is done by the next: a line says what
//! is to be done next, and the transaction that does it strikes it out. What is refused for one person stands at
//! their line and holds nobody up. The company's seal needs one act of its keeper, with proof, for the agreements
//! that stood open then (`domain::batches`). What must not happen: a line done twice, a person signed for, the
//! preparer reviewing or sealing.

mod actions;
mod candidates;
mod correction;
mod items;
mod open;
mod routes;
mod row;
mod seal;
mod work;

pub use work::{run, work_off};

pub(super) use row::Row;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(open::open_agreement_batch)
        .service(candidates::list_batch_candidates)
        .service(routes::list_agreement_batches)
        .service(routes::show_agreement_batch)
        .service(routes::list_agreement_batch_items)
        .service(actions::review_agreement_batch)
        .service(actions::send_agreement_batch)
        .service(correction::correct_agreement_batch_item)
        .service(actions::retry_agreement_batch)
        .service(actions::cancel_agreement_batch)
        .service(seal::send_batch_seal_code)
        .service(seal::ask_batch_seal_passkey)
        .service(seal::seal_agreement_batch);
}
