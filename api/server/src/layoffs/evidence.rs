//! The evidence of a lay-off itself; what one case has of its own stands at that case.

use actix_web::get;
use actix_web::web::Path;
use store::ids::LayoffId;

use super::row::Layoff;
use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Page, perm};
use crate::separations::{self, LayoffEvidence};

/// Files that were brought into all cases of the lay-off: which code each proves, who judged it, in how many cases.
#[utoipa::path(tag = "separations", params(("id" = LayoffId, Path)), responses((status = 200, body = Page<LayoffEvidence>), Refusals))]
#[get("/layoffs/{id}/evidence")]
pub async fn list_layoff_evidence(
    app: App,
    who: Guard<perm::LayoffsRead>,
    id: Path<LayoffId>,
) -> Answer<Page<LayoffEvidence>> {
    let db = app.read().await?;
    let layoff = Layoff::find(&db, who.scope(), *id).await?;
    Ok(Page::whole(separations::brought_into(&db, layoff.id).await?))
}
