//! The law calculators over HTTP: the same pure functions as `youju law` (CALCULATORS of the rulebook).

use actix_web::web::{Json, Path};
use actix_web::{get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::errors::Refusals;
use crate::platform::{Answer, Guard, Problem, perm};

pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_grounds).service(run_calculator);
}

/// Run a calculator: `severance`, `average-wage`, `annual-leave-payout`, `severance-income-tax` and its sisters.
///
/// Input and outcome are those of the calculator's page in the documentation; every outcome carries its steps.
#[utoipa::path(
    tag = "law",
    params(("calculator" = String, Path, example = "severance")),
    request_body(content = Object, example = json!({"units": "5", "average_wage": "30000.00", "ground": "40(2)", "notice_given": false, "last_month_wage": "15000.00"})),
    responses((status = 200, body = Object), Refusals)
)]
#[post("/law/{calculator}")]
async fn run_calculator(
    _who: Guard<perm::LawUse>,
    name: Path<String>,
    input: Json<serde_json::Value>,
) -> Answer<Json<serde_json::Value>> {
    if !law::CALCULATORS.contains(&name.as_str()) {
        return Err(Problem::not_found());
    }
    Ok(Json(law::run(&name, &input)?))
}

/// The grounds on which an employment may end, with their evidence and documents.
#[utoipa::path(tag = "law", responses((status = 200, body = Object), Refusals))]
#[get("/law/grounds")]
async fn list_grounds(_who: Guard<perm::LawUse>) -> Answer<Json<serde_json::Value>> {
    let table = serde_json::json!({
        "rows": law::grounds::rows(),
        "evidence_codes": law::grounds::evidence_codes(),
        "document_codes": law::grounds::documents(),
        "supported": law::gate::SUPPORTED,
    });
    Ok(Json(table))
}
