//! Deadlines 期限: what falls due when, computed from records each time somebody looks.
//!
//! Nothing is typed in: the dates of a person are read through the view `deadline_facts`, and
//! `domain::deadlines` says what follows from them, a wrong or missing date in the records included (`A-DATA`).
//! A deadline is `upcoming`, then `due_soon` from its first lead day on, then `overdue`; a record that shows it
//! was done makes it `done`. Once a civil day the service turns what came into its lead time into a reminder,
//! sends HR one digest, and escalates to all of HR what was missed and heeded by nobody.
//! What may not happen: a manager who learns of health, family or age through a date, a name in a calendar feed,
//! a case shown to the person before it is open to them, a reminder given twice, one's own taken care of by
//! oneself.

mod calendar;
mod facts;
mod feed;
mod found;
mod notice;
mod recipients;
mod reminder;
mod routes;
mod row;
mod survey;
mod waiting;

pub use notice::{notice_all, run};
pub use survey::{Survey, Surveyed, survey};
pub use waiting::waits;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_deadlines)
        .service(routes::acknowledge_deadline)
        .service(feed::show_deadline_feed)
        .service(feed::issue_deadline_feed)
        .service(feed::revoke_deadline_feed)
        .service(feed::download_deadline_calendar);
}
