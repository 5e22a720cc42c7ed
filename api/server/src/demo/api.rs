//! A thin client of the service's own HTTP API, as an integrator would write one: who calls, what they say,
//! what comes back. It signs people in when it must and stops at the first answer nobody expected.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::transcript::Transcript;
use super::{Error, Told};

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Nobody,
    /// By login.
    Person(String),
    /// The ERP, with its client credentials.
    Machine,
}

/// What is sent along.
pub enum Body {
    Nothing,
    Json(Value),
    Csv(String),
    Pdf(Vec<u8>),
    /// A workbook for the import of a roster.
    Roster {
        file_name: String,
        bytes: Vec<u8>,
        legal_entity_id: String,
    },
    Form(Vec<(&'static str, String)>),
    /// A form that may hold a file beside these fields.
    Parts(Vec<(&'static str, String)>),
}

/// An answer that was expected.
pub struct Reply {
    pub status: StatusCode,
    pub content_type: String,
    pub request_id: String,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The JSON in it, null when there is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }
}

/// The service, and everybody who has signed in to it.
pub struct Api {
    base: String,
    http: reqwest::Client,
    pub transcript: Option<Transcript>,
    tokens: Mutex<HashMap<Who, String>>,
    passwords: Mutex<HashMap<String, String>>,
    /// What somebody has whom nobody gave another.
    usual_password: String,
    machine: Mutex<Option<(String, String)>>,
}

impl Api {
    /// Speaks to the service at `base` (`http://host:port`); whoever has no password of their own has the usual one.
    pub fn new(base: &str, usual_password: &str, transcript: Option<Transcript>) -> Result<Self, Error> {
        let http = crate::platform::outgoing::client().timeout(Duration::from_secs(120)).build()?;
        Ok(Self {
            base: base.trim_end_matches('/').to_owned(),
            http,
            transcript,
            tokens: Mutex::default(),
            passwords: Mutex::default(),
            usual_password: usual_password.to_owned(),
            machine: Mutex::default(),
        })
    }

    pub fn usual_password(&self) -> &str {
        &self.usual_password
    }

    /// Somebody signs in with another password than the usual one.
    pub fn knows_password(&self, login: &str, password: &str) {
        lock(&self.passwords).insert(login.to_owned(), password.to_owned());
    }

    /// The credentials of the machine, as its registration answered them.
    pub fn knows_machine(&self, client_id: &str, client_secret: &str) {
        *lock(&self.machine) = Some((client_id.to_owned(), client_secret.to_owned()));
    }

    /// Drops all access tokens: the clock has moved past their end.
    pub fn forget_tokens(&self) {
        lock(&self.tokens).clear();
    }

    /// Speaking as a person.
    pub fn by(&self, login: &str) -> Voice<'_> {
        Voice { api: self, who: Who::Person(login.to_lowercase()) }
    }

    /// Speaking as the ERP.
    pub fn by_machine(&self) -> Voice<'_> {
        Voice { api: self, who: Who::Machine }
    }

    /// Speaking without a token.
    pub fn by_nobody(&self) -> Voice<'_> {
        Voice { api: self, who: Who::Nobody }
    }

    /// One call. Any answer but a success is an error that names the call; a token that has ended is renewed once.
    pub async fn call(&self, who: &Who, method: Method, path: &str, body: &Body) -> Told<Reply> {
        let reply = self.unrecorded(who, &method, path, body).await?;
        if let Some(transcript) = &self.transcript {
            transcript.record(who, &method, path, body, &reply);
        }
        expected(who, &method, path, reply)
    }

    async fn unrecorded(&self, who: &Who, method: &Method, path: &str, body: &Body) -> Told<Reply> {
        let mut reply = self.send(who, method, path, body).await?;
        if reply.status == StatusCode::UNAUTHORIZED && *who != Who::Nobody {
            lock(&self.tokens).remove(who);
            reply = self.send(who, method, path, body).await?;
        }
        Ok(reply)
    }

    async fn send(&self, who: &Who, method: &Method, path: &str, body: &Body) -> Told<Reply> {
        let token = self.token(who).await?;
        let mut request = self.http.request(method.clone(), self.address(path));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request = match body {
            Body::Nothing => request,
            Body::Json(value) => request.json(value),
            Body::Csv(text) => request.header("content-type", "text/csv; charset=utf-8").body(text.clone()),
            Body::Pdf(bytes) => request.header("content-type", "application/pdf").body(bytes.clone()),
            Body::Form(fields) => request.form(fields),
            Body::Parts(fields) => {
                let empty = reqwest::multipart::Form::new();
                request.multipart(fields.iter().fold(empty, |form, (name, value)| form.text(*name, value.clone())))
            }
            Body::Roster { file_name, bytes, legal_entity_id } => {
                let file = reqwest::multipart::Part::bytes(bytes.clone()).file_name(file_name.clone());
                let form = reqwest::multipart::Form::new();
                request.multipart(
                    form.part("file", file).text("kind", "roster").text("legal_entity_id", legal_entity_id.clone()),
                )
            }
        };
        let response = request.send().await?;
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (content_type, request_id) = (header("content-type").to_owned(), header("x-request-id").to_owned());
        Ok(Reply { status: response.status(), content_type, request_id, bytes: response.bytes().await?.to_vec() })
    }

