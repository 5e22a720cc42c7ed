//! What the case behind a dispute is about in money, by how it may end: beside what is claimed.

use actix_web::get;
use actix_web::web::{Json, Path};
use serde::Serialize;
use store::ids::{DisputeId, SeparationId};
use utoipa::ToSchema;

use super::row::File;
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, perm};
use crate::separations::{self, AtStake};

/// What a dispute is about in money.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisputeStake {
    /// The case behind it.
    pub separation_id: Option<SeparationId>,
    /// By how that case may end; null without a case, or when it was withdrawn.
    pub at_stake: Option<AtStake>,
}

/// What the case behind a dispute costs by how it ends, computed from what is on record now. It foretells nothing.
#[utoipa::path(tag = "disputes", params(("id" = DisputeId, Path)), responses((status = 200, body = DisputeStake), Refusals))]
#[get("/disputes/{id}/at-stake")]
pub async fn show_dispute_stake(
    app: App,
    who: Guard<perm::DisputesManage>,
    id: Path<DisputeId>,
) -> Answer<Json<DisputeStake>> {
    let db = app.read().await?;
    let File { separation_id, .. } = File::handled(&db, &who, who.scope(), *id, app.today()).await?;
    let at_stake = match separation_id {
        Some(case) => separations::at_stake(&app, &db, case).await?,
        None => None,
    };
    Ok(Json(DisputeStake { separation_id, at_stake }))
}
