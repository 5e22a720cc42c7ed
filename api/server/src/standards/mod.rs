//! Local figures 地方标准: average wages, their threefold cap and minimum wages of a city, versioned data with a
//! source, a day from which they count, and a status.
//!
//! Some ship with the program; HR, payroll and legal put the official ones on record, which go before them. A
//! figure on record is never changed: a correction is a new one that takes its place, and both stay. What may
//! not happen: an unconfirmed figure in a sum, two figures of one kind and day or year, a cap that is not three
//! times the month, a base of social insurance as a cap. What is lacking is named with where it is published.

mod routes;
mod row;
mod view;

pub use row::{of_cities, of_city};
pub use view::StandardStatus;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_local_standards)
        .service(routes::record_local_figure)
        .service(routes::correct_local_figure);
}
