//! Labour disputes 劳动争议: from the opening over arbitration and the courts to the end (R-115, R-120 ).
//!
//! `opened → accepted → hearing → mediated | awarded → first_instance → appeal → closed`. A step is a dated record with
//! its paper and is never changed; the stage, the defence calendar and the deadlines follow from the steps. Beside them
//! stand the claims with the limitation of each, the list of exhibits for the tribunal, and the legal hold on the
//! person's records, which a dispute places by itself. What may not happen: a hold lifted by whoever placed it or while
//! its dispute runs, a record about a held person deleted (triggers of the migration refuse it), a party to a dispute
//! who handles it for the employer. The employee sees that there is a dispute and its steps; what the employer prepares
//! (summary, claims with their limitation, notes, exhibits, holds) is the employer's, and its entries are no part of
//! the person's trail. A manager sees nothing of it.

mod claims;
mod exhibits;
mod export;
mod holds;
mod routes;
mod row;
mod stake;
mod steps;
mod view;

pub use holds::is_held;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_disputes)
        .service(routes::open_dispute)
        .service(routes::show_dispute)
        .service(routes::change_dispute_details)
        .service(claims::state_dispute_claims)
        .service(steps::add_dispute_step)
        .service(steps::download_dispute_paper)
        .service(exhibits::list_dispute_exhibits)
        .service(exhibits::arrange_dispute_exhibits)
        .service(export::download_dispute_exhibits)
        .service(export::download_dispute_exhibits_workbook)
        .service(stake::show_dispute_stake)
        .service(holds::list_legal_holds)
        .service(holds::place_legal_hold)
        .service(holds::lift_legal_hold);
}