    /// Pages of the service itself stand outside the API.
    fn address(&self, path: &str) -> String {
        match path {
            "/openapi.yaml" | "/readyz" | "/.well-known/jwks.json" => format!("{}{path}", self.base),
            _ => format!("{}/api/v1{path}", self.base),
        }
    }

    async fn token(&self, who: &Who) -> Told<Option<String>> {
        if *who == Who::Nobody {
            return Ok(None);
        }
        if let Some(token) = lock(&self.tokens).get(who).cloned() {
            return Ok(Some(token));
        }
        let answer = match who {
            Who::Machine => self.machine_signs_in().await?,
            Who::Person(login) => self.person_signs_in(login).await?,
            Who::Nobody => return Ok(None),
        };
        let token = text(&answer, "access_token")?;
        lock(&self.tokens).insert(who.clone(), token.clone());
        Ok(Some(token))
    }

    async fn person_signs_in(&self, login: &str) -> Told<Value> {
        let password = lock(&self.passwords).get(login).cloned().unwrap_or_else(|| self.usual_password.clone());
        let body = Body::Json(json!({"login": login, "password": password}));
        Ok(Box::pin(self.call(&Who::Nobody, Method::POST, "/auth/login", &body)).await?.json())
    }

    async fn machine_signs_in(&self) -> Told<Value> {
        let (id, secret) = lock(&self.machine).clone().ok_or_else(|| Error::story("the ERP is not registered yet"))?;
        let form = vec![("grant_type", "client_credentials".to_owned()), ("client_id", id), ("client_secret", secret)];
        Ok(Box::pin(self.call(&Who::Nobody, Method::POST, "/oauth/token", &Body::Form(form))).await?.json())
    }
}

fn expected(who: &Who, method: &Method, path: &str, reply: Reply) -> Told<Reply> {
    if reply.status.is_success() {
        return Ok(reply);
    }
    Err(Error::Refused {
        call: format!("{method} {path} by {}", name_of(who)),
        status: reply.status.as_u16(),
        answer: String::from_utf8_lossy(&reply.bytes).into_owned(),
    })
}

/// Somebody who speaks to the service.
pub struct Voice<'a> {
    api: &'a Api,
    who: Who,
}

impl Voice<'_> {
    pub async fn get(&self, path: &str) -> Told<Value> {
        Ok(self.api.call(&self.who, Method::GET, path, &Body::Nothing).await?.json())
    }

    /// The same without a word in the transcript, for asking again and again.
    pub async fn get_quietly(&self, path: &str) -> Told<Value> {
        let reply = self.api.unrecorded(&self.who, &Method::GET, path, &Body::Nothing).await?;
        Ok(expected(&self.who, &Method::GET, path, reply)?.json())
    }

    /// A file or a page, as it is.
    pub async fn download(&self, path: &str) -> Told<Vec<u8>> {
        Ok(self.api.call(&self.who, Method::GET, path, &Body::Nothing).await?.bytes)
    }

    pub async fn post(&self, path: &str, body: Value) -> Told<Value> {
        self.send(Method::POST, path, Body::Json(body)).await
    }

    /// A step that takes no words.
    pub async fn do_it(&self, path: &str) -> Told<Value> {
        self.send(Method::POST, path, Body::Nothing).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Told<Value> {
        self.send(Method::PUT, path, Body::Json(body)).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Body) -> Told<Value> {
        Ok(self.api.call(&self.who, method, path, &body).await?.json())
    }

    /// Every item of a list, page after page.
    pub async fn all(&self, path: &str) -> Told<Vec<Value>> {
        let joint = if path.contains('?') { '&' } else { '?' };
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let mut page = self.get(&format!("{path}{joint}limit=200{cursor}")).await?;
            if let Some(Value::Array(found)) = page.get_mut("items").map(Value::take) {
                items.extend(found);
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(items),
            }
        }
    }
}

/// The text of a field.
pub fn text(value: &Value, field: &str) -> Told<String> {
    match value.get(field).and_then(Value::as_str) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Error::story(format!("an answer has no `{field}`: {value}"))),
    }
}

pub(super) fn name_of(who: &Who) -> &str {
    match who {
        Who::Nobody => "nobody",
        Who::Person(login) => login,
        Who::Machine => "the ERP",
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
