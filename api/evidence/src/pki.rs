//! X.509 as far as timestamps and document signatures need it: a chain from a certificate to a
//! trusted root at a given time (RFC 5280 §6.1, without policies, name constraints or
//! revocation).
//!
//! A certificate that is signed by an [`Algorithm`] not known here, or carries a critical extension
//! not known here, is refused.

use chrono::{DateTime, Utc};
use cms::cert::CertificateChoices;
use cms::signed_data::SignedData;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280::{
    ID_CE_BASIC_CONSTRAINTS, ID_CE_CERTIFICATE_POLICIES, ID_CE_EXT_KEY_USAGE, ID_CE_KEY_USAGE, ID_CE_SUBJECT_ALT_NAME,
};
use der::{Decode, DecodePem, Encode, EncodePem};
pub use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};

use crate::algorithms::Algorithm;
use crate::{Error, Hash};

/// Longest chain that is followed, the root included.
const MAX_CHAIN: usize = 8;

/// Most links that are tried, lest certificates that all vouch for each other keep us for ever.
const MAX_TRIES: u32 = 1000;

/// Why a certificate is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// Not a DER certificate.
    #[error("it is not an X.509 certificate")]
    Malformed,
    /// Expired or not yet valid at the time in question.
    #[error("it is not valid at that time")]
    OutsideValidity,
    /// A critical extension that is not understood.
    #[error("it has a critical extension that is not understood")]
    UnknownExtension,
    /// No chain of valid signatures leads to a trusted root.
    #[error("no chain leads from it to a trusted root")]
    NoChain,
}

impl Distrust {
    /// The same reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Malformed => "不是有效的 X.509 证书",
            Self::OutsideValidity => "证书在该时刻不在有效期内",
            Self::UnknownExtension => "证书含有无法识别的关键扩展",
            Self::NoChain => "证书无法追溯到受信任的根证书",
        }
    }
}

/// The roots that are believed, and certificates that may stand between them and a signer.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    roots: Vec<Certificate>,
    intermediates: Vec<Certificate>,
}

impl Trust {
    /// Trust in `roots`, each a DER certificate.
    pub fn in_roots<T: AsRef<[u8]>>(roots: &[T]) -> Result<Self, Error> {
        let roots = roots.iter().map(|der| certificate(der.as_ref())).collect::<Result<_, _>>()?;
        Ok(Self { roots, intermediates: Vec::new() })
    }

    /// Also allows these DER certificates as links of a chain; they are not believed by
    /// themselves.
    pub fn with_intermediates<T: AsRef<[u8]>>(mut self, links: &[T]) -> Result<Self, Error> {
        for der in links {
            self.intermediates.push(certificate(der.as_ref())?);
        }
        Ok(self)
    }

    /// The chain from `leaf` to a trusted root at a time, leaf first, root last.
    ///
    /// `sent_along` are further certificates that may be links, such as those in a signature.
    pub fn chain(
        &self,
        leaf: &Certificate,
        sent_along: &[Certificate],
        at: DateTime<Utc>,
    ) -> Result<Vec<Certificate>, Error> {
        usable(leaf, at)?;
        let links: Vec<&Certificate> = self.intermediates.iter().chain(sent_along).collect();
        let mut chain = vec![leaf.clone()];
        let mut tries = MAX_TRIES;
        if self.roots.contains(leaf) || self.extend(&mut chain, &links, at, &mut tries) {
            return Ok(chain);
        }
        Err(Distrust::NoChain.into())
    }

    /// Searches depth first; every link stands at most once in a chain.
    fn extend(&self, chain: &mut Vec<Certificate>, links: &[&Certificate], at: DateTime<Utc>, tries: &mut u32) -> bool {
        let Some(last) = chain.last().cloned() else { return false };
        let below = chain.len() - 1;
        let root = self.roots.iter().find(|root| issued(root, &last, below, at));
        if let Some(root) = root {
            chain.push(root.clone());
            return true;
        }
        if chain.len() + 1 >= MAX_CHAIN {
            return false;
        }
        for link in links {
            *tries = tries.saturating_sub(1);
            if *tries > 0 && !chain.contains(link) && issued(link, &last, below, at) {
                chain.push((*link).clone());
                if self.extend(chain, links, at, tries) {
                    return true;
                }
                chain.pop();
            }
        }
        false
    }
}

/// Reads a DER certificate.
pub fn certificate(der: &[u8]) -> Result<Certificate, Error> {
    Certificate::from_der(der).map_err(|_| Distrust::Malformed.into())
}

