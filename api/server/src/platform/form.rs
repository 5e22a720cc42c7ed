//! Forms with files (`multipart/form-data`), with problem documents for what is wrong in them.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use actix_multipart::MultipartError;
use actix_multipart::form::{MultipartCollect, MultipartForm};
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::{FromRequest, HttpRequest};
use futures_util::FutureExt;

use super::errors::Problem;
use super::http::unreadable;

/// A form as read.
pub struct Form<T: MultipartCollect>(pub T);

impl<T: MultipartCollect + 'static> FromRequest for Form<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // actix-multipart 0.8 panics on a part without a name; that must be a refusal, not a lost connection.
        let form = AssertUnwindSafe(MultipartForm::<T>::from_request(request, payload)).catch_unwind();
        Box::pin(async move {
            let form = form.await.map_err(|_| unreadable("a part of the form has no name"))?;
            Ok(Self(form.map_err(|error| refused(&error))?.into_inner()))
        })
    }
}

fn refused(error: &actix_web::Error) -> Problem {
    match error.as_error::<MultipartError>() {
        Some(
            MultipartError::ContentTypeMissing
            | MultipartError::ContentTypeParse
            | MultipartError::ContentTypeIncompatible,
        ) => Problem::unsupported_media_type(),
        Some(MultipartError::Payload(PayloadError::Overflow)) => Problem::too_large(),
        Some(MultipartError::MissingField(name)) => {
            Problem::field(format!("/{name}"), "required", "请填写此项。", "This field is missing.")
        }
        Some(MultipartError::UnknownField(name)) => {
            Problem::field(format!("/{name}"), "unknown_field", "没有此项。", "There is no such field.")
        }
        Some(other) => unreadable(&other.to_string()),
        None => unreadable(&error.to_string()),
    }
}
