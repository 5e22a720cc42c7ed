//! The page itself: the web client, told what it is about, with the origins that may frame it.

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::{Path, Query};
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use store::ids::AgreementId;

use super::token::{invalid, opened};
use crate::accounts::Framer;
use crate::platform::headers::content_policy;
use crate::platform::{Answer, App, Problem};

#[derive(Deserialize)]
pub struct Asked {
    token: Option<String>,
}

/// What the web client reads from the page that it runs in.
#[derive(Serialize)]
struct Framed<'a> {
    agreement_id: AgreementId,
    client_name: &'a str,
    /// Where its messages may go.
    origins: &'a [String],
    /// Seconds in which somebody may sign in.
    expires_in: i64,
}

/// The signing page of one agreement, framed by the origins of the client that asked for the token.
#[get("/embed/agreements/{id}")]
pub async fn show_embedded_page(app: App, id: Path<String>, asked: Query<Asked>) -> Answer<HttpResponse> {
    match admit(&app, &id, asked.token.as_deref().unwrap_or_default()).await {
        Ok((framer, page)) => Ok(HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_SECURITY_POLICY, content_policy(&framer.origins.0.join(" "))))
            .insert_header((header::REFERRER_POLICY, "no-referrer"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(page)),
        Err(problem) if problem.status == StatusCode::FORBIDDEN => Ok(refusal(&problem)),
        Err(problem) => Err(problem),
    }
}

async fn admit(app: &App, id: &str, token: &str) -> Answer<(Framer, String)> {
    let claims = opened(app, token)?;
    if id.parse::<uuid::Uuid>().ok() != Some(claims.agreement.0) {
        return Err(invalid());
    }
    let framer = Framer::find(&*app.read().await?, claims.client).await?.ok_or_else(invalid)?;
    let framed = Framed {
        agreement_id: claims.agreement,
        client_name: &framer.name,
        origins: &framer.origins.0,
        expires_in: claims.exp - app.now().timestamp(),
    };
    let told = serde_json::to_string(&framed).map_err(Problem::from_internal)?;
    let index = tokio::fs::read_to_string(app.settings.web_dir.join("index.html"));
    let index = index.await.map_err(|_| Problem::not_found())?;
    let tag = format!("<meta name=\"youju-embed\" content=\"{}\" />\n  </head>", escaped(&told));
    Ok((framer, index.replacen("</head>", &tag, 1)))
}

/// A plain page that says in both languages what is wrong; nobody frames it.
fn refusal(problem: &Problem) -> HttpResponse {
    let (zh, en) = (escaped(&problem.detail.zh), escaped(&problem.detail.en));
    let page = format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>有据 Youju</title>\
         <style>body{{font:16px/1.6 system-ui,sans-serif;margin:12vh auto;max-width:32em;padding:0 20px;color:#17303a}}</style>\
         </head><body><h1>有据</h1><p>{zh}</p><p lang=\"en\">{en}</p></body></html>\n"
    );
    HttpResponse::build(problem.status)
        .content_type("text/html; charset=utf-8")
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ))
        .insert_header((header::X_FRAME_OPTIONS, "DENY"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(page)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
