//! Keys and certificates: the local certificate authority, its timestamps, people's and companies' signers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use evidence::timestamp::{Stamp, TimestampAuthority};
use signing::authority::{LocalAuthority, SealCertificates, Sm2Authority};
use signing::keystore::{KeyHandle, Keystore, NewKey, StoredSigner};
use signing::remote::{OneOffKeys, RemoteSigner};
use signing::{Error, ValidationData};
use tokio::runtime::Handle;

use super::remote::CloudSigner;
use super::tsa::Authorities;
use crate::platform::service::Endpoint;

/// A company's seal, ready to be applied.
#[derive(Clone, Debug)]
pub struct CompanySeal {
    /// In whose name.
    pub company: String,
    /// Which of its seals; none for the official one.
    pub inscription: Option<String>,
    pub key: KeyHandle,
    /// DER: its own first.
    pub certificates: Vec<Vec<u8>>,
}

/// Timestamp authorities that are not ours.
pub struct Outside {
    /// In the order in which they are asked.
    pub urls: Vec<String>,
    /// PEM file of the roots their tokens chain to.
    pub roots: PathBuf,
    pub timeout: Duration,
    /// Drives the requests, which are made off its threads.
    pub runtime: Handle,
}

/// The local timestamp authority. Its key and certificate are made anew long before they end, so that what it stamped
/// before can be stamped again.
struct LocalStamps {
    authority: Arc<LocalAuthority>,
    current: Mutex<Option<(DateTime<Utc>, evidence::timestamp::LocalAuthority)>>,
}

/// Half of the life of its certificate.
const STAMPS_FOR: TimeDelta = TimeDelta::days(5 * 365);

impl TimestampAuthority for LocalStamps {
    fn token(&self, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<Vec<u8>, evidence::Error> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let made = match current.take() {
            // A clock that was set back has certificates of its own.
            Some((since, made)) if (since..since + STAMPS_FOR).contains(&at) => (since, made),
            _ => {
                let made = self.authority.timestamp_authority(at);
                (at, made.map_err(|error| evidence::Error::Key(error.to_string()))?)
            }
        };
        current.insert(made).1.token(imprint, at)
    }
}

/// The trust folder, opened.
pub struct Trust {
    authority: Arc<LocalAuthority>,
    stamper: Box<dyn TimestampAuthority + Send + Sync>,
    keystore: Box<dyn Keystore>,
    /// Signs for people.
    persons: Box<dyn RemoteSigner>,
    /// How long a person's signature is waited for.
    pub patience: Duration,
    /// Signs manifests by SM2, in the name of the operator.
    sm2: Option<(Sm2Authority, String)>,
    /// DER.
    pub roots: Vec<Vec<u8>>,
    pub roots_pem: String,
}

impl Trust {
    /// Loads the authority from its folder; on the first start it is made at `at`, whole or not at all.
    /// `outside` are timestamp authorities and their roots; without them the local authority stamps.
    pub fn open(
        folder: &Path,
        name: &str,
        keystore: Box<dyn Keystore>,
        outside: Option<Outside>,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        made(folder, |draft| LocalAuthority::create(&root_name(name), at)?.save(draft))?;
        let authority = Arc::new(LocalAuthority::load(folder)?);
        let mut roots = vec![authority.root()?];
        let stamper: Box<dyn TimestampAuthority + Send + Sync> = match outside {
            None => Box::new(LocalStamps { authority: authority.clone(), current: Mutex::default() }),
            Some(outside) => {
                let pem = std::fs::read_to_string(&outside.roots)?;
                let theirs = evidence::pki::from_pem(&pem)?;
                let asked = Authorities::new(outside.urls, &theirs, outside.timeout, outside.runtime)?;
                roots.extend(theirs);
                Box::new(asked)
            }
        };
        let (persons, patience) = (Box::new(OneOffKeys(authority.clone())), Duration::ZERO);
        let roots_pem = evidence::pki::to_pem(&roots)?;
        Ok(Self { authority, stamper, keystore, persons, patience, sm2: None, roots, roots_pem })
    }

