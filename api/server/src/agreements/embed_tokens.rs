//! Tokens by which another frontend frames the signing page of an agreement.

use actix_web::http::StatusCode;
use actix_web::post;
use actix_web::web::{Json, Path};
use chrono::{DateTime, Utc};
use domain::agreements::{self as decisions, SignerRole};
use serde::Serialize;
use store::ids::AgreementId;
use utoipa::ToSchema;

use super::row::Row;
use super::signers::Signers;
use crate::accounts::Framer;
use crate::embedding;
use crate::platform::errors::Refusals;
use crate::platform::journal::Kind;
use crate::platform::{Answer, App, Guard, Problem, perm};

/// What a page needs to frame the signing page.
#[derive(Serialize, ToSchema)]
#[schema(as = AgreementEmbedToken)]
pub struct EmbedToken {
    /// Lets the page be framed, and signs nobody in.
    token: String,
    /// What to frame; `&lang=en` shows it in English.
    #[schema(example = "https://hr.example.com/embed/agreements/0198c1e0-4f02-7e11-b0c3-9a7d21c4e222?token=eyJ0…")]
    url: String,
    /// The page is to be opened, and signed in to, before this.
    expires_at: DateTime<Utc>,
}

/// Ask for a token that frames the signing page of an agreement which waits for its employee.
///
/// For machines whose client has `frame_origins`. The token lasts ten minutes and is bound to the client, the agreement
/// and the employee, who signs in inside the frame. 409 `no_frame_origins` when the client has none, 409
/// `invalid_state` when there is nothing to sign.
#[utoipa::path(tag = "agreements", params(("id" = AgreementId, Path)), responses((status = 201, body = EmbedToken), Refusals))]
#[post("/agreements/{id}/embed-tokens")]
pub async fn create_embed_token(
    app: App,
    who: Guard<perm::AgreementsEmbed>,
    id: Path<AgreementId>,
) -> Answer<(Json<EmbedToken>, StatusCode)> {
    let client = who.principal.client_id().ok_or_else(Problem::forbidden)?;
    app.change(&who, async |tx| {
        let framer = Framer::find(tx, client).await?.ok_or_else(no_origins)?;
        let row = Row::find(tx, &who, who.scope(), *id, app.today()).await?;
        let parts = Signers::of(tx, row.id).await?.parts();
        decisions::sign(row.stage_on(app.today()), SignerRole::Employee, &parts)?;
        let (token, expires_at) = embedding::issue(&app, client, (row.id, row.employee_id))?;
        let url = format!("{}/embed/agreements/{}?token={token}", app.settings.public_url(), row.id);
        let event = row.event(Kind::AgreementEmbedTokenIssued).facts(&serde_json::json!({
            "client_id": framer.id, "client_name": framer.name, "origins": framer.origins, "expires_at": expires_at}));
        Ok(((Json(EmbedToken { token, url, expires_at }), StatusCode::CREATED), event))
    })
    .await
}

fn no_origins() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "no_frame_origins",
        "该接入方没有登记可以嵌入签署页的来源。请管理员在“账号与授权”中登记。",
        "No origins are set that may frame for this client. An administrator sets them under accounts.",
    )
}
