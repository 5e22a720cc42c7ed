//! Separation cases 离职案件: from opening to the archive, on exactly one ground (DESIGN §8).
//!
//! A case goes one of two roads. The employer's own decision under LCL 40(2):
//! `open → union_notified → approved → noticed → completed`. What both sides agree under LCL 36:
//! `open → negotiating → agreed → signed → completed`; a case on 40(2) goes over to 36 when the employee
//! accepts an offer. Beside the stages stand the gate (what the law asks for, what is on record, what is
//! missing; derived from records only) and the settlement (what is owed, with every step). What may not
//! happen: a notice the gate holds up or nobody else approved, a union that hears of it afterwards, two cases
//! about one employment, a certificate before the last day, an offer answered by the side that made it.
//! The employee sees the case from the notice or the negotiation on, one on ground 36 from its opening.

mod bill;
mod circumstances;
mod gate;
mod papers;
mod proof;
mod proposals;
mod routes;
mod row;
mod settlement;
mod steps;
mod terms;
mod view;
mod waiting;

pub use row::hidden_from;
pub use settlement::{Computed, Settlement, SettlementLine};
pub use terms::{Terms, TermsLine, attach_agreement, mark_signed, terms_of};
pub use view::Separation;
pub use waiting::{Reach, waits};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_separations)
        .service(routes::open_separation)
        .service(routes::show_separation)
        .service(gate::show_gate)
        .service(settlement::show_settlement)
        .service(routes::notify_union)
        .service(routes::answer_for_union)
        .service(routes::request_approval)
        .service(routes::decide_approval)
        .service(steps::issue_notice)
        .service(steps::record_service)
        .service(proposals::list_proposals)
        .service(proposals::make_proposal)
        .service(proposals::accept_proposal)
        .service(proposals::reject_proposal)
        .service(steps::complete_separation)
        .service(routes::withdraw_separation);
}
