//! How an agreement came to be signed (签署证明): who, how they proved it, when, and what was kept of it.

use qrcode::{Color, EcLevel, QrCode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Document, Employer, to_value, with};
use crate::{Error, Template};

/// 签署证明, sealed by the employer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletionCertificate {
    pub employer: Employer,
    /// Of the agreement.
    pub agreement_number: String,
    pub agreement_title: String,
    pub pages: u32,
    /// SHA-256 in hex: of the file before any signature, and of the file with all of them.
    pub original_sha256: String,
    pub signed_sha256: String,
    pub signers: Vec<CompletedSigner>,
    /// The whole process, oldest first.
    pub events: Vec<CompletionEvent>,
    /// Origin of the log that the entries are in.
    pub log: String,
    /// Where anybody has the file judged; its QR code stands on the certificate.
    pub check_url: String,
}

/// One side, and how it signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletedSigner {
    /// `员工`, `用人单位`
    pub side: String,
    pub name: String,
    /// Who applied the seal, where it is the company's.
    pub by: Option<String>,
    /// In words: 短信验证码.
    pub proved_by: String,
    /// What an identity check said and whose register it was, in words.
    #[serde(default)]
    pub identity: Option<String>,
    /// What was declared, in the words that were shown.
    pub statement: String,
    /// `2026-10-20 10:00:00`, in China.
    pub signed_at: String,
    pub address: Option<String>,
    /// SHA-256 of the file that was read, in hex.
    pub read_sha256: String,
}

/// One step of the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletionEvent {
    pub at: String,
    pub what: String,
    pub who: String,
    pub detail: String,
    /// Its entry in the log.
    pub entry: i64,
}

impl Document for CompletionCertificate {
    const TEMPLATE: Template = Template::CompletionCertificate;

    fn view(&self) -> Result<Value, Error> {
        Ok(with(to_value(self)?, [("qr", json!(modules(&self.check_url)?))]))
    }
}

/// The code as rows of dark (`1`) and light (`0`) modules, without the quiet zone.
fn modules(text: &str) -> Result<Vec<String>, Error> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Error::Facts { pointer: "/check_url".to_owned(), why: error.to_string() })?;
    let dot = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
    Ok(code.to_colors().chunks(code.width()).map(|row| row.iter().map(dot).collect()).collect())
}
