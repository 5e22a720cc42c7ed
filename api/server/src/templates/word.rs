//! Reading a Word form into a proposal. Nothing of it is kept.

use std::io::{Cursor, Read};

use actix_multipart::form::MultipartForm;
use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text as TextField;
use actix_web::post;
use actix_web::web::Json;
use domain::templates::word::{WordNote, WordParts, WordProposal, read};
use domain::templates::{self as texts, Kind, TemplateText};
use serde::Serialize;
use utoipa::ToSchema;
use zip::ZipArchive;
use zip::result::ZipError;

use super::row::TemplateFinding;
use crate::platform::errors::Refusals;
use crate::platform::form::Form;
use crate::platform::{Answer, App, Guard, Problem, perm};

/// Largest file, in bytes.
const LARGEST: usize = 10 * 1024 * 1024;
/// Largest part of it unpacked, in bytes: a contract of a hundred pages stays far below.
const LARGEST_PART: u64 = 16 * 1024 * 1024;
/// Most parts.
const MOST_PARTS: usize = 2_000;

/// A form in Word and for which kind of contract it is.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form; `ImportForm` reads it")]
pub struct TemplateImport {
    /// `.docx`, at most 10 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    kind: Kind,
}

#[derive(MultipartForm)]
#[multipart(deny_unknown_fields, duplicate_field = "deny")]
pub struct ImportForm {
    file: TempFile,
    kind: TextField<String>,
}

/// What a form in Word proposes as the text of a template.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateProposal {
    pub text: TemplateText,
    /// What whoever imports it should know.
    pub notes: Vec<TemplateImportNote>,
    /// What stands against a release.
    pub findings: Vec<TemplateFinding>,
}

/// Something to know about an import.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateImportNote {
    #[schema(example = "parties_left_out")]
    pub code: &'static str,
    pub zh: String,
    pub en: String,
    /// What was left out, in the words of the form.
    pub left_out: Vec<String>,
}

impl From<WordNote> for TemplateImportNote {
    fn from(note: WordNote) -> Self {
        Self { code: note.code, zh: note.words.zh, en: note.words.en, left_out: note.left_out }
    }
}

/// Read a form in Word as a proposal for a text. It is kept nowhere.
#[utoipa::path(tag = "templates", request_body(content = TemplateImport, content_type = "multipart/form-data"), responses((status = 200, body = TemplateProposal), Refusals))]
#[post("/template-imports")]
pub async fn import_template(
    app: App,
    _who: Guard<perm::TemplatesWrite>,
    said: Form<ImportForm>,
) -> Answer<Json<TemplateProposal>> {
    let ImportForm { file, kind } = said.0;
    let kind: Kind = kind
        .trim()
        .parse()
        .map_err(|()| Problem::field("/kind", "unknown_kind", "请选择合同种类。", "Choose a kind of contract."))?;
    if file.size > LARGEST {
        return Err(Problem::too_large());
    }
    let bytes = tokio::fs::read(file.file.path()).await.map_err(Problem::from_internal)?;
    app.blocking(move || {
        let parts = Parts::unpacked(&bytes)?;
        let WordProposal { text, notes } = read(kind, parts.as_xml())?;
        let findings = texts::check(kind, &text).into_iter().map(TemplateFinding::from).collect();
        let notes = notes.into_iter().map(TemplateImportNote::from).collect();
        Ok(Json(TemplateProposal { text, notes, findings }))
    })
    .await
}

/// The parts of a `.docx` that are read.
struct Parts {
    document: String,
    styles: Option<String>,
    numbering: Option<String>,
}

impl Parts {
    fn unpacked(bytes: &[u8]) -> Answer<Self> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(if holds_in_utf16(bytes, "EncryptedPackage") { encrypted() } else { not_docx() });
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_docx())?;
        if archive.len() > MOST_PARTS {
            return Err(too_much());
        }
        let runs = |name: &str| name.to_ascii_lowercase().contains("vbaproject") || name.starts_with("word/activeX/");
        if archive.file_names().flatten().any(|name| runs(&name)) {
            return Err(macros());
        }
        let types = part(&mut archive, "[Content_Types].xml")?.ok_or_else(not_docx)?;
        if types.contains("macroEnabled") {
            return Err(macros());
        }
        Ok(Self {
            document: part(&mut archive, "word/document.xml")?.ok_or_else(not_docx)?,
            styles: part(&mut archive, "word/styles.xml")?,
            numbering: part(&mut archive, "word/numbering.xml")?,
        })
    }

    fn as_xml(&self) -> WordParts<'_> {
        WordParts { document: &self.document, styles: self.styles.as_deref(), numbering: self.numbering.as_deref() }
    }
}

/// One part as text; none when it is not there. A small archive can unpack to more than the machine has.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Answer<Option<String>> {
    let entry = match archive.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => return Err(encrypted()),
        Err(_) => return Err(damaged()),
    };
    let mut unpacked = Vec::new();
    entry.take(LARGEST_PART + 1).read_to_end(&mut unpacked).map_err(|_| damaged())?;
    if u64::try_from(unpacked.len()).map_or(true, |length| length > LARGEST_PART) {
        return Err(too_much());
    }
    String::from_utf8(unpacked).map(Some).map_err(|_| damaged())
}

fn holds_in_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn refused(code: &'static str, zh: &'static str, en: &'static str) -> Problem {
    Problem::field("/file", code, zh, en)
}

fn not_docx() -> Problem {
    refused(
        "not_docx",
        "只能导入 .docx 文件；旧版 .doc、WPS 或 PDF 文件请先另存为 .docx。",
        "Only .docx can be imported; save an old .doc, a WPS file or a PDF as .docx first.",
    )
}

fn encrypted() -> Problem {
    refused(
        "encrypted",
        "文件设有打开密码，请取消密码后再导入。",
        "The file has a password; take it off before the import.",
    )
}

fn macros() -> Problem {
    refused(
        "has_macros",
        "文件含有宏或者控件，请另存为不含宏的 .docx 后再导入。",
        "The file holds macros or controls; save it as a .docx without macros first.",
    )
}

fn too_much() -> Problem {
    refused(
        "unpacks_too_large",
        "文件解压后过大，不像一份合同，没有读取。",
        "Unpacked, the file is far too large for a contract; it was not read.",
    )
}

fn damaged() -> Problem {
    refused(
        "damaged",
        "文件已损坏，无法读取。请在 Word 中打开并另存为 .docx 后再试。",
        "The file is damaged and cannot be read. Open it in Word, save it as .docx and try again.",
    )
}