    /// The same with people's signatures from elsewhere, by certificates that chain to the roots in a PEM file.
    pub fn with_signer(mut self, endpoint: Endpoint, roots: &Path) -> Result<Self, Error> {
        self.roots.extend(evidence::pki::from_pem(&std::fs::read_to_string(roots)?)?);
        self.roots_pem = evidence::pki::to_pem(&self.roots)?;
        self.patience = endpoint.timeout;
        self.persons = Box::new(CloudSigner::new(endpoint)?);
        Ok(self)
    }

    /// The same with an authority of SM2 beside it, which is loaded or made likewise.
    pub fn with_sm2(mut self, folder: &Path, name: &str, at: DateTime<Utc>) -> Result<Self, Error> {
        made(folder, |draft| Sm2Authority::create(&root_name(name), at)?.save(draft))?;
        self.sm2 = Some((Sm2Authority::load(folder)?, name.to_owned()));
        Ok(self)
    }

    /// A signer for one manifest, where manifests are signed by SM2.
    pub fn manifest_signer(&self, at: DateTime<Utc>) -> Result<Option<evidence::sm2::Signer>, Error> {
        self.sm2.as_ref().map(|(authority, name)| authority.signer(name, at)).transpose()
    }

    /// The root of SM2 as PEM and as DER.
    pub fn sm2_root(&self) -> Result<Option<(String, Vec<u8>)>, Error> {
        self.sm2.as_ref().map(|(authority, _)| Ok((authority.root_pem()?, authority.root()?))).transpose()
    }

    /// Whoever signs for people: the local authority with a key for each signature, or a service elsewhere.
    pub fn persons(&self) -> &dyn RemoteSigner {
        self.persons.as_ref()
    }

    /// A new key for a seal, and its certificates.
    pub fn make_seal(
        &self,
        label: &str,
        (company, uscc): (&str, &str),
        at: DateTime<Utc>,
    ) -> Result<(NewKey, SealCertificates), Error> {
        let key = self.keystore.generate(label)?;
        let certificates = self.authority.seal_certificates(company, uscc, &key.public, at)?;
        Ok((key, certificates))
    }

    /// Certificates for a key that a seal has already.
    pub fn certify(
        &self,
        public: &[u8],
        (company, uscc): (&str, &str),
        at: DateTime<Utc>,
    ) -> Result<SealCertificates, Error> {
        self.authority.seal_certificates(company, uscc, public, at)
    }

    /// The seal as a signer.
    pub fn signer<'a>(&'a self, seal: &'a CompanySeal) -> StoredSigner<'a> {
        StoredSigner { store: self.keystore.as_ref(), handle: &seal.key, certificates: &seal.certificates }
    }

    /// What a reader needs later: the roots, and the local authority's word that it has revoked nothing.
    pub fn validation_data(&self, at: DateTime<Utc>) -> Result<ValidationData, Error> {
        let revocation_lists = vec![self.authority.revocation_list(at)?];
        Ok(ValidationData { certificates: self.roots.clone(), revocation_lists })
    }

    /// A token over `imprint`, and what it says.
    pub fn timestamp(&self, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<(Vec<u8>, Stamp), Error> {
        let token = self.stamper.token(imprint, at)?;
        let trust = evidence::pki::Trust::in_roots(&self.roots)?;
        let stamp = evidence::timestamp::verify(&token, imprint, None, &trust)?;
        Ok((token, stamp))
    }

    pub fn authority(&self) -> &dyn TimestampAuthority {
        self.stamper.as_ref()
    }
}

/// Makes a folder whole or not at all, when it is not there.
fn made(folder: &Path, save: impl FnOnce(&Path) -> Result<(), Error>) -> Result<(), Error> {
    if folder.exists() {
        return Ok(());
    }
    let draft = folder.with_extension("new");
    if draft.exists() {
        std::fs::remove_dir_all(&draft)?; // left by a start that was interrupted
    }
    std::fs::create_dir_all(&draft)?;
    save(&draft)?;
    Ok(std::fs::rename(&draft, folder)?)
}

/// The root says which operator made it; a common name has at most 64 characters.
fn root_name(operator: &str) -> String {
    format!("Youju 本地测试根证书 {operator}").chars().take(64).collect()
}
