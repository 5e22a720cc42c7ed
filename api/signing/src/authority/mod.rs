//! A certificate authority for development (本地测试证书): issues what a licensed one
//! (电子认证服务提供者) issues in production, and says in every certificate that it is not one.

mod certificate;
mod sm2;

use std::fs;
use std::io::Write;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280::{ID_KP_EMAIL_PROTECTION, ID_KP_TIME_STAMPING};
use der::asn1::Uint;
use der::pem::LineEnding;
use der::{DecodePem, Encode, EncodePem};
use p256::ecdsa::{DerSignature, SigningKey, VerifyingKey};
use p256::elliptic_curve::Generate;
use p256::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey};
use x509_cert::Certificate;
use x509_cert::builder::{Builder, CrlBuilder};
use x509_cert::certificate::Rfc5280;
use x509_cert::ext::pkix::{CrlNumber, KeyUsages};

use crate::{Error, LocalSigner};
use certificate::{Subject, Usage};
pub use sm2::Sm2Authority;

/// Organisation in every certificate of this authority.
pub const ORGANISATION: &str = "Youju 本地测试证书";

/// `id-kp-documentSigning`, RFC 9336.
pub(crate) const DOCUMENT_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36");

const ROOT_KEY: &str = "root.key.pem";
const ROOT_CERTIFICATE: &str = "root.crt.pem";
const ROOT_YEARS: i64 = 20;
const TSA_YEARS: i64 = 10;
/// A person's key signs once and is gone; the certificate stays valid so that readers which
/// judge by today's date do not call an old signature expired.
const SIGNER_YEARS: i64 = 5;

/// What a seal's key is certified with.
pub struct SealCertificates {
    /// DER: its own, then the root.
    pub chain: Vec<Vec<u8>>,
    /// When its own ends.
    pub until: DateTime<Utc>,
}

/// A root key and its self-signed certificate.
pub struct LocalAuthority {
    key: SigningKey,
    root: Certificate,
}

impl LocalAuthority {
    /// A new root, named `name` (at most 64 characters), valid for 20 years from the day before
    /// `at`. Nothing it issues is valid before that.
    pub fn create(name: &str, at: DateTime<Utc>) -> Result<Self, Error> {
        let key = new_key()?;
        let usage = Usage::authority();
        let root = issue(&Subject::new(name)?, &usage, key.verifying_key(), None, &key, years(at, ROOT_YEARS))?;
        Ok(Self { key, root })
    }

    /// Writes `root.key.pem` (PKCS #8, for the owner only) and `root.crt.pem` into `folder`.
    /// Refuses to overwrite a key.
    pub fn save(&self, folder: &Path) -> Result<(), Error> {
        let key = self.key.to_pkcs8_pem(LineEnding::LF).map_err(|error| Error::Key(error.to_string()))?;
        keep(folder, &key, &self.roots_pem()?)
    }

