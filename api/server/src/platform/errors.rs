//! Problem documents (RFC 9457) in Chinese and English, made in one place.

use std::borrow::Cow;
use std::fmt;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use super::constraints;

/// What a handler answers.
pub type Answer<T> = Result<T, Problem>;

/// A sentence in the two languages of the service.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub zh: Cow<'static, str>,
    pub en: Cow<'static, str>,
}

/// Something in the body that is wrong, and where.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the body, or the name of a query parameter.
    pub pointer: String,
    pub code: Cow<'static, str>,
    pub detail: Sentence,
}

/// Why a request was not carried out. Handlers return it with `?`; nothing else makes error answers.
#[derive(Clone, Debug)]
pub struct Problem {
    pub status: StatusCode,
    pub code: Cow<'static, str>,
    pub detail: Sentence,
    /// The state the resource is in, when that is why.
    pub state: Option<String>,
    pub errors: Vec<FieldError>,
}

macro_rules! problems {
    ($($name:ident = $status:ident, $code:literal, $zh:literal, $en:literal;)*) => {
        impl Problem {$(
            #[doc = $en]
            pub fn $name() -> Self {
                Self::new(StatusCode::$status, $code, $zh, $en)
            }
        )*}
    };
}

problems! {
    unauthenticated = UNAUTHORIZED, "unauthenticated", "请先登录。", "Sign in first.";
    invalid_credentials = UNAUTHORIZED, "invalid_credentials", "账号、密码或动态码不对。请核对后再试。", "The login, password or one-time code is wrong. Check it and try again.";
    too_many_attempts = TOO_MANY_REQUESTS, "too_many_attempts", "尝试次数过多，请 15 分钟后再试。", "Too many attempts. Try again in 15 minutes.";
    forbidden = FORBIDDEN, "forbidden", "您没有进行此操作的权限。如有需要，请联系人力资源部。", "You may not do this. Ask HR if you need to.";
    separation_of_duties = FORBIDDEN, "separation_of_duties", "经办人不能审批自己经办的事项，请由另一人审批。", "Whoever prepared this cannot approve it. Another person must.";
    not_found = NOT_FOUND, "not_found", "没有找到，或者您无权查看。", "There is no such thing, or you may not see it.";
    method_not_allowed = METHOD_NOT_ALLOWED, "method_not_allowed", "此地址不支持该请求方法。", "This address does not take that method.";
    stale = PRECONDITION_FAILED, "stale", "内容已被他人修改，请刷新后再试。", "Someone changed this meanwhile. Load it again and retry.";
    conflict = CONFLICT, "conflict", "与已有的记录冲突。", "This conflicts with what is on record.";
    idempotency_key_reused = UNPROCESSABLE_ENTITY, "idempotency_key_reused", "该幂等键已用于内容不同的请求。请换一个新的键。", "This idempotency key was used with another body. Use a new key.";
    idempotency_in_progress = CONFLICT, "idempotency_in_progress", "同一请求正在处理中，请稍后再试。", "The same request is being carried out. Try again shortly.";
    invalid_body = BAD_REQUEST, "invalid_body", "请求内容无法解析。", "The body cannot be read.";
    invalid_query = BAD_REQUEST, "invalid_query", "查询参数不正确。", "A query parameter is wrong.";
    invalid_cursor = BAD_REQUEST, "invalid_cursor", "翻页标记无效，请从第一页重新开始。", "The cursor is not valid. Start again from the first page.";
    unsupported_media_type = UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "不支持此内容类型。", "This content type is not taken here.";
    too_large = PAYLOAD_TOO_LARGE, "too_large", "内容超过大小限制。", "The body is too large.";
    invalid = UNPROCESSABLE_ENTITY, "invalid", "部分内容不正确，请按提示修改。", "Some of the content is wrong. Mend what is named.";
    unstorable_text = UNPROCESSABLE_ENTITY, "unstorable_text", "文字中含有无法保存的控制字符（NUL），请删去后再试。", "The text holds a NUL character, which cannot be kept. Remove it.";
    internal = INTERNAL_SERVER_ERROR, "internal", "系统出错，已记录。请稍后再试，并提供请求编号。", "Something went wrong on our side and was logged. Try again, and quote the request id.";
    unavailable = SERVICE_UNAVAILABLE, "unavailable", "服务暂时不可用，请稍后再试。", "The service is not available for the moment. Try again shortly.";
}