/// SHA-256 of a certificate's DER: its fingerprint.
pub fn fingerprint(certificate: &Certificate) -> Result<Hash, Error> {
    Ok(Hash::of(&certificate.to_der()?))
}

/// The certificates that a CMS message brings along.
pub fn sent_along(signed: &SignedData) -> Vec<Certificate> {
    let choices = signed.certificates.iter().flat_map(|set| set.0.iter());
    choices
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
            CertificateChoices::Other(_) => None,
        })
        .collect()
}

/// Whether a certificate is signed by its own key, as roots are.
pub fn is_self_signed(certificate: &Certificate) -> bool {
    let tbs = certificate.tbs_certificate();
    tbs.subject() == tbs.issuer() && has_signed(certificate, certificate)
}

/// DER certificates as one PEM text, in the order given.
pub fn to_pem<T: AsRef<[u8]>>(certificates: &[T]) -> Result<String, Error> {
    let pem = |der: &T| Ok(certificate(der.as_ref())?.to_pem(der::pem::LineEnding::LF)?);
    certificates.iter().map(pem).collect()
}

/// The DER certificates of a PEM text that holds nothing else.
pub fn from_pem(text: &str) -> Result<Vec<Vec<u8>>, Error> {
    let ends = text.split_inclusive("-----END CERTIFICATE-----\n");
    let read = |block: &str| {
        let read = Certificate::from_pem(block).map_err(|_| Distrust::Malformed)?;
        Ok(read.to_der()?)
    };
    ends.map(read).collect()
}

/// Whether the owner of `signer` made this signature over `message`.
pub fn signed_by(signer: &Certificate, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
    algorithm.verifies(signer.tbs_certificate().subject_public_key_info(), message, signature)
}

/// `issuer` may sign certificates, is valid at that time, and signed `subject`; `below` is the
/// number of authorities already under it.
fn issued(issuer: &Certificate, subject: &Certificate, below: usize, at: DateTime<Utc>) -> bool {
    issuer.tbs_certificate().subject() == subject.tbs_certificate().issuer()
        && usable(issuer, at).is_ok()
        && may_issue(issuer, below)
        && has_signed(issuer, subject)
}

fn has_signed(issuer: &Certificate, subject: &Certificate) -> bool {
    let (tbs, identifier) = (subject.tbs_certificate(), subject.signature_algorithm());
    let signature = subject.signature().as_bytes().unwrap_or_default();
    let Some(algorithm) = Algorithm::of(identifier).filter(|_| identifier == tbs.signature()) else { return false };
    tbs.to_der().is_ok_and(|message| signed_by(issuer, algorithm, &message, signature))
}

fn may_issue(issuer: &Certificate, below: usize) -> bool {
    let tbs = issuer.tbs_certificate();
    let authority = match tbs.get_extension::<BasicConstraints>() {
        Ok(Some((_, basic))) => basic.ca && basic.path_len_constraint.is_none_or(|most| below <= usize::from(most)),
        _ => false,
    };
    let usage = match tbs.get_extension::<KeyUsage>() {
        Ok(Some((_, usage))) => usage.key_cert_sign(),
        Ok(None) => true,
        Err(_) => false,
    };
    authority && usage
}

/// The last second in which a certificate counts.
pub(crate) fn ends(certificate: &Certificate) -> Option<DateTime<Utc>> {
    let until = certificate.tbs_certificate().validity().not_after.to_unix_duration().as_secs();
    DateTime::from_timestamp(i64::try_from(until).ok()?, 0)
}

pub(crate) fn usable(certificate: &Certificate, at: DateTime<Utc>) -> Result<(), Distrust> {
    let tbs = certificate.tbs_certificate();
    let seconds = u64::try_from(at.timestamp()).map_err(|_| Distrust::OutsideValidity)?;
    let from = tbs.validity().not_before.to_unix_duration().as_secs();
    let until = tbs.validity().not_after.to_unix_duration().as_secs();
    if !(from..=until).contains(&seconds) {
        return Err(Distrust::OutsideValidity);
    }
    let mut critical = tbs.extensions().into_iter().flatten().filter(|e| e.critical);
    match critical.all(|e| UNDERSTOOD.contains(&e.extn_id)) {
        true => Ok(()),
        false => Err(Distrust::UnknownExtension),
    }
}

const UNDERSTOOD: [ObjectIdentifier; 5] =
    [ID_CE_BASIC_CONSTRAINTS, ID_CE_KEY_USAGE, ID_CE_EXT_KEY_USAGE, ID_CE_CERTIFICATE_POLICIES, ID_CE_SUBJECT_ALT_NAME];
