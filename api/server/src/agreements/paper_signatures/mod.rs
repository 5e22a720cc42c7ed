//! Signing on paper 纸质签署: the scan of what both signed by hand, compared with the paper by another person.

mod routes;
mod row;

pub use row::on_paper;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(routes::list_paper_signatures)
        .service(routes::bring_paper_signature)
        .service(routes::read_paper_signature_scan)
        .service(routes::review_paper_signature)
        .service(routes::object_to_paper_signature);
}
