use actix_web::web::{Json, Payload};
use actix_web::{HttpRequest, HttpResponse, get, post};
use bytes::{Bytes, BytesMut};
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use serde::Serialize;
use signing::{Report, SignatureReport, Statement, Verdict};
use utoipa::ToSchema;

use crate::platform::errors::Refusals;
use crate::platform::{Answer, App, Guard, Problem, perm};

/// Largest file that is judged.
const LARGEST_PDF: usize = 20 * 1024 * 1024;

/// What was found in a signed file.
#[derive(Debug, Serialize, ToSchema)]
pub struct Verification {
    pub verdict: VerificationVerdict,
    /// In the order they were made.
    pub signatures: Vec<VerifiedSignature>,
    /// Fields that nobody has signed yet.
    pub unsigned: Vec<String>,
    /// Why the verdict is not `valid`.
    pub problems: Vec<VerificationRemark>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerificationVerdict {
    /// Each signature is whole, trusted and timestamped, and nothing else was changed.
    Valid,
    Invalid,
}

/// One signature in the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerifiedSignature {
    /// The field's name; in our documents the side that signs.
    #[schema(example = "employee")]
    pub field: String,
    /// Name in the signer's certificate.
    #[schema(example = "沈可欣")]
    pub signer: String,
    /// The time that the signature claims.
    pub signed_at: Option<DateTime<Utc>>,
    /// The time that a trusted authority vouches for.
    pub timestamped_at: Option<DateTime<Utc>>,
    /// What it covers is what was signed.
    pub intact: bool,
    /// Its certificate and its timestamp lead to a trusted root.
    pub trusted: bool,
    /// Nothing was appended after it, not even another signature.
    pub covers_whole_file: bool,
    /// What was appended after it.
    pub changes: Vec<VerificationRemark>,
}

/// A sentence in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationRemark {
    pub zh: String,
    pub en: String,
}

impl From<Statement> for VerificationRemark {
    fn from(said: Statement) -> Self {
        let Statement { zh, en } = said;
        Self { zh, en }
    }
}

impl From<SignatureReport> for VerifiedSignature {
    fn from(report: SignatureReport) -> Self {
        let SignatureReport { field, signer, signed_at, timestamped_at, intact, trusted, covers_whole_file, changes } =
            report;
        let changes = changes.into_iter().map(VerificationRemark::from).collect();
        Self { field, signer, signed_at, timestamped_at, intact, trusted, covers_whole_file, changes }
    }
}

impl From<Report> for Verification {
    fn from(report: Report) -> Self {
        let Report { verdict, signatures, unsigned, problems } = report;
        Self {
            verdict: match verdict {
                Verdict::Valid => VerificationVerdict::Valid,
                Verdict::Invalid => VerificationVerdict::Invalid,
            },
            signatures: signatures.into_iter().map(VerifiedSignature::from).collect(),
            unsigned,
            problems: problems.into_iter().map(VerificationRemark::from).collect(),
        }
    }
}

/// Judge a signed PDF: is it what was signed, by whom, and when? Nothing is kept.
#[utoipa::path(
    tag = "agreements",
    request_body(content = Vec<u8>, content_type = "application/pdf", description = "The file, at most 20 MB"),
    responses((status = 200, body = Verification), Refusals)
)]
#[post("/signatures/verification")]
pub async fn verify_signatures(
    app: App,
    _who: Guard<perm::SelfService>,
    request: HttpRequest,
    body: Payload,
) -> Answer<Json<Verification>> {
    use actix_web::HttpMessage;
    if request.content_type() != "application/pdf" {
        return Err(Problem::unsupported_media_type());
    }
    let report = app.desk.verify(read(body).await?).await?;
    Ok(Json(report.into()))
}

async fn read(mut body: Payload) -> Answer<Bytes> {
    let mut pdf = BytesMut::new();
    while let Some(chunk) = body.next().await {
        pdf.extend_from_slice(&chunk.map_err(|error| crate::platform::http::unreadable(&error.to_string()))?);
        if pdf.len() > LARGEST_PDF {
            return Err(Problem::too_large());
        }
    }
    Ok(pdf.freeze())
}

/// The root certificates that signatures and timestamps lead to, as PEM. Public.
#[utoipa::path(
    tag = "agreements",
    responses((status = 200, body = String, content_type = "application/x-pem-file")),
    security(())
)]
#[get("/trust/roots.pem")]
pub async fn show_roots(app: App) -> HttpResponse {
    HttpResponse::Ok().content_type("application/x-pem-file").body(app.desk.roots_pem().to_owned())
}

/// The root certificate that the SM2 signature of evidence bundles leads to, as PEM. Public. 404 where bundles have none.
#[utoipa::path(
    tag = "evidence",
    responses((status = 200, body = String, content_type = "application/x-pem-file"), Refusals),
    security(())
)]
#[get("/trust/sm2-root.pem")]
pub async fn show_sm2_root(app: App) -> Answer<HttpResponse> {
    let (pem, _) = app.desk.sm2_root()?.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok().content_type("application/x-pem-file").body(pem))
}
