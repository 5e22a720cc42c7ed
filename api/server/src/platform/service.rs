//! Services of others that answer JSON over HTTP: one bounded question at a time, and nothing followed or guessed.

use std::time::Duration;

use futures_util::StreamExt;
use reqwest::{RequestBuilder, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::Handle;

use super::outgoing;

/// Longest answer that is read.
const LONGEST: usize = 256 * 1024;

/// Where such a service is, and what lets us in.
#[derive(Clone)]
pub struct Endpoint {
    pub url: String,
    /// Sent as a bearer token.
    pub token: Option<String>,
    /// For each question.
    pub timeout: Duration,
    /// Drives the requests, which are made off its threads.
    pub runtime: Handle,
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Endpoint").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Gone, slow, or it does not let us in.
    Unreachable,
    /// It does not take what it was given.
    Refused,
    /// Something that is not what was asked for.
    Malformed,
}

/// There is no HTTP client to ask anybody with.
#[derive(Debug, thiserror::Error)]
#[error("no HTTP client can be made: {0}")]
pub struct NoClient(#[from] reqwest::Error);

impl From<NoClient> for signing::Error {
    fn from(error: NoClient) -> Self {
        Self::Key(error.to_string())
    }
}

/// A client of one service. Its methods block: call them off the async threads.
pub struct Service {
    endpoint: Endpoint,
    http: reqwest::Client,
}

impl Service {
    pub fn new(endpoint: Endpoint) -> Result<Self, NoClient> {
        let http = outgoing::client().timeout(endpoint.timeout).redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { endpoint, http })
    }

    pub fn post<A: DeserializeOwned>(&self, path: &str, question: &impl Serialize) -> Result<A, Failure> {
        self.ask(self.http.post(self.at(path)).json(question))
    }

    pub fn get<A: DeserializeOwned>(&self, path: &str) -> Result<A, Failure> {
        self.ask(self.http.get(self.at(path)))
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.endpoint.url.trim_end_matches('/'))
    }

    fn ask<A: DeserializeOwned>(&self, request: RequestBuilder) -> Result<A, Failure> {
        let request = match &self.endpoint.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let body = self.endpoint.runtime.block_on(exchange(request)).inspect_err(|failure| {
            tracing::warn!(service = self.endpoint.url, ?failure, "an outside service gave no answer");
        })?;
        serde_json::from_slice(&body).map_err(|error| {
            // Not the answer itself: it may name people.
            tracing::warn!(
                service = self.endpoint.url,
                line = error.line(),
                "an outside service's answer cannot be read"
            );
            Failure::Malformed
        })
    }
}

async fn exchange(request: RequestBuilder) -> Result<Vec<u8>, Failure> {
    let answer = request.send().await.map_err(|_| Failure::Unreachable)?;
    match answer.status() {
        status if status.is_success() => {}
        StatusCode::NOT_FOUND => return Err(Failure::Malformed),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => return Err(Failure::Refused),
        _ => return Err(Failure::Unreachable),
    }
    let mut body = Vec::new();
    let mut chunks = answer.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        body.extend_from_slice(&chunk.map_err(|_| Failure::Unreachable)?);
        if body.len() > LONGEST {
            return Err(Failure::Malformed);
        }
    }
    Ok(body)
}