impl Problem {
    /// A problem of a slice's own, named where it arises.
    pub fn new(
        status: StatusCode,
        code: &'static str,
        zh: impl Into<Cow<'static, str>>,
        en: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            status,
            code: Cow::Borrowed(code),
            detail: Sentence { zh: zh.into(), en: en.into() },
            state: None,
            errors: Vec::new(),
        }
    }

    /// 409: the transition is not allowed in the state the resource is in.
    pub fn invalid_state(
        state: impl fmt::Display,
        zh: impl Into<Cow<'static, str>>,
        en: impl Into<Cow<'static, str>>,
    ) -> Self {
        let mut problem = Self::new(StatusCode::CONFLICT, "invalid_state", zh, en);
        problem.state = Some(state.to_string());
        problem
    }

    /// 422 about one field.
    pub fn field(
        pointer: impl Into<String>,
        code: impl Into<Cow<'static, str>>,
        zh: impl Into<Cow<'static, str>>,
        en: impl Into<Cow<'static, str>>,
    ) -> Self {
        let mut problem = Self::invalid();
        problem.errors.push(FieldError {
            pointer: pointer.into(),
            code: code.into(),
            detail: Sentence { zh: zh.into(), en: en.into() },
        });
        problem
    }

    /// Logs what the caller must not see and answers 500.
    pub fn from_internal(error: impl fmt::Display) -> Self {
        tracing::error!(error = %error, "internal error");
        Self::internal()
    }

    /// The document as sent, in one language.
    pub fn document(&self, english: bool, instance: Option<&str>) -> ProblemDocument {
        let pick = |sentence: &Sentence| if english { sentence.en.to_string() } else { sentence.zh.to_string() };
        ProblemDocument {
            r#type: format!("urn:youju:problem:{}", self.code),
            title: self.status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: self.status.as_u16(),
            detail: pick(&self.detail),
            code: self.code.to_string(),
            instance: instance.map(|id| format!("urn:uuid:{id}")),
            state: self.state.clone(),
            state_title: self.state.as_deref().and_then(domain::states::words).map(|words| words.pick(english)),
            errors: self
                .errors
                .iter()
                .map(|error| ProblemField {
                    pointer: error.pointer.clone(),
                    code: error.code.to_string(),
                    detail: pick(&error.detail),
                })
                .collect(),
        }
    }

    pub fn respond(&self, english: bool, instance: Option<&str>) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        response.insert_header((header::CONTENT_LANGUAGE, if english { "en" } else { "zh-CN" }));
        if self.status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.body(serde_json::to_vec(&self.document(english, instance)).unwrap_or_default())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.detail.en)?;
        for error in &self.errors {
            write!(f, " [{} {}: {}]", error.pointer, error.code, error.detail.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    /// Chinese; the outermost middleware answers again in the language that was asked for.
    fn error_response(&self) -> HttpResponse {
        self.respond(false, None)
    }
}

/// An RFC 9457 problem document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// A URN that names the kind of problem.
    #[schema(example = "urn:youju:problem:not_found")]
    pub r#type: String,
    /// The HTTP status in words.
    pub title: String,
    pub status: u16,
    /// What is wrong and what to do, in the language of `Accept-Language`.
    pub detail: String,
    /// Stable name of the problem.
    #[schema(example = "not_found")]
    pub code: String,
    /// The request id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The state the resource is in, for `invalid_state`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The same as people say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "已逾期")]
    pub state_title: Option<String>,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
}

