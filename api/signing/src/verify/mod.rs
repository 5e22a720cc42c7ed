//! Whether a PDF still is what was signed, by whom and when.
//!
//! A valid signature alone does not say so: whoever appends to a file leaves every signature in
//! it valid. So each revision after a signature is compared with what was signed, and only the
//! filling of another signature field, validation data and document timestamps are let pass.

mod changes;
mod cms;
mod found;
mod revisions;
mod validation_data;

use chrono::{DateTime, Utc};
use evidence::pki::Trust;
use lopdf::Document;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::pades::{open, signature_fields};
use changes::Change;
pub(crate) use cms::{CLOCK_TOLERANCE, common_name, for_documents};
use found::{Found, Kind};

/// The whole judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// There are signatures, each is whole, trusted and timestamped, and nothing else changed.
    Valid,
    /// Anything else; [`Report::problems`] says what.
    Invalid,
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Statement {
    fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The judgement on the whole file.
    pub verdict: Verdict,
    /// Every signature, in the order they were made.
    pub signatures: Vec<SignatureReport>,
    /// Signature fields that nobody has signed.
    pub unsigned: Vec<String>,
    /// Why the verdict is not `valid`.
    pub problems: Vec<Statement>,
}

/// One signature or document timestamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureReport {
    /// The field's name; for our documents the signer's role.
    pub field: String,
    /// Common name in the signer's certificate.
    pub signer: String,
    /// The time the signature claims.
    pub signed_at: Option<DateTime<Utc>>,
    /// The time a trusted authority vouches for.
    pub timestamped_at: Option<DateTime<Utc>>,
    /// The bytes it covers are those that were signed, and the signature verifies.
    pub intact: bool,
    /// Its certificate leads to a trusted root, and so does its timestamp.
    pub trusted: bool,
    /// Nothing was appended after it.
    pub covers_whole_file: bool,
    /// What was appended after it.
    pub changes: Vec<Statement>,
}

/// Judges `pdf`; `roots` are the DER certificates that are trusted.
///
/// Whether the signer of a field is the person it was meant for is the reader's to compare; a
/// field still empty is listed, not a fault. Revocation is not looked at.
pub fn verify(pdf: &[u8], roots: &[Vec<u8>]) -> Report {
    let mut problems = Vec::new();
    let trust = Trust::in_roots(roots).unwrap_or_else(|_| {
        problems.push(Statement::new("受信任的根证书无法读取", "a trusted root certificate cannot be read"));
        Trust::default()
    });
    let (signatures, unsigned) = match judge(pdf, &trust, &mut problems) {
        Ok(judged) => judged,
        Err(error) => {
            problems.push(Statement::new(
                format!("文件无法按PDF读取：{error}"),
                format!("the file cannot be read: {error}"),
            ));
            (Vec::new(), Vec::new())
        }
    };
    if signatures.is_empty() {
        problems.push(Statement::new("文件中没有电子签名", "the file has no signature"));
    }
    let verdict = if problems.is_empty() { Verdict::Valid } else { Verdict::Invalid };
    Report { verdict, signatures, unsigned, problems }
}

/// Until when the last document timestamp of a file can be judged as it is; none without one. Before that another is
/// appended (ETSI EN 319 142-1 §5.4.3).
pub fn kept_until(pdf: &[u8]) -> Result<Option<DateTime<Utc>>, Error> {
    let found = found::all(pdf, &open(pdf)?)?;
    let last = found.iter().rfind(|one| one.kind == Kind::DocumentTimestamp);
    let token = last.and_then(|stamp| cms::message(&stamp.contents));
    Ok(token.map(|token| evidence::timestamp::expires(&token)).transpose()?)
}

/// Refuses a file that earlier signatures in it do not fit, whoever made them.
pub(crate) fn unchanged(pdf: &[u8]) -> Result<(), Error> {
    let document = open(pdf)?;
    if signature_fields(&document)?.iter().all(|field| field.value.is_none()) {
        return Ok(());
    }
    let mut problems = Vec::new();
    let (signatures, _) = judge(pdf, &Trust::default(), &mut problems)?;
    if let Some(broken) = signatures.iter().find(|signature| !signature.intact) {
        return Err(Error::Tampered(format!("the signature in {} does not verify", broken.field)));
    }
    match revise_problem(pdf, &document)? {
        Some(change) => Err(Error::Tampered(change.said.en)),
        None => Ok(()),
    }
}

/// The first change between signed revisions that is not let pass.
fn revise_problem(pdf: &[u8], document: &Document) -> Result<Option<Change>, Error> {
    let found = found::all(pdf, document)?;
    let steps = steps(pdf, document, &found)?;
    Ok(steps.into_iter().flatten().find(|change| !change.allowed))
}

type Judged = (Vec<SignatureReport>, Vec<String>);

fn judge(pdf: &[u8], trust: &Trust, problems: &mut Vec<Statement>) -> Result<Judged, Error> {
    let document = open(pdf)?;
    if !revisions::ends(pdf) {
        problems.push(Statement::new("文件末尾有多余内容", "there is something after the end of the file"));
    }
    let unsigned = signature_fields(&document)?.into_iter().filter(|f| f.value.is_none()).map(|f| f.name).collect();
    let found = found::all(pdf, &document)?;
    let steps = steps(pdf, &document, &found)?;
    for change in steps.iter().flatten().filter(|change| !change.allowed) {
        problems.push(change.said.clone());
    }
    let reports = found.iter().enumerate().map(|(index, signature)| {
        let judged = match signature.kind {
            Kind::Signature => cms::judge(signature, trust),
            Kind::DocumentTimestamp => cms::judge_timestamp(signature, trust),
        };
        for problem in judged.problems {
            let zh = format!("签名域“{}”：{}", signature.field, problem.zh);
            problems.push(Statement::new(zh, format!("field {}: {}", signature.field, problem.en)));
        }
        let after = steps.get(index..).unwrap_or_default().iter().flatten();
        SignatureReport {
            field: signature.field.clone(),
            signer: judged.signer,
            signed_at: signature.signed_at,
            timestamped_at: judged.timestamped_at,
            intact: judged.intact,
            trusted: judged.trusted,
            covers_whole_file: signature.end == pdf.len(),
            changes: after.map(|change| change.said.clone()).collect(),
        }
    });
    let reports: Vec<SignatureReport> = reports.collect();
    Ok((reports, unsigned))
}

/// What changed after each signature up to the next, and after the last up to the end.
fn steps(pdf: &[u8], document: &Document, found: &[Found]) -> Result<Vec<Vec<Change>>, Error> {
    let mut steps = Vec::new();
    for (index, signature) in found.iter().enumerate() {
        let until = found.get(index + 1).map_or(pdf.len(), |next| next.end);
        if until == signature.end {
            steps.push(Vec::new());
            continue;
        }
        let before = pdf.get(..signature.end).unwrap_or_default();
        let after = pdf.get(..until).unwrap_or_default();
        let later = if until == pdf.len() { document } else { &open(after)? };
        steps.push(changes::between(before, &open(before)?, after, later)?);
    }
    Ok(steps)
}
