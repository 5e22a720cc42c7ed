//! The claims of a dispute 仲裁请求: stated as a whole, each with the days its limitation hangs on.

use actix_web::put;
use actix_web::web::Path;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::disputes::claims::{Claim, state};
use serde::{Deserialize, Serialize};
use store::ids::DisputeId;
use store::schema::disputes;
use utoipa::ToSchema;
use validator::Validate;

use super::row::{File, seal, touched};
use super::view::Dispute;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, IfMatch, Tagged, Valid, perm};

/// All claims of a dispute.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputeClaims {
    claims: Vec<Claim>,
}

/// State the claims of a dispute, all of them; what was stated before is in the journal.
#[utoipa::path(tag = "disputes", params(("id" = DisputeId, Path)), request_body = DisputeClaims, responses((status = 200, body = Dispute), Refusals))]
#[put("/disputes/{id}/claims")]
pub async fn state_dispute_claims(
    app: App,
    who: Guard<perm::DisputesManage>,
    id: Path<DisputeId>,
    seen: IfMatch,
    said: Valid<DisputeClaims>,
) -> Answer<Tagged<Dispute>> {
    let DisputeClaims { claims } = said.0;
    state(&claims)?;
    app.change(&who, async |tx| {
        let file = File::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        file.require_under_way()?;
        diesel::update(disputes::table.find(*id))
            .set(disputes::claims_sealed.eq(seal(&app, &claims)?))
            .execute(tx)
            .await?;
        let event = file.private_event(Kind::DisputeClaimsStated).facts(&file.facts(&claims));
        Ok((Tagged(touched(&app, tx, &who, who.scope(), *id).await?), event))
    })
    .await
}
