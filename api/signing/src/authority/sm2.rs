//! The same authority in state cryptography (国密): its keys are of SM2, and they sign manifests.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use der::pem::LineEnding;
use der::{DecodePem, Encode, EncodePem};
use evidence::sm2::{DerSignature, Key, Signer};
use x509_cert::Certificate;
use x509_cert::ext::pkix::KeyUsages;

use super::certificate::{self, Subject, Usage};
use super::{ROOT_CERTIFICATE, ROOT_KEY, ROOT_YEARS, SIGNER_YEARS, keep, years};
use crate::Error;

/// A root key of SM2 and its self-signed certificate, both for development.
pub struct Sm2Authority {
    key: Key,
    root: Certificate,
}

impl Sm2Authority {
    /// A new root, named `name` (at most 64 characters), valid for 20 years from the day before `at`.
    pub fn create(name: &str, at: DateTime<Utc>) -> Result<Self, Error> {
        let key = Key::generate()?;
        let (subject, usage) = (Subject::new(name)?, Usage::authority());
        let root =
            certificate::issue::<DerSignature, _>(&subject, &usage, key.public()?, None, &key, years(at, ROOT_YEARS))?;
        Ok(Self { key, root })
    }

    /// Writes `root.key.pem` (PKCS #8, for the owner only) and `root.crt.pem` into `folder`. Refuses to overwrite a key.
    pub fn save(&self, folder: &Path) -> Result<(), Error> {
        keep(folder, &self.key.to_pem()?, &self.root_pem()?)
    }

    /// Reads what [`save`](Self::save) wrote. Refuses a certificate of another key.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let key = Key::from_pem(&fs::read_to_string(folder.join(ROOT_KEY))?)?;
        let root = Certificate::from_pem(fs::read_to_string(folder.join(ROOT_CERTIFICATE))?)?;
        if *root.tbs_certificate().subject_public_key_info() != key.public()? {
            return Err(Error::Key("the SM2 root certificate belongs to another key".to_owned()));
        }
        Ok(Self { key, root })
    }

    /// The root certificate, DER.
    pub fn root(&self) -> Result<Vec<u8>, Error> {
        Ok(self.root.to_der()?)
    }

    /// The root certificate as PEM, for whoever is to trust it.
    pub fn root_pem(&self) -> Result<String, Error> {
        Ok(self.root.to_pem(LineEnding::LF)?)
    }

    /// A signer of manifests with a new key, in the name of who runs the service: drop it after the one signature.
    pub fn signer(&self, name: &str, at: DateTime<Utc>) -> Result<Signer, Error> {
        let key = Key::generate()?;
        let usage = Usage::leaf(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation, &[], false);
        let own = certificate::issue::<DerSignature, _>(
            &Subject::new(name)?,
            &usage,
            key.public()?,
            Some(&self.root),
            &self.key,
            years(at, SIGNER_YEARS),
        )?;
        Ok(Signer::new(key, &[own.to_der()?, self.root()?])?)
    }
}
