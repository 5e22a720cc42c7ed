use actix_web::web::{Path, Query};
use actix_web::{get, post, put};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::disputes as decisions;
use domain::disputes::Stage;
use domain::separations::Side;
use serde::{Deserialize, Serialize};
use store::ids::{DisputeId, EmployeeId, SeparationId};
use store::schema::{disputes, separations};
use store::{Json as Stored, Text, Tx};
use utoipa::ToSchema;
use validator::Validate;

use super::holds;
use super::row::{By, DisputeFilter, File, next_number, touched};
use super::view::Dispute;
use crate::employees::Standing;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Created, Guard, IfMatch, Page, Paging, Problem, Tagged, Valid, ids, perm};

/// Disputes in scope, latest first. An employee sees their own with its public steps.
#[utoipa::path(tag = "disputes", params(DisputeFilter, Paging), responses((status = 200, body = Page<Dispute>), Refusals))]
#[get("/disputes")]
pub async fn list_disputes(
    app: App,
    who: Guard<perm::DisputesRead>,
    filter: Query<DisputeFilter>,
    paging: Query<Paging>,
) -> Answer<Page<Dispute>> {
    File::list(&app, &*app.read().await?, (&who, who.scope()), &filter, &paging).await
}

/// A dispute on its way onto the record.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDispute {
    employee_id: EmployeeId,
    /// The separation case it is about, if there is one.
    separation_id: Option<SeparationId>,
    claimant: Side,
    #[validate(nested)]
    details: DisputeDetails,
}

/// What a dispute is about, and where it runs.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputeDetails {
    /// For those who handle it.
    #[validate(length(max = 4000))]
    #[schema(example = "员工主张违法解除，请求赔偿金。")]
    summary: String,
    #[validate(length(max = 200))]
    #[serde(default)]
    #[schema(example = "上海市浦东新区劳动人事争议仲裁委员会")]
    tribunal: String,
    #[validate(length(max = 100))]
    #[serde(default)]
    #[schema(example = "浦劳人仲（2026）办字第1234号")]
    case_number: String,
    /// The day arbitration was applied for.
    filed_on: Option<NaiveDate>,
}

/// Open a dispute. It places a hold on the person's records by itself.
#[utoipa::path(tag = "disputes", request_body = NewDispute, responses((status = 201, body = Dispute), Refusals))]
#[post("/disputes")]
pub async fn open_dispute(
    app: App,
    who: Guard<perm::DisputesManage>,
    said: Valid<NewDispute>,
) -> Answer<Created<Dispute>> {
    let NewDispute { employee_id, separation_id, claimant, details } = said.0;
    decisions::open(&details.summary, details.filed_on, app.today())?;
    app.change(&who, async |tx| {
        if who.is_oneself(employee_id) {
            return Err(Problem::forbidden());
        }
        let standing = Standing::find(tx, who.scope(), employee_id, app.today()).await?;
        if let Some(case) = separation_id {
            require_case_of(tx, case, employee_id).await?;
        }
        let id: DisputeId = ids::new();
        diesel::insert_into(disputes::table)
            .values((
                disputes::id.eq(id),
                disputes::number.eq(next_number(tx, app.today().year()).await?),
                disputes::legal_entity_id.eq(standing.legal_entity_id),
                disputes::employee_id.eq(employee_id),
                disputes::separation_id.eq(separation_id),
                disputes::claimant.eq(Text(claimant)),
                disputes::stage.eq(Text(Stage::Opened)),
                disputes::summary.eq(details.summary.trim()),
                disputes::tribunal.eq(details.tribunal.trim()),
                disputes::case_number.eq(details.case_number.trim()),
                disputes::filed_on.eq(details.filed_on),
                disputes::exhibits.eq(serde_json::json!([])),
                disputes::opened_by.eq(Stored(By::of(&who))),
                disputes::opened_at.eq(app.now()),
            ))
            .execute(tx)
            .await?;
        let held = holds::with_dispute(&app, tx, &who, &standing, id).await?;
        let (file, inside) = File::find(tx, &who, who.scope(), id, app.today()).await?;
        let public = serde_json::json!({"number": file.number, "claimant": claimant, "tribunal": file.tribunal,
            "case_number": file.case_number, "filed_on": file.filed_on});
        let opened = file.event(Kind::DisputeOpened).facts(&public);
        let stated = file.private_event(Kind::DisputeDetailsStated).facts(&file.facts(&details));
        Ok((Created(file.view(&app, inside)?), [opened, stated, held]))
    })
    .await
}

/// 404 unless the case is one about this person.
async fn require_case_of(tx: &mut Tx, case: SeparationId, employee: EmployeeId) -> Answer<()> {
    let of: EmployeeId = separations::table.find(case).select(separations::employee_id).first(tx).await?;
    if of == employee { Ok(()) } else { Err(Problem::not_found()) }
}

/// One dispute.
#[utoipa::path(tag = "disputes", params(("id" = DisputeId, Path)), responses((status = 200, body = Dispute), Refusals))]
#[get("/disputes/{id}")]
pub async fn show_dispute(app: App, who: Guard<perm::DisputesRead>, id: Path<DisputeId>) -> Answer<Tagged<Dispute>> {
    let (file, inside) = File::find(&*app.read().await?, &who, who.scope(), *id, app.today()).await?;
    Ok(Tagged(file.view(&app, inside)?))
}

/// Replace what is said about a dispute: its tribunal, its number there, the day of the application.
#[utoipa::path(tag = "disputes", params(("id" = DisputeId, Path)), request_body = DisputeDetails, responses((status = 200, body = Dispute), Refusals))]
#[put("/disputes/{id}/details")]
pub async fn change_dispute_details(
    app: App,
    who: Guard<perm::DisputesManage>,
    id: Path<DisputeId>,
    seen: IfMatch,
    said: Valid<DisputeDetails>,
) -> Answer<Tagged<Dispute>> {
    let details = said.0;
    decisions::open(&details.summary, details.filed_on, app.today())?;
    app.change(&who, async |tx| {
        let file = File::take_up(tx, &who, who.scope(), *id, seen, app.today()).await?;
        file.require_under_way()?;
        diesel::update(disputes::table.find(*id))
            .set((
                disputes::summary.eq(details.summary.trim()),
                disputes::tribunal.eq(details.tribunal.trim()),
                disputes::case_number.eq(details.case_number.trim()),
                disputes::filed_on.eq(details.filed_on),
            ))
            .execute(tx)
            .await?;
        let event = file.private_event(Kind::DisputeDetailsStated).facts(&file.facts(&details));
        Ok((Tagged(touched(&app, tx, &who, who.scope(), *id).await?), event))
    })
    .await
}