    /// Reads what [`save`](Self::save) wrote. Refuses a certificate of another key.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let key = fs::read_to_string(folder.join(ROOT_KEY))?;
        let key = SigningKey::from_pkcs8_pem(&key).map_err(|error| Error::Key(error.to_string()))?;
        let root = Certificate::from_pem(fs::read_to_string(folder.join(ROOT_CERTIFICATE))?)?;
        let own = certificate::public_key(key.verifying_key())?;
        if *root.tbs_certificate().subject_public_key_info() != own {
            return Err(Error::Key("the root certificate belongs to another key".to_owned()));
        }
        Ok(Self { key, root })
    }

    /// The root certificate, DER.
    pub fn root(&self) -> Result<Vec<u8>, Error> {
        Ok(self.root.to_der()?)
    }

    /// The root certificate as PEM, for whoever is to trust it.
    pub fn roots_pem(&self) -> Result<String, Error> {
        Ok(self.root.to_pem(LineEnding::LF)?)
    }

    /// An authority for timestamps (时间戳) with a new key. Its certificate's extended key usage
    /// is `timeStamping`, critical and alone (RFC 3161 §2.3).
    pub fn timestamp_authority(&self, at: DateTime<Utc>) -> Result<evidence::timestamp::LocalAuthority, Error> {
        let key = new_key()?;
        let usage = Usage::leaf(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation, &[ID_KP_TIME_STAMPING], true);
        let own = self.issue(&Subject::new("Youju 本地测试时间戳")?, &usage, &key, years(at, TSA_YEARS))?;
        Ok(evidence::timestamp::LocalAuthority::new(key, &[own.to_der()?, self.root()?])?)
    }

    /// A company's seal (电子印章): a new key with a certificate in the company's name and its
    /// unified social credit code.
    pub fn company_seal(&self, company: &str, uscc: &str, at: DateTime<Utc>) -> Result<LocalSigner, Error> {
        self.signer(&Subject::new(company)?.with_identifier(uscc)?, at)
    }

    /// Certificates for a seal whose key a keystore has: its own first, then the root. `public` is a DER
    /// `SubjectPublicKeyInfo`.
    pub fn seal_certificates(
        &self,
        company: &str,
        uscc: &str,
        public: &[u8],
        at: DateTime<Utc>,
    ) -> Result<SealCertificates, Error> {
        let key = VerifyingKey::from_public_key_der(public).map_err(|error| Error::Key(error.to_string()))?;
        let subject = Subject::new(company)?.with_identifier(uscc)?;
        let (from, until) = years(at, SIGNER_YEARS);
        let own = issue(&subject, &signs(), &key, Some(&self.root), &self.key, (from, until))?;
        Ok(SealCertificates { chain: vec![own.to_der()?, self.root()?], until })
    }

    /// A person's certificate with a new key, meant for one signature: drop the signer after it.
    pub fn person(&self, name: &str, at: DateTime<Utc>) -> Result<LocalSigner, Error> {
        self.signer(&Subject::new(name)?, at)
    }

    /// A list of revoked certificates (CRL, RFC 5280 §5) that names none, good for a year: its keys sign once and are
    /// gone. Readers that ask for one, as AdES does, find it in the file's validation data.
    pub fn revocation_list(&self, at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        let number = CrlNumber(Uint::new(&at.timestamp().to_be_bytes())?);
        let list = CrlBuilder::<Rfc5280>::new_with_this_update(&self.root, number, certificate::time(at)?)?
            .with_next_update(Some(certificate::time(at + TimeDelta::days(365))?));
        Ok(list.build::<_, DerSignature>(&self.key)?.to_der()?)
    }

    fn signer(&self, subject: &Subject, at: DateTime<Utc>) -> Result<LocalSigner, Error> {
        let key = new_key()?;
        let own = self.issue(subject, &signs(), &key, years(at, SIGNER_YEARS))?;
        LocalSigner::new(key, &[&own, &self.root])
    }

    fn issue(
        &self,
        subject: &Subject,
        usage: &Usage,
        key: &SigningKey,
        validity: (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Certificate, Error> {
        issue(subject, usage, key.verifying_key(), Some(&self.root), &self.key, validity)
    }
}

fn issue(
    subject: &Subject,
    usage: &Usage,
    key: &VerifyingKey,
    issuer: Option<&Certificate>,
    signing: &SigningKey,
    validity: (DateTime<Utc>, DateTime<Utc>),
) -> Result<Certificate, Error> {
    certificate::issue::<DerSignature, _>(subject, usage, certificate::public_key(key)?, issuer, signing, validity)
}

/// Writes a key, for the owner only and never over another, and its certificate.
fn keep(folder: &Path, key: &str, certificate: &str) -> Result<(), Error> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.join(ROOT_KEY))?.write_all(key.as_bytes())?;
    Ok(fs::write(folder.join(ROOT_CERTIFICATE), certificate)?)
}

/// Signs documents and mail.
fn signs() -> Usage {
    let purposes = [DOCUMENT_SIGNING, ID_KP_EMAIL_PROTECTION];
    Usage::leaf(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation, &purposes, false)
}

/// From a day before, for clocks that are late, to so many years after.
fn years(at: DateTime<Utc>, years: i64) -> (DateTime<Utc>, DateTime<Utc>) {
    (at - TimeDelta::days(1), at + TimeDelta::days(365 * years))
}

pub(crate) fn new_key() -> Result<SigningKey, Error> {
    SigningKey::try_generate().map_err(|error| Error::Key(error.to_string()))
}
