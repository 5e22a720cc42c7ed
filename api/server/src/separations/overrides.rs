//! Overrides 例外放行: what the gate lacks and somebody lets pass, by name and with the reason.
//!
//! a second person, a reason, and all of it on record; the employer carries the burden of proof,
//! and what is missing stays missing. A bar is a statute that forbids the ending: nobody can let that pass here.

use actix_web::post;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use store::Json;
use store::ids::SeparationId;
use utoipa::ToSchema;
use validator::Validate;

use super::gate::{self, Supposed};
use super::parts::{Doer, OverridePart};
use super::row::Case;
use super::view::Separation;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, IfMatch, Problem, Tagged, Valid, perm};

/// What is let pass, and why.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeparationOverride {
    /// Evidence codes that the gate names as missing.
    #[validate(length(min = 1, max = 30))]
    #[schema(example = json!(["E-POL-DEM"]))]
    codes: Vec<String>,
    /// Why it is let pass; it will be read in a dispute.
    #[validate(length(min = 10, max = 4000))]
    #[schema(example = "职工代表大会会议纪要原件存于档案室第 3 柜，扫描件本周内补录。")]
    reason: String,
}

/// Let missing evidence pass: not by whoever opened the case or asked for approval.
#[utoipa::path(tag = "separations", params(("id" = SeparationId, Path)), request_body = SeparationOverride, responses((status = 200, body = Separation), Refusals))]
#[post("/separations/{id}/override")]
pub async fn override_gate(
    app: App,
    who: Guard<perm::SeparationsApprove>,
    id: Path<SeparationId>,
    seen: IfMatch,
    said: Valid<SeparationOverride>,
) -> Answer<Tagged<Separation>> {
    let SeparationOverride { codes, reason } = said.0;
    app.change(&who, async |tx| {
        let mut case = Case::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        case.refuse_preparer(&who)?;
        case.progress()?.require_unlocked()?;
        let gate = gate::of(&app, tx, &case, Supposed::default()).await?.gate;
        if let Some(at) = codes.iter().position(|code| !gate.missing.contains(code)) {
            return Err(not_missing(at));
        }
        let facts = serde_json::json!({"number": case.row.number, "codes": codes, "reason": reason, "gate": gate});
        let part = OverridePart { codes, reason, by: Doer::of(&who), at: app.now() };
        case.row.overrides.get_or_insert_with(|| Json(Vec::new())).0.push(part);
        case.save(tx).await?;
        let event = case.event(Kind::SeparationGateOverridden).facts(&facts);
        Ok((Tagged(case.view()), event))
    })
    .await
}

fn not_missing(at: usize) -> Problem {
    Problem::field(
        format!("/codes/{at}"),
        "not_missing",
        "闸门没有把这一项列为缺少的证据；法律明文禁止的情形（bars）不能例外放行。",
        "The gate does not name this as missing evidence; a statutory bar cannot be let pass.",
    )
}
