//! Logs, request ids and metrics.

use std::sync::OnceLock;

use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing::Instrument;
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

use super::errors::Problem;
use super::ids;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts structured logging: JSON lines, or text for a person at a terminal.
pub fn start_logging(json: bool) {
    let filter = EnvFilter::try_from_env("YOUJU_LOG").unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first.
    let _ = if json { subscriber.json().try_init() } else { subscriber.with_target(false).compact().try_init() };
}

/// What `/metrics` shows.
pub fn metrics() -> &'static PrometheusHandle {
    METRICS.get_or_init(|| {
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}

#[derive(Clone, Copy)]
struct RequestId(Uuid);

/// The id of a request: given by the caller as `X-Request-Id` when it is a UUID, else new.
pub fn request_id(request: &HttpRequest) -> Option<Uuid> {
    request.extensions().get::<RequestId>().map(|id| id.0)
}

/// Middleware: gives the request an id, logs its end, counts it, and answers problems in the caller's language.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let name = HeaderName::from_static("x-request-id");
    let given = request.headers().get(&name).and_then(|value| value.to_str().ok()).and_then(|value| value.parse().ok());
    let id = match given {
        Some(id) => id,
        None => ids::new::<Uuid>(),
    };
    request.extensions_mut().insert(RequestId(id));
    let english = prefers_english(request.headers().get(ACCEPT_LANGUAGE));
    let method = request.method().clone();
    let started = std::time::Instant::now();
    let span = tracing::info_span!("request", %id);
    let header = HeaderValue::from_str(&id.to_string());
    // The request must not be cloned here: routing below needs it whole.
    let mut response = match next.call(request).instrument(span.clone()).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => {
            let mut refused = match error.as_error::<Problem>() {
                Some(problem) => problem.respond(english, Some(&id.to_string())),
                None => error.error_response(),
            };
            if let Ok(value) = header {
                refused.headers_mut().insert(name, value);
            }
            return Err(InternalError::from_response(error, refused).into());
        }
    };
    if let Some(problem) = response.response().error().and_then(|error| error.as_error::<Problem>()).cloned() {
        response = response.into_response(problem.respond(english, Some(&id.to_string())));
    }
    if let Ok(value) = header {
        response.headers_mut().insert(name, value);
    }
    let route = response.request().match_pattern().unwrap_or_else(|| "unmatched".into());
    let status = response.status().as_u16();
    let took = started.elapsed();
    span.in_scope(|| tracing::debug!(%method, route, status, micros = took.as_micros() as u64, "answered"));
    metrics::histogram!("http_request_seconds", "method" => method.to_string(), "route" => route, "status" => status.to_string())
        .record(took.as_secs_f64());
    Ok(response)
}

fn prefers_english(accepted: Option<&HeaderValue>) -> bool {
    let Some(accepted) = accepted.and_then(|value| value.to_str().ok()) else { return false };
    let first = accepted.split(',').next().unwrap_or_default().trim().to_ascii_lowercase();
    first.starts_with("en")
}

/// Does the caller read English?
pub fn english(request: &HttpRequest) -> bool {
    prefers_english(request.headers().get(ACCEPT_LANGUAGE))
}
