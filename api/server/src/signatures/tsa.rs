//! Timestamp authorities over HTTP (RFC 3161 §3.4), asked in the order of the configuration.
//!
//! Nothing an authority says is believed unread: the token must cover our imprint, echo our nonce, chain to a
//! configured root, and say a time near ours. When one is gone, slow or wrong the next is asked; when all are,
//! there is no token, and what was to be stamped is not done.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use evidence::Error;
use evidence::pki::Trust;
use evidence::timestamp::{self, Refusal, TimestampAuthority};
use futures_util::StreamExt;
use reqwest::header::CONTENT_TYPE;
use tokio::runtime::Handle;

use crate::platform::{ids, outgoing};

/// How far an authority's time may be from ours: more is a wrong clock, its own or ours.
const FARTHEST: TimeDelta = TimeDelta::minutes(5);

/// Longest answer that is read. A token with a chain of certificates has some 6 KB.
const LONGEST: usize = 64 * 1024;

/// Authorities in the order in which they are asked. Its methods block: call them off the async threads.
pub struct Authorities {
    urls: Vec<String>,
    trust: Trust,
    http: reqwest::Client,
    runtime: Handle,
}

impl Authorities {
    /// `roots` are the DER certificates that tokens must chain to; `timeout` is for each authority.
    pub fn new(urls: Vec<String>, roots: &[Vec<u8>], timeout: Duration, runtime: Handle) -> Result<Self, Error> {
        let http = outgoing::client().timeout(timeout).redirect(reqwest::redirect::Policy::none()).build();
        let http = http.map_err(|error| Error::Key(format!("no HTTP client can be made: {error}")))?;
        Ok(Self { urls, trust: Trust::in_roots(roots)?, http, runtime })
    }

    fn ask(&self, url: &str, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<Vec<u8>, Refusal> {
        let nonce = u64::from_be_bytes(ids::random_bytes());
        let request = timestamp::request(imprint, Some(nonce)).map_err(refusal)?;
        let response = self.runtime.block_on(self.exchange(url, request))?;
        let token = timestamp::token_of_response(&response).map_err(refusal)?;
        let stamp = timestamp::verify(&token, imprint, Some(nonce), &self.trust).map_err(refusal)?;
        if (stamp.gen_time - at).abs() > FARTHEST {
            return Err(Refusal::OtherTime);
        }
        Ok(token)
    }

    async fn exchange(&self, url: &str, request: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let unreachable = |error: reqwest::Error| {
            tracing::debug!(url, %error, "no answer from a timestamp authority");
            Refusal::Unreachable
        };
        let asked = self.http.post(url).header(CONTENT_TYPE, "application/timestamp-query").body(request);
        let answer = asked.send().await.and_then(reqwest::Response::error_for_status).map_err(unreachable)?;
        let mut body = Vec::new();
        let mut chunks = answer.bytes_stream();
        while let Some(chunk) = chunks.next().await {
            body.extend_from_slice(&chunk.map_err(unreachable)?);
            if body.len() > LONGEST {
                return Err(Refusal::Malformed);
            }
        }
        Ok(body)
    }
}

impl TimestampAuthority for Authorities {
    fn token(&self, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        let mut last = Refusal::Unreachable;
        for url in &self.urls {
            match self.ask(url, imprint, at) {
                Ok(token) => return Ok(token),
                Err(refusal) => {
                    tracing::warn!(url, %refusal, "a timestamp authority gave no token that can be believed");
                    last = refusal;
                }
            }
        }
        Err(last.into())
    }
}

/// Whatever is wrong with an answer is a reason to refuse it; what is no DER of the right kind is no token.
fn refusal(error: Error) -> Refusal {
    match error {
        Error::Timestamp(refusal) => refusal,
        Error::Certificate(why) => Refusal::Untrusted(why),
        _ => Refusal::Malformed,
    }
}
