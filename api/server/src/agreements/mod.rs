//! Agreements 协议: documents that both sides sign: contracts from templates, and the separation agreement
//! 解除劳动合同协议书.
//!
//! HR or legal drafts it — a contract from the released version of a template, a separation agreement from the terms
//! both sides accepted —, another person of legal reviews it, it is sent, and both sides sign in any order:
//! `draft → reviewed → sent → partly_signed → signed`, or `declined`, `voided`, `expired` (`domain::agreements`). Signing is apart from signing in: a one-time code to the signer's own
//! phone or an authenticator, the words that were agreed to, and the hash of the very file that was read
//! (电子劳动合同订立指引 6, 7). Each signature is PAdES B-T, appended to the file; a person's key is made for
//! that one signature and gone afterwards. Whoever does not want to sign electronically signs on
//! paper: a scan is brought in by one and compared by another. What must not happen: the employer signing for the person or the
//! preparer for the employer, a signature on another file than the one shown, a step half done after a
//! crash, an employee reading a draft that was never sent to them.
//!
//! The text of a contract is negotiated while it lies with both: each comments on its clauses, the other side settles
//! that, and HR drafts the next agreement in its place. Once that one is sent, the earlier one is voided with whatever
//! signature it has: nobody is bound by words that were changed after they signed. What both have signed is varied by
//! another agreement, which says which clauses are reworded, added and removed; the contract as it stands is computed from
//! the two.

pub mod batches;
mod ceremony;
mod certificate;
mod comments;
mod completion;
mod conditions;
mod contract;
mod copies;
mod draft;
mod embed_tokens;
mod expiry;
mod facts;
mod identity;
mod keeping;
mod paper_copies;
mod paper_signatures;
mod proof;
mod replacing;
mod routes;
mod row;
mod sealing;
mod sending;
mod separation;
mod signature;
mod signers;
mod text;
mod variation;
mod view;
mod waiting;
mod words;

pub use conditions::{SignedConditions, signed_conditions};
pub use draft::{Private, employer};
pub use expiry::{expire_late, run};
pub use keeping::renew;
pub use row::{Agreement, hidden_from};
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
        .service(text::read_agreement_text)
        .service(text::compare_agreement)
        .service(variation::read_present_clauses)
        .service(variation::compare_varied_contract)
        .service(comments::list_agreement_comments)
        .service(comments::comment_on_agreement)
        .service(comments::settle_agreement_comment)
        .service(replacing::replace_agreement)
        .service(certificate::read_completion_certificate)
        .service(routes::review_agreement)
        .service(routes::send_agreement)
        .service(embed_tokens::create_embed_token)
        .service(ceremony::send_signing_code)
        .service(ceremony::ask_signing_passkey)
        .service(ceremony::sign_agreement)
        .service(routes::decline_agreement)
        .service(routes::void_agreement)
        .service(routes::remind_of_agreement)
        .service(copies::list_agreement_copies)
        .service(copies::give_agreement_copy)
        .service(copies::withdraw_agreement_copy)
        .service(paper_copies::list_paper_copies)
        .service(paper_copies::ask_for_paper_copy)
        .service(paper_copies::hand_over_paper_copy)
        .configure(paper_signatures::routes)
        .configure(batches::routes);
}
