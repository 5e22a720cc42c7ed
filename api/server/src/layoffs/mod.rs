//! Lay-offs of many 经济性裁员 (LCL 41, R-063): one procedure around the cases of many people.
//!
//! `opened → explained → reported → completed`; the cases are separation cases on 41 like any other, and each goes its
//! own road. The stage is read off the procedure and the cases and stored nowhere. What the procedure proves (numbers,
//! explanation, opinions, report) is proved for all of them; files and steps can be given to all at once, in one
//! transaction: everybody or nobody. What may not happen: a notice within thirty days of the explanation, a report
//! before it.

mod evidence;
mod priorities;
mod priorities_workbook;
mod routes;
mod row;

pub use row::LayoffRecord;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_layoffs)
        .service(routes::open_layoff)
        .service(routes::show_layoff)
        .service(routes::explain_layoff)
        .service(routes::report_layoff)
        .service(priorities::list_layoff_priorities)
        .service(priorities_workbook::download_layoff_priorities)
        .service(evidence::list_layoff_evidence)
        .service(routes::add_layoff_evidence)
        .service(routes::review_layoff_evidence)
        .service(routes::step_layoff)
        .service(routes::answer_layoff_for_union)
        .service(routes::decide_layoff);
}
