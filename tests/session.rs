//! Speaking to the service as somebody.

use std::sync::Mutex;

use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use server::demo::Call;

use crate::World;

/// Somebody who calls the service. A token that has ended because the test moved the clock is renewed.
pub struct Session<'w> {
    world: &'w World,
    credentials: Option<(String, String)>,
    token: Mutex<Option<String>>,
    headers: Vec<(&'static str, String)>,
}

impl<'w> Session<'w> {
    pub fn anonymous(world: &'w World) -> Self {
        Self { world, credentials: None, token: Mutex::new(None), headers: Vec::new() }
    }

    pub async fn sign_in(world: &'w World, login: &str, password: &str) -> Self {
        let session = Self { credentials: Some((login.into(), password.into())), ..Self::anonymous(world) };
        session.renew().await;
        session
    }

    /// A machine, from the answer to its registration.
    pub async fn client(world: &'w World, registered: &Value) -> Self {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", registered["client_id"].as_str().unwrap()),
            ("client_secret", registered["client_secret"].as_str().unwrap()),
        ];
        let reply = world.http.post(format!("{}/api/v1/oauth/token", world.base)).form(&form).send().await.unwrap();
        let token: Value = reply.json().await.unwrap();
        let session = Self::anonymous(world);
        *session.token.lock().unwrap() = Some(token["access_token"].as_str().expect("a token").to_owned());
        session
    }

    /// The same caller with another header on each request.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn token(&self) -> Option<String> {
        self.token.lock().unwrap().clone()
    }

    async fn renew(&self) {
        let Some((login, password)) = &self.credentials else { return };
        let reply = self
            .send_once(Method::POST, "/auth/login", Some(json!({"login": login, "password": password})), false)
            .await;
        *self.token.lock().unwrap() = Some(reply.ok()["access_token"].as_str().unwrap().to_owned());
    }

    async fn send_once(&self, method: Method, path: &str, body: Option<Value>, with_token: bool) -> Reply {
        let mut request = self.world.http.request(method.clone(), format!("{}/api/v1{path}", self.world.base));
        if let Some(token) = self.token().filter(|_| with_token) {
            request = request.bearer_auth(token);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let reply = Reply::read(request.send().await.expect("the service answers")).await;
        if reply.status.is_success() && method != Method::GET {
            let request_id = reply.headers["x-request-id"].to_str().unwrap().to_owned();
            self.world.calls.lock().unwrap().push(Call { method, path: path.to_owned(), request_id });
        }
        reply
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let reply = self.send_once(method.clone(), path, body.clone(), true).await;
        if reply.status != StatusCode::UNAUTHORIZED || self.credentials.is_none() {
            return reply;
        }
        self.renew().await;
        self.send_once(method, path, body, true).await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, None).await
    }

    /// A request that the caller finishes: multipart, bytes, other media types.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.world.http.request(method, format!("{}/api/v1{path}", self.world.base));
        match self.token() {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub async fn read(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        Self { status, headers, bytes: response.bytes().await.unwrap().to_vec() }
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    #[track_caller]
    pub fn status(&self, expected: u16) -> Value {
        assert_eq!(self.status.as_u16(), expected, "{}", String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    #[track_caller]
    pub fn ok(&self) -> Value {
        self.status(200)
    }

    #[track_caller]
    pub fn created(&self) -> Value {
        self.status(201)
    }

    /// A problem document with this status and code.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        let problem = self.status(status);
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(self.headers["content-type"], "application/problem+json");
        problem
    }

    /// A 422 or 409 that names this field.
    #[track_caller]
    pub fn names(&self, pointer: &str) -> Value {
        let problem = self.json();
        let named =
            problem["errors"].as_array().is_some_and(|errors| errors.iter().any(|error| error["pointer"] == pointer));
        assert!(named, "{pointer} is not named in {problem}");
        problem
    }
}
