//! The desk itself: one a service, shared by every slice that makes documents.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use evidence::timestamp::Stamp;
use signing::facts::Document;
use signing::{FONT_DIRS, Mark, Rendered, Renderer, Report, SignatureDetails, SignatureField};
use tokio::runtime::Handle;
use tokio::sync::OnceCell;

use super::trust::{Company, Outside, Trust};
use crate::platform::clock::Clock;
use crate::platform::config::Settings;
use crate::platform::{Answer, Problem};

/// Sets, signs, seals and stamps documents.
pub struct Desk {
    clock: Clock,
    font_dirs: Vec<PathBuf>,
    renderer: OnceCell<Arc<Renderer>>,
    trust: Arc<Trust>,
}

/// Who signs: a person, with a certificate made for this one signature, or a company with its seal.
#[derive(Clone, Debug)]
pub enum Signatory {
    Person {
        name: String,
        /// What was drawn on the screen; it proves nothing and is shown.
        drawn: Option<signing::Drawing>,
    },
    Company(Company),
}

/// One signature to be made.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The file with its signature fields, as it is now.
    pub pdf: Vec<u8>,
    pub field: SignatureField,
    pub by: Signatory,
    /// Why it is made, e.g. `签署解除劳动合同协议书`.
    pub reason: String,
}

impl Desk {
    /// Opens the trust folder below the data folder, or makes it on the first start; reads no typeface yet.
    pub async fn open(settings: &Settings, clock: &Clock) -> Answer<Self> {
        let (folder, name, now) = (settings.folder("trust"), settings.name.clone(), clock.now());
        let outside = settings.tsa_roots.clone().map(|roots| Outside {
            urls: settings.tsa_urls.clone(),
            roots,
            timeout: Duration::from_millis(settings.tsa_timeout_ms),
            runtime: Handle::current(),
        });
        let trust = blocking(move || Trust::open(&folder, &name, outside, now)).await?;
        let font_dirs = settings.font_dirs.iter().cloned().chain(FONT_DIRS.map(PathBuf::from)).collect();
        Ok(Self { clock: clock.clone(), font_dirs, renderer: OnceCell::new(), trust: Arc::new(trust) })
    }

    /// Sets a document into PDF/A. `ident` is its number, printed on every page.
    pub async fn render<D: Document + Send + 'static>(&self, facts: D, ident: &str) -> Answer<Rendered> {
        let renderer = self.renderer().await?;
        let (ident, at) = (ident.to_owned(), self.clock.now());
        blocking(move || renderer.render(&facts, &ident, at)).await
    }

    /// Appends the empty signature fields; all of them before the first signature.
    pub async fn prepare(&self, pdf: Vec<u8>, fields: Vec<SignatureField>) -> Answer<Vec<u8>> {
        blocking(move || signing::prepare(&pdf, &fields)).await
    }

    /// Appends one PAdES B-T signature. When the timestamp cannot be had there is none.
    pub async fn sign(&self, signing: Signing) -> Answer<Vec<u8>> {
        let renderer = self.renderer().await?;
        let (trust, at) = (self.trust.clone(), self.clock.now());
        blocking(move || sign(&renderer, &trust, &signing, at)).await
    }

    /// Appends validation data and a document timestamp to a file that has all its signatures: PAdES B-LTA.
    pub async fn archive(&self, pdf: Vec<u8>) -> Answer<Vec<u8>> {
        let (trust, at) = (self.trust.clone(), self.clock.now());
        blocking(move || {
            let pdf = signing::add_validation_data(&pdf, &trust.validation_data(at)?)?;
            signing::archive_timestamp(&pdf, trust.authority(), at)
        })
        .await
    }

    /// Seals a document that only the company signs, such as a notice or a certificate; answers the file.
    pub async fn seal(&self, rendered: Rendered, company: Company, reason: &str) -> Answer<Vec<u8>> {
        let Some(field) = rendered.fields.iter().find(|field| field.role == "employer").cloned() else {
            return Err(Problem::from_internal("the document has no place for the company's seal"));
        };
        let pdf = self.prepare(rendered.pdf, rendered.fields).await?;
        self.sign(Signing { pdf, field, by: Signatory::Company(company), reason: reason.to_owned() }).await
    }

    /// A DER `TimeStampToken` over a SHA-256 value, and what it says.
    pub async fn timestamp(&self, imprint: [u8; 32], at: DateTime<Utc>) -> Answer<(Vec<u8>, Stamp)> {
        let trust = self.trust.clone();
        blocking(move || trust.timestamp(&imprint, at)).await
    }

    /// Judges a PDF by the roots of this desk.
    pub async fn verify(&self, pdf: bytes::Bytes) -> Answer<Report> {
        let roots = self.roots();
        blocking(move || Ok(signing::verify(&pdf, &roots))).await
    }

    /// The root certificates, DER.
    pub fn roots(&self) -> Vec<Vec<u8>> {
        self.trust.roots.clone()
    }

    /// The root certificates as PEM, for whoever is to trust them.
    pub fn roots_pem(&self) -> &str {
        &self.trust.roots_pem
    }

    async fn renderer(&self) -> Answer<Arc<Renderer>> {
        let load = async || {
            let dirs = self.font_dirs.clone();
            blocking(move || Renderer::new(&dirs)).await.map(Arc::new)
        };
        self.renderer.get_or_try_init(load).await.cloned()
    }
}

fn sign(renderer: &Renderer, trust: &Trust, signing: &Signing, at: DateTime<Utc>) -> Result<Vec<u8>, signing::Error> {
    let Signing { pdf, field, by, reason } = signing;
    let (mark, signer, name) = match by {
        Signatory::Person { name, drawn } => {
            let mark = Mark::Person { name: name.clone(), drawn: drawn.clone() };
            (mark, Arc::new(trust.person(name, at)?), name)
        }
        Signatory::Company(company) => {
            (Mark::CompanySeal { name: company.name.clone() }, trust.seal(company, at)?, &company.name)
        }
    };
    let appearance = renderer.appearance(&mark, field, at)?;
    let details = SignatureDetails { name, reason, location: None, at, appearance: &appearance };
    signing::sign(pdf, &field.role, signer.as_ref(), trust.authority(), &details)
}

/// Runs work of the signing crate off the async threads.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, signing::Error> + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::from_internal)?.map_err(problem)
}

/// Facts that cannot be set are the caller's to mend; everything else is ours.
fn problem(error: signing::Error) -> Problem {
    match error {
        signing::Error::Facts { pointer, why } => Problem::field(
            pointer,
            "cannot_be_set",
            format!("无法写入文件：{why}"),
            format!("It cannot be written into a document: {why}"),
        ),
        signing::Error::Typesetting(why) => Problem::field(
            "",
            "cannot_be_set",
            format!("文件无法排版，请检查姓名等内容中的生僻字：{why}"),
            format!("The document cannot be set; look for rare characters in names: {why}"),
        ),
        signing::Error::Evidence(evidence::Error::Timestamp(refusal)) => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "no_timestamp",
            format!("{}，现在不能签署，也没有留下签了一半的文件。请稍后重试。", refusal.zh()),
            format!("Nothing can be signed now: {refusal}. No half-signed file was left; try again later."),
        ),
        error => Problem::from_internal(error),
    }
}
