//! The form that brings a file into a case, or into all cases of a lay-off.

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text as TextField;
use chrono::NaiveDate;
use domain::separations::evidence::NewItem;
use utoipa::ToSchema;

use crate::platform::{Answer, Problem};

/// Largest file, in bytes.
pub(super) const LARGEST: usize = 20 * 1024 * 1024;

/// A file and what it shows.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; `EvidenceForm` reads it")]
pub struct SeparationEvidenceUpload {
    /// PDF, image, spreadsheet or text, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// A code of the ground.
    #[schema(example = "E-FACT")]
    code: String,
    #[schema(example = "2026-09-14 车间监控截图")]
    title: String,
    /// The day of what it shows.
    #[schema(value_type = String, format = Date, example = "2026-09-14")]
    dated: NaiveDate,
    /// What it shows, in a sentence; the notice repeats it.
    #[schema(example = "9 月 14 日未经批准离开岗位四小时。")]
    text: String,
}

#[derive(MultipartForm)]
#[multipart(deny_unknown_fields, duplicate_field = "deny")]
pub struct EvidenceForm {
    file: TempFile,
    code: TextField<String>,
    title: TextField<String>,
    dated: TextField<String>,
    text: Option<TextField<String>>,
}

/// The form as read.
pub struct Brought {
    pub bytes: Vec<u8>,
    code: String,
    title: String,
    dated: String,
    text: String,
    file_name: String,
    media: String,
}

impl Brought {
    pub async fn read(form: EvidenceForm) -> Answer<Self> {
        if form.file.size > LARGEST {
            return Err(Problem::too_large());
        }
        let media = form.file.content_type.as_ref().map_or("application/octet-stream".to_owned(), ToString::to_string);
        Ok(Self {
            bytes: tokio::fs::read(form.file.file.path()).await.map_err(Problem::from_internal)?,
            code: form.code.into_inner(),
            title: form.title.into_inner(),
            dated: form.dated.into_inner(),
            text: form.text.map(TextField::into_inner).unwrap_or_default(),
            file_name: form.file.file_name.unwrap_or_default(),
            media,
        })
    }

    /// What it says, to be checked.
    pub fn said(&self) -> NewItem<'_> {
        NewItem {
            code: &self.code,
            title: &self.title,
            dated: &self.dated,
            text: &self.text,
            file_name: &self.file_name,
            media: &self.media,
            is_empty: self.bytes.is_empty(),
        }
    }
}
