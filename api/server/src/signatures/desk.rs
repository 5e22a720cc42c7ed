//! The desk itself: one a service, shared by every slice that makes documents.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use evidence::timestamp::Stamp;
use signing::authority::SealCertificates;
use signing::facts::Document;
use signing::keystore::{Keystore, NewKey};
use signing::remote::Refusal;
use signing::{FONT_DIRS, Mark, Rendered, Renderer, Report, Request, SignatureDetails, SignatureField};
use tokio::runtime::Handle;
use tokio::sync::OnceCell;

use super::forms;
use super::identity::{Checked, Claimed, EmployersRecord, IdentityCheck, LicensedService, Outcome};
use super::keystore;
use super::remote::wait_for;
use super::trust::{CompanySeal, Outside, Trust};
use crate::platform::clock::Clock;
use crate::platform::config::Settings;
use crate::platform::crypto::Keyring;
use crate::platform::service::Endpoint;
use crate::platform::{Answer, Problem, ids};

/// Sets, signs, seals and stamps documents.
pub struct Desk {
    clock: Clock,
    font_dirs: Vec<PathBuf>,
    renderer: OnceCell<Arc<Renderer>>,
    trust: Arc<Trust>,
    /// People's signatures are made elsewhere, by whoever wants to know more of them.
    signs_elsewhere: bool,
    /// Asks whether people are who they say; without it the employer's own record is compared.
    identity: Option<Arc<LicensedService>>,
}

/// Who signs: a person, with a certificate made for this one signature, or a company with its seal.
#[derive(Clone, Debug)]
pub enum Signatory {
    Person {
        who: signing::remote::Signatory,
        /// What was drawn on the screen; it proves nothing and is shown.
        drawn: Option<signing::Drawing>,
    },
    Company(CompanySeal),
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
    pub async fn open(settings: &Settings, clock: &Clock, keyring: &Keyring) -> Answer<Self> {
        let (given, keystore, runtime) = (settings.clone(), Box::new(keystore::of(keyring)), Handle::current());
        let now = clock.now();
        let (trust, identity) = blocking(move || {
            let trust = opened(&given, keystore, &runtime, now)?;
            Ok((trust, identity_service(&given, &runtime)?))
        })
        .await?;
        let font_dirs = settings.font_dirs.iter().cloned().chain(FONT_DIRS.map(PathBuf::from)).collect();
        Ok(Self {
            clock: clock.clone(),
            font_dirs,
            renderer: OnceCell::new(),
            trust: Arc::new(trust),
            signs_elsewhere: settings.signer_url.is_some(),
            identity: identity.map(Arc::new),
        })
    }

    /// Whether a person's signature is made by a service that wants their numbers.
    pub fn signs_elsewhere(&self) -> bool {
        self.signs_elsewhere
    }

    /// Whether an outside register is asked who people are.
    pub fn asks_who_signs(&self) -> bool {
        self.identity.is_some()
    }

    /// Checks who somebody says they are: by the employer's record of them, and when that fits and the settings name a
    /// licensed service, by that service.
    pub async fn check_identity(&self, claimed: Claimed, record: Claimed) -> Answer<Checked> {
        let (service, at) = (self.identity.clone(), self.clock.now());
        let reference = ids::new::<uuid::Uuid>().to_string();
        blocking(move || {
            let own = EmployersRecord(Some(record)).check(&claimed, &reference, at);
            Ok(match service {
                Some(service) if own.outcome == Outcome::Matched => service.check(&claimed, &reference, at),
                _ => own,
            })
        })
        .await
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
        let (trust, clock) = (self.trust.clone(), self.clock.clone());
        blocking(move || sign(&renderer, &trust, &signing, &clock)).await
    }

    /// Appends validation data and a document timestamp to a file that has all its signatures: PAdES B-LTA. Answers
    /// also until when the timestamp can be judged; before that it is archived once more.
    pub async fn archive(&self, pdf: Vec<u8>) -> Answer<(Vec<u8>, Option<DateTime<Utc>>)> {
        let (trust, at) = (self.trust.clone(), self.clock.now());
        blocking(move || {
            let pdf = signing::add_validation_data(&pdf, &trust.validation_data(at)?)?;
            let pdf = signing::archive_timestamp(&pdf, trust.authority(), at)?;
            let until = signing::kept_until(&pdf)?;
            Ok((pdf, until))
        })
        .await
    }

    /// Seals a document that only the company signs, such as a notice or a certificate; answers the file.
    pub async fn seal(&self, rendered: Rendered, seal: CompanySeal, reason: &str) -> Answer<Vec<u8>> {
        let Some(field) = rendered.fields.iter().find(|field| field.role == "employer").cloned() else {
            return Err(Problem::from_internal("the document has no place for the company's seal"));
        };
        let pdf = self.prepare(rendered.pdf, rendered.fields).await?;
        self.sign(Signing { pdf, field, by: Signatory::Company(seal), reason: reason.to_owned() }).await
    }

    /// Makes a seal's key, under a label that is its alone, and certifies it for a company and its credit code.
    pub async fn make_seal(&self, label: String, company: (String, String)) -> Answer<(NewKey, SealCertificates)> {
        let (trust, at) = (self.trust.clone(), self.clock.now());
        blocking(move || trust.make_seal(&label, (&company.0, &company.1), at)).await
    }

    /// Certifies a seal's key anew.
    pub async fn certify(&self, public: Vec<u8>, company: (String, String)) -> Answer<SealCertificates> {
        let (trust, at) = (self.trust.clone(), self.clock.now());
        blocking(move || trust.certify(&public, (&company.0, &company.1), at)).await
    }

