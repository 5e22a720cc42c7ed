//! Agreements 协议: documents that both sides sign: contracts from templates, and the separation agreement
//! 解除劳动合同协议书.
//!
//! HR or legal drafts it — a contract from the released version of a template, a separation agreement from the terms
//! both sides accepted —, another person of legal reviews it, it is sent, and both sides sign in any order:
//! `draft → reviewed → sent → partly_signed → signed`, or `declined`, `voided`, `expired` (`domain::agreements`). Signing is apart from signing in: a one-time code to the signer's own
//! phone or an authenticator, the words that were agreed to, and the hash of the very file that was read
//! (电子劳动合同订立指引 6, 7). Each signature is PAdES B-T, appended to the file; a person's key is made for
//! that one signature and gone afterwards. What must not happen: the employer signing for the person or the
//! preparer for the employer, a signature on another file than the one shown, a step half done after a
//! crash, an employee reading a draft that was never sent to them.

mod ceremony;
mod completion;
mod contract;
mod draft;
mod expiry;
mod facts;
mod proof;
mod routes;
mod row;
mod separation;
mod waiting;

pub use expiry::{expire_late, run};
pub use row::Agreement;
pub use waiting::waits;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(separation::draft_agreement)
        .service(contract::draft_contract)
        .service(routes::list_agreements)
        .service(routes::show_agreement)
        .service(routes::read_agreement_document)
        .service(routes::read_agreement_original)
        .service(routes::review_agreement)
        .service(routes::send_agreement)
        .service(ceremony::send_signing_code)
        .service(ceremony::sign_agreement)
        .service(routes::decline_agreement)
        .service(routes::void_agreement)
        .service(routes::remind_of_agreement);
}
