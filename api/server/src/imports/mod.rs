//! Imports 导入: a workbook that HR keeps, read, checked cell by cell, and taken over in one transaction.
//!
//! An import is `checking` until every cell has been looked at, then `checked`; it is `committing` from the
//! moment somebody says so until people, units and positions are on record, then `committed`. A file that
//! cannot be read at all is `failed`; a commit that the records refuse goes back to `checked` and says why.
//! Both steps are jobs: rows that outlive the process, done by whichever instance holds their lock.
//! What may not happen: a row with an error among the people, half a roster on record, the same commit twice,
//! an entry about somebody for whom nothing changed.

mod check;
mod commit;
mod corrections;
mod jobs;
mod managers;
mod record;
mod routes;
mod row;
mod terms;
mod units;
mod upload;
mod workbook;

pub use jobs::{run, run_pending};
pub use row::{Finding, Import, ImportState};
pub use upload::{begin, findings, order_commit, show};

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::upload_import)
        .service(routes::list_imports)
        .service(routes::show_import)
        .service(routes::list_import_issues)
        .service(routes::watch_import)
        .service(routes::commit_import);
}
