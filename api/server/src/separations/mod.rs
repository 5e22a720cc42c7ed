//! Separation cases 离职案件: from opening to the archive, on exactly one ground (DESIGN §8).
//!
//! The ground decides the road (`domain::separations::Road`): what both sides agree (36), the employer's dismissal
//! (39, 40, 41) with union, approval, notice and service, an ending by term or by law (44), the employee's own
//! notice (37, 38), death. A case on any employer's ground goes over to 36 when the employee accepts an offer.
//! Beside the stages stand the gate (what the law asks for, what is on record, what is missing; derived from
//! records only), the settlement (what is owed, with every step), the evidence that was brought in and judged, and
//! the tasks around the end. What may not happen: a notice the gate holds up or nobody else approved, evidence
//! judged by whoever brought it, grounds changed after the notice, a union that hears of it afterwards, two cases
//! about one employment, a certificate before the last day, an offer answered by the side that made it.
//! The employee sees the case from the notice or the negotiation on, one on 36 or their own notice from its opening.

mod acts;
mod basis;
mod bill;
mod brought;
mod case;
mod case_facts;
mod circumstances;
mod compare;
mod evidence;
mod evidence_form;
mod exposure;
mod gate;
mod handover;
mod interviews;
mod leaving;
mod many;
mod non_competes;
mod notices;
mod offer;
mod overrides;
mod papers;
mod parts;
mod proof;
mod proposals;
mod records;
mod routes;
mod row;
mod service;
mod service_form;
mod settlement;
mod settlement_files;
mod settlement_items;
mod settlement_workbook;
mod sheet;
mod steps;
mod sums;
mod task_list;
mod tasks;
mod terms;
mod view;
mod waiting;

pub use bill::SettlementLine;
pub use brought::{LayoffEvidence, brought_into};
pub use circumstances::of_person as circumstances_of_person;
pub use evidence::SeparationEvidenceReview;
pub use evidence_form::{Brought, EvidenceForm, SeparationEvidenceUpload};
pub use exposure::{AtStake, OpenCase, at_stake, open_cases};
pub use many::{Chosen, Step, bring_for_all, chosen_in, judge_for_all, on_all, open_all};
pub use non_competes::waits as non_competes_wait;
pub use row::hidden_from;
pub use settlement::{Computed, Settlement};
pub use task_list::payroll_waits;
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
        .service(overrides::override_gate)
        .service(case_facts::state_case_facts)
        .service(evidence::list_separation_evidence)
        .service(evidence::add_separation_evidence)
        .service(evidence::review_separation_evidence)
        .service(evidence::download_separation_evidence)
        .service(evidence::make_statement)
        .service(leaving::give_leaving_notice)
        .service(leaving::acknowledge_leaving_notice)
        .service(task_list::list_tasks_of_separations)
        .service(tasks::list_separation_tasks)
        .service(tasks::add_separation_task)
        .service(tasks::end_separation_task)
        .service(compare::compare_grounds)
        .service(settlement::show_settlement)
        .service(settlement_files::download_settlement_sheet)
        .service(handover::download_handover_list)
        .service(settlement_files::download_settlement_workbook)
        .service(settlement_items::state_settlement_item)
        .service(settlement_items::remove_settlement_item)
        .service(routes::notify_union)
        .service(routes::answer_for_union)
        .service(routes::request_approval)
        .service(routes::decide_approval)
        .service(steps::issue_notice)
        .service(steps::record_service)
        .service(service::show_notice_service)
        .service(service::record_service_attempt)
        .service(service::conclude_service_attempt)
        .service(service::download_service_proof)
        .service(interviews::list_separation_interviews)
        .service(interviews::record_separation_interview)
        .service(interviews::answer_separation_interview)
        .service(proposals::list_proposals)
        .service(proposals::make_proposal)
        .service(proposals::accept_proposal)
        .service(proposals::reject_proposal)
        .service(steps::complete_separation)
        .service(routes::withdraw_separation);
    non_competes::routes(config);
}