/// One wrong field.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// JSON pointer into the body.
    #[schema(example = "/facts/from")]
    pub pointer: String,
    pub code: String,
    pub detail: String,
}

/// Every answer that any operation may give besides its own; named in each description.
#[derive(utoipa::IntoResponses)]
pub enum Refusals {
    #[response(status = 400, description = "The request cannot be read", content_type = "application/problem+json")]
    BadRequest(ProblemDocument),
    #[response(status = 401, description = "Not signed in", content_type = "application/problem+json")]
    Unauthenticated(ProblemDocument),
    #[response(status = 403, description = "Not allowed", content_type = "application/problem+json")]
    Forbidden(ProblemDocument),
    #[response(status = 404, description = "Not there, or not visible", content_type = "application/problem+json")]
    NotFound(ProblemDocument),
    #[response(
        status = 409,
        description = "Not possible in the present state",
        content_type = "application/problem+json"
    )]
    Conflict(ProblemDocument),
    #[response(status = 412, description = "Changed meanwhile", content_type = "application/problem+json")]
    Stale(ProblemDocument),
    #[response(status = 413, description = "Too large", content_type = "application/problem+json")]
    TooLarge(ProblemDocument),
    #[response(status = 415, description = "Content type not taken", content_type = "application/problem+json")]
    UnsupportedMediaType(ProblemDocument),
    #[response(status = 422, description = "Some content is wrong", content_type = "application/problem+json")]
    Invalid(ProblemDocument),
    #[response(status = 429, description = "Too many attempts", content_type = "application/problem+json")]
    TooMany(ProblemDocument),
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Query(error) => error.into(),
            store::Error::Connect(_) | store::Error::Pool(_) => {
                tracing::error!(%error, "the database is not available");
                Self::unavailable()
            }
            error => Self::from_internal(error),
        }
    }
}

impl From<law::Refusal> for Problem {
    /// 422 with the rule and article the refusal rests on.
    fn from(refusal: law::Refusal) -> Self {
        Self::field(refusal.pointer.clone(), refusal.code.to_string(), refusal.zh.to_string(), refusal.en.to_string())
    }
}

impl Problem {
    /// The same, for a body that holds what was judged under a pointer.
    pub fn under(mut self, pointer: &str) -> Self {
        for error in &mut self.errors {
            error.pointer.insert_str(0, pointer);
        }
        self
    }
}

impl From<domain::refused::Refused> for Problem {
    /// 409 for a state in which something may not happen, 422 for content that cannot be taken.
    fn from(refused: domain::refused::Refused) -> Self {
        use domain::refused::Refused;
        match refused {
            Refused::State { state, code, words } => {
                let mut problem = Self::invalid_state(state, words.zh, words.en);
                problem.code = Cow::Borrowed(code);
                problem
            }
            Refused::Invalid(faults) => {
                let mut problem = Self::invalid();
                problem.errors = faults
                    .into_iter()
                    .map(|fault| FieldError {
                        pointer: fault.pointer,
                        code: Cow::Borrowed(fault.code),
                        detail: Sentence { zh: fault.words.zh.into(), en: fault.words.en.into() },
                    })
                    .collect();
                problem
            }
        }
    }
}

impl From<diesel::result::Error> for Problem {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind, Error};
        match &error {
            Error::NotFound => Self::not_found(),
            Error::DatabaseError(kind, facts) => {
                if let Some(problem) = facts.constraint_name().and_then(constraints::refused) {
                    return problem;
                }
                // PostgreSQL keeps no NUL character in text.
                if facts.message().starts_with("invalid byte sequence") {
                    return Self::unstorable_text();
                }
                match kind {
                    DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::ExclusionViolation => Self::conflict(),
                    DatabaseErrorKind::ForeignKeyViolation => Self::not_found(),
                    DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => Self::unavailable(),
                    _ => Self::from_internal(format!("{error}: {:?}", facts.constraint_name())),
                }
            }
            _ => Self::from_internal(error),
        }
    }
}
