//! The habits of the API: valid bodies, pages with keyset cursors, entity tags.

use std::future::Future;
use std::pin::Pin;

use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::errors::{Answer, FieldError, Problem, Sentence};

/// A JSON body that parsed and passed its own checks; otherwise 400 or 422 with pointers.
pub struct Valid<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Valid<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = web::Json::<T>::from_request(request, payload);
        Box::pin(async move {
            let body = body.await.map_err(|error| match error.as_error::<Problem>() {
                Some(problem) => problem.clone(),
                None => unreadable(&error.to_string()),
            })?;
            body.validate().map_err(|errors| invalid(&errors))?;
            Ok(Self(body.into_inner()))
        })
    }
}

/// What a JSON body says that may be left out.
pub fn given<T: DeserializeOwned + Default>(body: &[u8]) -> Answer<T> {
    match body.is_empty() {
        true => Ok(T::default()),
        false => serde_json::from_slice(body).map_err(|error| unreadable(&error.to_string())),
    }
}

/// 400 for a body that is not the JSON that was asked for; names what the parser stumbled over.
pub fn unreadable(reason: &str) -> Problem {
    let mut problem = Problem::invalid_body();
    problem.detail = Sentence {
        zh: format!("请求内容无法解析：{reason}").into(),
        en: format!("The body cannot be read: {reason}").into(),
    };
    problem
}

fn invalid(errors: &ValidationErrors) -> Problem {
    let mut problem = Problem::invalid();
    collect(errors, "", &mut problem.errors);
    problem
}

fn collect(errors: &ValidationErrors, at: &str, into: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        let pointer = format!("{at}/{field}");
        match kind {
            ValidationErrorsKind::Field(found) => into.extend(found.iter().map(|error| FieldError {
                pointer: pointer.clone(),
                code: error.code.clone(),
                detail: sentence(error),
            })),
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, into),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{pointer}/{index}"), into);
                }
            }
        }
    }
}

fn sentence(error: &validator::ValidationError) -> Sentence {
    let bound = |name: &str| error.params.get(name).map(ToString::to_string).unwrap_or_default();
    let (zh, en) = match error.code.as_ref() {
        "length" => match (error.params.contains_key("min"), error.params.contains_key("max")) {
            (true, true) => (
                format!("长度须为 {} 至 {}。", bound("min"), bound("max")),
                format!("Must be {} to {} long.", bound("min"), bound("max")),
            ),
            (true, false) => {
                (format!("至少 {} 个。", bound("min")), format!("Must be at least {} long.", bound("min")))
            }
            _ => (format!("至多 {} 个。", bound("max")), format!("Must be at most {} long.", bound("max"))),
        },
        "range" => (
            format!("须在 {} 与 {} 之间。", bound("min"), bound("max")),
            format!("Must lie between {} and {}.", bound("min"), bound("max")),
        ),
        "email" => ("邮箱格式不正确。".to_owned(), "Not an e-mail address.".to_owned()),
        _ => match &error.message {
            Some(message) => match message.split_once('|') {
                Some((zh, en)) => (zh.to_owned(), en.to_owned()),
                None => (message.to_string(), message.to_string()),
            },
            None => ("内容不正确。".to_owned(), "Not valid.".to_owned()),
        },
    };
    Sentence { zh: zh.into(), en: en.into() }
}

/// `limit` and `cursor` of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// How many items at most (1 to 200).
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl Paging {
    /// Items wanted: 50 unless told, at most 200.
    pub fn limit(&self) -> i64 {
        i64::from(self.limit.unwrap_or(50).clamp(1, 200))
    }

    /// The key of the last item of the page before.
    pub fn after<K: DeserializeOwned>(&self) -> Answer<Option<K>> {
        let Some(cursor) = self.cursor.as_deref().filter(|cursor| !cursor.is_empty()) else { return Ok(None) };
        URL_SAFE_NO_PAD
            .decode(cursor)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .map(Some)
            .ok_or_else(Problem::invalid_cursor)
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give it back as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// A page from `limit + 1` rows: the extra one only tells that there is more.
    pub fn of<K: Serialize>(mut rows: Vec<T>, paging: &Paging, key: impl Fn(&T) -> K) -> Self {
        let limit = paging.limit() as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows
            .last()
            .filter(|_| more)
            .and_then(|last| serde_json::to_vec(&key(last)).ok())
            .map(|json| URL_SAFE_NO_PAD.encode(json));
        Self { items: rows, next_cursor }
    }

    /// A short list that is always given whole.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }

    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(each).collect(), next_cursor: self.next_cursor }
    }
}

impl<T: Serialize> Responder for Page<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        if let Some(cursor) = &self.next_cursor {
            let kept =
                request.query_string().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
            let query: Vec<_> = kept.map(str::to_owned).chain([format!("cursor={cursor}")]).collect();
            response.insert_header((header::LINK, format!("<{}?{}>; rel=\"next\"", request.path(), query.join("&"))));
        }
        response.json(self)
    }
}

/// A resource whose version is its entity tag.
pub trait Versioned {
    fn version(&self) -> i32;
}

/// A resource answered with its `ETag`.
pub struct Tagged<T>(pub T);

impl<T: Serialize + Versioned> Responder for Tagged<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header(tag(self.0.version())).json(self.0)
    }
}

/// 201 with the new resource and its `ETag`.
pub struct Created<T>(pub T);

impl<T: Serialize + Versioned> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Created().insert_header(tag(self.0.version())).json(self.0)
    }
}

fn tag(version: i32) -> (header::HeaderName, HeaderValue) {
    let value = HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""));
    (header::ETAG, value)
}

/// `If-Match`: the version the caller has seen, when it says so.
#[derive(Clone, Copy, Debug, Default)]
pub struct IfMatch(Option<i32>);

impl IfMatch {
    /// 412 when the caller has seen another version than the present one.
    pub fn check(self, present: i32) -> Answer<()> {
        match self.0 {
            Some(seen) if seen != present => Err(Problem::stale()),
            _ => Ok(()),
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let seen = request.headers().get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        std::future::ready(match seen {
            None | Some("*") => Ok(Self(None)),
            Some(text) => match text.trim().trim_matches('"').parse() {
                Ok(version) => Ok(Self(Some(version))),
                // A tag that we never gave cannot match.
                Err(_) => Err(Problem::stale()),
            },
        })
    }
}

/// A file for download.
pub struct File {
    pub name: String,
    pub media: String,
    pub bytes: bytes::Bytes,
}

impl Responder for File {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let encoded: String = self.name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        HttpResponse::build(StatusCode::OK)
            .content_type(self.media)
            .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename*=UTF-8''{encoded}")))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .body(self.bytes)
    }
}
