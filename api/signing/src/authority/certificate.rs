//! X.509 certificates, RFC 5280.

use std::time::Duration;

use chrono::{DateTime, Utc};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519::{COMMON_NAME, ORGANIZATION_NAME, SERIAL_NUMBER};
use der::asn1::{OctetString, SetOfVec};
use der::flagset::FlagSet;
use der::{Any, Encode, Tag};
use p256::ecdsa::VerifyingKey;
use p256::ecdsa::signature::{Keypair, Signer};
use rand::TryRng;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};
use spki::{
    DynSignatureAlgorithmIdentifier, EncodePublicKey, SignatureBitStringEncoding, SubjectPublicKeyInfoOwned,
    SubjectPublicKeyInfoRef,
};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier,
};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};
use x509_cert::{Certificate, der::oid::AssociatedOid};

use super::ORGANISATION;
use crate::Error;

/// Upper bound of a common name, RFC 5280 appendix A.1.
const MAX_COMMON_NAME: usize = 64;

/// Whom a certificate is for: `O=…, serialNumber=…, CN=…`.
pub(super) struct Subject {
    parts: Vec<(ObjectIdentifier, String)>,
}

impl Subject {
    pub fn new(name: &str) -> Result<Self, Error> {
        if name.trim().is_empty() || name.chars().count() > MAX_COMMON_NAME || name.chars().any(char::is_control) {
            return Err(Error::Key(format!("a certificate's name has 1 to {MAX_COMMON_NAME} characters")));
        }
        let parts = vec![(ORGANIZATION_NAME, ORGANISATION.to_owned()), (COMMON_NAME, name.to_owned())];
        Ok(Self { parts })
    }

    /// Adds a number that tells namesakes apart.
    pub fn with_identifier(mut self, number: &str) -> Result<Self, Error> {
        // serialNumber is a PrintableString.
        if number.is_empty() || number.len() > MAX_COMMON_NAME || !number.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Error::Key("a subject's number has ASCII letters and digits only".to_owned()));
        }
        self.parts.insert(1, (SERIAL_NUMBER, number.to_owned()));
        Ok(self)
    }

    fn name(&self) -> Result<Name, Error> {
        let part = |(oid, text): &(ObjectIdentifier, String)| {
            let tag = if *oid == SERIAL_NUMBER { Tag::PrintableString } else { Tag::Utf8String };
            let value = AttributeTypeAndValue { oid: *oid, value: Any::new(tag, text.as_bytes())? };
            Ok::<_, der::Error>(RelativeDistinguishedName::from(SetOfVec::try_from(vec![value])?))
        };
        let parts = self.parts.iter().map(part).collect::<Result<Vec<_>, _>>()?;
        Ok(Name::hazmat_from_rdn_sequence(RdnSequence::from(parts)))
    }
}

/// What a key may do.
pub(super) struct Usage {
    authority: bool,
    key_usage: FlagSet<KeyUsages>,
    purposes: Vec<ObjectIdentifier>,
    purposes_critical: bool,
}

impl Usage {
    /// Issues certificates, but no authority under it.
    pub fn authority() -> Self {
        let key_usage = KeyUsages::KeyCertSign | KeyUsages::CRLSign;
        Self { authority: true, key_usage, purposes: Vec::new(), purposes_critical: false }
    }

    /// Signs, for these purposes.
    pub fn leaf(key_usage: FlagSet<KeyUsages>, purposes: &[ObjectIdentifier], critical: bool) -> Self {
        Self { authority: false, key_usage, purposes: purposes.to_vec(), purposes_critical: critical }
    }
}

/// A certificate for the key `public`, signed by `signing` in the name of `issuer`, or of itself.
pub(super) fn issue<Signature, Key>(
    subject: &Subject,
    usage: &Usage,
    public: SubjectPublicKeyInfoOwned,
    issuer: Option<&Certificate>,
    signing: &Key,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Certificate, Error>
where
    Signature: SignatureBitStringEncoding,
    Key: Keypair<VerifyingKey: EncodePublicKey> + DynSignatureAlgorithmIdentifier + Signer<Signature>,
{
    let own_id = key_identifier(&public);
    let issuer_id = match issuer {
        Some(issuer) => key_identifier(issuer.tbs_certificate().subject_public_key_info()),
        None => own_id.clone(),
    };
    let subject = subject.name()?;
    let profile = Profile {
        issuer: issuer.map_or_else(|| subject.clone(), |issuer| issuer.tbs_certificate().subject().clone()),
        subject,
        extensions: extensions(usage, own_id, issuer_id)?,
    };
    let mut serial = [0; 16];
    SysRng.try_fill_bytes(&mut serial).map_err(|error| Error::Key(error.to_string()))?;
    // Positive, and never zero.
    serial[0] = serial[0] & 0x7f | 0x40;
    let validity = Validity::new(time(from)?, time(until)?);
    let builder = CertificateBuilder::new(profile, SerialNumber::new(&serial)?, validity, public)?;
    Ok(builder.build::<_, Signature>(signing)?)
}

pub(super) fn public_key(key: &VerifyingKey) -> Result<SubjectPublicKeyInfoOwned, Error> {
    let der = key.to_public_key_der().map_err(|error| Error::Key(error.to_string()))?;
    Ok(der.decode_msg()?)
}

/// Method 1 of RFC 7093 §2: the leftmost 160 bits of SHA-256 over the key.
fn key_identifier(key: &SubjectPublicKeyInfoOwned) -> Vec<u8> {
    let bits = key.subject_public_key.raw_bytes();
    Sha256::digest(bits).iter().copied().take(20).collect()
}

fn extensions(usage: &Usage, own_id: Vec<u8>, issuer_id: Vec<u8>) -> Result<Vec<Extension>, Error> {
    let mut extensions = Vec::new();
    let constraints = BasicConstraints { ca: usage.authority, path_len_constraint: usage.authority.then_some(0) };
    extensions.push(extension(true, &constraints)?);
    extensions.push(extension(true, &KeyUsage(usage.key_usage))?);
    if !usage.purposes.is_empty() {
        extensions.push(extension(usage.purposes_critical, &ExtendedKeyUsage(usage.purposes.clone()))?);
    }
    extensions.push(extension(false, &SubjectKeyIdentifier(OctetString::new(own_id)?))?);
    let issuer = AuthorityKeyIdentifier {
        key_identifier: Some(OctetString::new(issuer_id)?),
        authority_cert_issuer: None,
        authority_cert_serial_number: None,
    };
    extensions.push(extension(false, &issuer)?);
    Ok(extensions)
}

/// Criticality is given here, not taken from the crate: for time-stamping it must be set.
fn extension<E: Encode + AssociatedOid>(critical: bool, value: &E) -> Result<Extension, Error> {
    Ok(Extension { extn_id: E::OID, critical, extn_value: OctetString::new(value.to_der()?)? })
}

pub(super) fn time(at: DateTime<Utc>) -> Result<Time, Error> {
    let seconds = u64::try_from(at.timestamp()).map_err(|_| Error::Key("a time before 1970".to_owned()))?;
    Ok(der::DateTime::from_unix_duration(Duration::from_secs(seconds))?.into())
}

struct Profile {
    issuer: Name,
    subject: Name,
    extensions: Vec<Extension>,
}

impl BuilderProfile for Profile {
    fn get_issuer(&self, _subject: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        _own: SubjectPublicKeyInfoRef<'_>,
        _issuer: SubjectPublicKeyInfoRef<'_>,
        _tbs: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        Ok(self.extensions.clone())
    }
}
