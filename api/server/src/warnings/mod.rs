//! Warnings 警告: a reminder on record, a written warning, a final one, each with what happened and the rule behind it.
//!
//! A manager or HR drafts one. For a written or final one the employee is asked for a statement 陈述申辩 first
//! (E-STATEMENT, DOC-23); somebody else than whoever prepared it approves it, and with that the letter is sealed and
//! delivered (E-NOTICE-SERVED). The employee acknowledges receipt or objects, once; neither is consent. What may not
//! happen: a warning in writing without having asked the employee, the preparer approving, a changed text with an old
//! statement, an employee reading a draft, a fine or a cut in pay (R-039: there is no field for one). Withdrawn or run
//! out, a warning stays on record and no longer counts as E-PRIOR-WARN.

mod acts;
mod letter;
mod record;
mod routes;
mod row;
mod view;
mod waiting;

pub use record::{PriorWarning, hidden_from, standing_warnings};
pub use waiting::waits;

use utoipa_actix_web::service_config::ServiceConfig;

/// The type of its deliveries, and the kind under which the letter is delivered.
const WARNING: &str = "warning";

/// The kind under which the request for a statement is delivered.
const STATEMENT_REQUEST: &str = "warning_statement_request";

/// The kind under which the employee is told that it was taken back.
const WITHDRAWAL: &str = "warning_withdrawal";

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_warnings)
        .service(routes::draft_warning)
        .service(routes::show_warning)
        .service(routes::change_warning)
        .service(acts::submit_warning)
        .service(acts::make_warning_statement)
        .service(acts::decide_warning)
        .service(acts::answer_warning)
        .service(acts::withdraw_warning);
}