    /// Until when a timestamp made now can be judged.
    pub async fn stamps_until(&self) -> Answer<DateTime<Utc>> {
        let (trust, at) = (self.trust.clone(), self.clock.now());
        blocking(move || Ok(evidence::timestamp::expires(&trust.timestamp(&[0; 32], at)?.0)?)).await
    }

    /// A DER `TimeStampToken` over a SHA-256 value, and what it says.
    pub async fn timestamp(&self, imprint: [u8; 32], at: DateTime<Utc>) -> Answer<(Vec<u8>, Stamp)> {
        let trust = self.trust.clone();
        blocking(move || trust.timestamp(&imprint, at)).await
    }

    /// A signer by SM2 for one manifest, where the settings ask for that.
    pub async fn manifest_signer(&self) -> Answer<Option<evidence::sm2::Signer>> {
        let (trust, at) = (self.trust.clone(), self.clock.now());
        blocking(move || trust.manifest_signer(at)).await
    }

    /// The root of SM2 as PEM and as DER, where there is one.
    pub fn sm2_root(&self) -> Answer<Option<(String, Vec<u8>)>> {
        self.trust.sm2_root().map_err(Problem::from_internal)
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

/// The trust folder with what the settings put beside it.
fn opened(
    settings: &Settings,
    keystore: Box<dyn Keystore>,
    runtime: &Handle,
    now: DateTime<Utc>,
) -> Result<Trust, signing::Error> {
    let outside = settings.tsa_roots.clone().map(|roots| Outside {
        urls: settings.tsa_urls.clone(),
        roots,
        timeout: Duration::from_millis(settings.tsa_timeout_ms),
        runtime: runtime.clone(),
    });
    let mut trust = Trust::open(&settings.folder("trust"), &settings.name, keystore, outside, now)?;
    if let (Some(url), Some(roots)) = (settings.signer_url.clone(), &settings.signer_roots) {
        let timeout = Duration::from_millis(settings.signer_timeout_ms);
        let endpoint = Endpoint { url, token: settings.signer_token.clone(), timeout, runtime: runtime.clone() };
        trust = trust.with_signer(endpoint, roots)?;
    }
    match settings.sm2_bundles {
        true => trust.with_sm2(&settings.folder("trust-sm2"), &settings.name, now),
        false => Ok(trust),
    }
}

fn identity_service(settings: &Settings, runtime: &Handle) -> Result<Option<LicensedService>, signing::Error> {
    let (Some(url), Some(name)) = (settings.identity_url.clone(), settings.identity_name.clone()) else {
        return Ok(None);
    };
    let timeout = Duration::from_millis(settings.identity_timeout_ms);
    let endpoint = Endpoint { url, token: settings.identity_token.clone(), timeout, runtime: runtime.clone() };
    Ok(Some(LicensedService::new(endpoint, name)?))
}

fn sign(renderer: &Renderer, trust: &Trust, signing: &Signing, clock: &Clock) -> Result<Vec<u8>, signing::Error> {
    let Signing { pdf, field, by, reason } = signing;
    let at = clock.now();
    let mark = match by {
        Signatory::Person { who, drawn } => Mark::Person { name: who.name.clone(), drawn: drawn.clone() },
        Signatory::Company(seal) => {
            Mark::CompanySeal { name: seal.company.clone(), inscription: seal.inscription.clone() }
        }
    };
    let appearance = renderer.appearance(&mark, field, at)?;
    let details = |name| SignatureDetails { name, reason, location: None, at, appearance: &appearance };
    match by {
        Signatory::Company(seal) => {
            signing::sign(pdf, &field.role, &trust.signer(seal), trust.authority(), &details(&seal.company))
        }
        Signatory::Person { who, .. } => {
            let request = Request { reference: &ids::new::<uuid::Uuid>().to_string(), signatory: who };
            let (prepared, pending) = signing::begin(pdf, &field.role, trust.persons(), &details(&who.name), &request)?;
            let signature = wait_for(trust.persons(), &pending, trust.patience)?;
            signing::finish(prepared, &pending, &signature, trust.authority(), &trust.roots, clock.now())
        }
    }
}

/// Runs work of the signing crate off the async threads.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, signing::Error> + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::from_internal)?.map_err(Problem::from)
}

/// Facts that cannot be set are the caller's to mend; everything else is ours.
impl From<signing::Error> for Problem {
    fn from(error: signing::Error) -> Self {
        match error {
            signing::Error::Facts { pointer, why } => Self::field(
                pointer,
                "cannot_be_set",
                format!("无法写入文件：{why}"),
                format!("It cannot be written into a document: {why}"),
            ),
            signing::Error::Typesetting(why) => Self::field(
                "",
                "cannot_be_set",
                format!("文件无法排版，请检查姓名等内容中的生僻字：{why}"),
                format!("The document cannot be set; look for rare characters in names: {why}"),
            ),
            signing::Error::Form(fault) => forms::refused(fault),
            signing::Error::NoRoom { label, at } => forms::no_room(&label, at),
            signing::Error::Evidence(evidence::Error::Timestamp(refusal)) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "no_timestamp",
                format!("{}，现在不能签署，也没有留下签了一半的文件。请稍后重试。", refusal.zh()),
                format!("Nothing can be signed now: {refusal}. No half-signed file was left; try again later."),
            ),
            signing::Error::Remote(refusal @ Refusal::Declined(_)) => Self::new(
                StatusCode::CONFLICT,
                "signature_declined",
                format!("{}。文件没有改动。", refusal.zh()),
                format!("There is no signature: {refusal}. The file is as it was."),
            ),
            signing::Error::Remote(refusal) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "no_signature",
                format!("{}，现在不能签署，也没有留下签了一半的文件。请稍后重试。", refusal.zh()),
                format!("Nothing can be signed now: {refusal}. No half-signed file was left; try again later."),
            ),
            error => Self::from_internal(error),
        }
    }
}
