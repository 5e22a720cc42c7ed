//! The form that says what came of a try to serve a notice, with the file that proves it.

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text as TextField;
use chrono::NaiveDate;
use domain::separations::service::Outcome;
use utoipa::ToSchema;

use super::evidence_form::LARGEST;
use crate::platform::{Answer, Problem};

/// Longest text, in characters.
const LONGEST: usize = 2000;

/// What came of a try.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; `OutcomeForm` reads it")]
pub struct ServiceOutcomeUpload {
    outcome: Outcome,
    /// The day it was taken, refused or came back.
    #[schema(value_type = String, format = Date, example = "2026-10-14")]
    outcome_on: NaiveDate,
    /// Who took it; who saw it refused.
    #[schema(example = "本人签收。")]
    text: Option<String>,
    /// Receipt, photograph, print-out of the log: at most 20 MB.
    #[schema(value_type = Option<String>, format = Binary)]
    file: Option<Vec<u8>>,
}

#[derive(MultipartForm)]
#[multipart(deny_unknown_fields, duplicate_field = "deny")]
pub struct OutcomeForm {
    outcome: TextField<String>,
    outcome_on: TextField<String>,
    text: Option<TextField<String>>,
    file: Option<TempFile>,
}

/// A file that was sent along.
pub(super) struct Proof {
    pub bytes: Vec<u8>,
    pub name: String,
    pub media: String,
}

/// The form as read.
pub(super) struct OutcomeSaid {
    pub outcome: Outcome,
    pub outcome_on: NaiveDate,
    pub text: String,
    pub file: Option<Proof>,
}

impl OutcomeSaid {
    pub async fn read(form: OutcomeForm) -> Answer<Self> {
        let outcome = form.outcome.parse().map_err(|()| {
            Problem::field("/outcome", "unknown_outcome", "没有这种送达结果。", "There is no such outcome.")
        })?;
        let outcome_on = form.outcome_on.parse().map_err(|_| {
            Problem::field("/outcome_on", "not_a_date", "日期应为 年-月-日。", "A date is year-month-day.")
        })?;
        let text = form.text.map(TextField::into_inner).unwrap_or_default().trim().to_owned();
        if text.chars().count() > LONGEST {
            let (zh, en) = ("说明至多 2000 字。", "At most 2,000 characters.");
            return Err(Problem::field("/text", "too_long", zh, en));
        }
        let file = match form.file {
            Some(file) => Some(proof(file).await?),
            None => None,
        };
        Ok(Self { outcome, outcome_on, text, file })
    }
}

async fn proof(file: TempFile) -> Answer<Proof> {
    if file.size > LARGEST {
        return Err(Problem::too_large());
    }
    let bytes = tokio::fs::read(file.file.path()).await.map_err(Problem::from_internal)?;
    if bytes.is_empty() {
        return Err(Problem::field("/file", "empty", "文件是空的。", "The file is empty."));
    }
    let media = file.content_type.as_ref().map_or("application/octet-stream".to_owned(), ToString::to_string);
    let name = file.file_name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "proof".to_owned());
    Ok(Proof { bytes, name, media })
}
