//! The ASN.1 of RFC 3161 and of the signing-certificate attribute (RFC 5035), as far as used.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use const_oid::db::rfc5912::ID_SHA_256;
use der::asn1::{Any, BitString, Int, ObjectIdentifier, OctetString, Uint};
use der::{Decode, Sequence, Tag, Tagged};
use spki::AlgorithmIdentifierOwned;
use x509_cert::ext::Extensions;

use super::{Refusal, octets};

/// `MessageImprint ::= SEQUENCE { hashAlgorithm, hashedMessage }`
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
pub(super) struct MessageImprint {
    pub hash_algorithm: AlgorithmIdentifierOwned,
    pub hashed_message: OctetString,
}

impl MessageImprint {
    pub fn sha256(imprint: &[u8; 32]) -> Result<Self, der::Error> {
        Ok(Self { hash_algorithm: sha256(), hashed_message: octets(imprint)? })
    }

    pub fn is_sha256_of(&self, imprint: &[u8; 32]) -> bool {
        is_sha256(&self.hash_algorithm) && self.hashed_message.as_bytes() == imprint
    }
}

/// `TimeStampReq`, without extensions.
#[derive(Clone, Debug, Sequence)]
pub(super) struct TimeStampReq {
    pub version: u8,
    pub message_imprint: MessageImprint,
    pub policy: Option<ObjectIdentifier>,
    pub nonce: Option<Uint>,
    #[asn1(default = "Default::default")]
    pub cert_req: bool,
}

/// `TimeStampResp ::= SEQUENCE { status, timeStampToken OPTIONAL }`
#[derive(Clone, Debug, Sequence)]
pub(super) struct TimeStampResp {
    pub status: PkiStatusInfo,
    pub token: Option<Any>,
}

impl TimeStampResp {
    pub fn granting(token: &[u8]) -> Result<Self, der::Error> {
        let status = PkiStatusInfo { status: 0, text: None, fail: None };
        Ok(Self { status, token: Some(Any::from_der(token)?) })
    }
}

/// `PKIStatusInfo ::= SEQUENCE { status, statusString OPTIONAL, failInfo OPTIONAL }`
#[derive(Clone, Debug, Sequence)]
pub(super) struct PkiStatusInfo {
    pub status: u8,
    pub text: Option<Vec<String>>,
    pub fail: Option<BitString>,
}

impl PkiStatusInfo {
    /// `granted (0)` or `grantedWithMods (1)`.
    pub fn granted(&self) -> bool {
        self.status <= 1
    }
}

/// `TSTInfo`, RFC 3161 §2.4.2.
#[derive(Clone, Debug, Sequence)]
pub(super) struct TstInfo {
    pub version: u8,
    pub policy: ObjectIdentifier,
    pub message_imprint: MessageImprint,
    pub serial_number: Uint,
    /// A `GeneralizedTime` that may carry a fraction, which the profile of X.509 forbids and
    /// this one allows: hence read by [`TstInfo::time`].
    pub gen_time: Any,
    pub accuracy: Option<Accuracy>,
    #[asn1(default = "Default::default")]
    pub ordering: bool,
    pub nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub tsa: Option<Any>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub extensions: Option<Extensions>,
}

/// `Accuracy ::= SEQUENCE { seconds, millis [0], micros [1] }`, all optional.
#[derive(Clone, Debug, Sequence)]
pub(super) struct Accuracy {
    pub seconds: Option<Uint>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    pub millis: Option<Uint>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub micros: Option<Uint>,
}

impl TstInfo {
    /// `YYYYMMDDhhmmss[.s…]Z`: UTC, with a fraction that has no trailing zero.
    pub fn time(&self) -> Result<DateTime<Utc>, Refusal> {
        let text = std::str::from_utf8(self.gen_time.value()).map_err(|_| Refusal::Malformed)?;
        if self.gen_time.tag() != Tag::GeneralizedTime {
            return Err(Refusal::Malformed);
        }
        parse_time(text).ok_or(Refusal::Malformed)
    }
}

fn parse_time(text: &str) -> Option<DateTime<Utc>> {
    let text = text.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let dotted = text.len() != whole.len();
    let bare_dot = dotted && (fraction.is_empty() || fraction.ends_with('0'));
    if whole.len() != 14 || fraction.len() > 9 || bare_dot || !digits(whole) || !digits(fraction) {
        return None;
    }
    let seconds = NaiveDateTime::parse_from_str(whole, "%Y%m%d%H%M%S").ok()?.and_utc();
    let nanos = format!("{fraction:0<9}").parse().ok()?;
    seconds.checked_add_signed(TimeDelta::nanoseconds(nanos))
}

/// `GeneralizedTime` of the whole second at or before `at`.
pub(super) fn gen_time(at: DateTime<Utc>) -> Result<Any, der::Error> {
    let text = at.format("%Y%m%d%H%M%SZ").to_string();
    Any::new(Tag::GeneralizedTime, text.into_bytes())
}

/// `SigningCertificateV2 ::= SEQUENCE { certs, policies OPTIONAL }`, RFC 5035.
#[derive(Clone, Debug, Sequence)]
pub(crate) struct SigningCertificateV2 {
    pub certs: Vec<EssCertIdV2>,
    pub policies: Option<Vec<Any>>,
}

/// `ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT sha256, certHash, issuerSerial OPTIONAL }`.
///
/// DER forbids writing a default, so with SHA-256 the algorithm is left out.
#[derive(Clone, Debug, Sequence)]
pub(crate) struct EssCertIdV2 {
    pub hash_algorithm: Option<AlgorithmIdentifierOwned>,
    pub cert_hash: OctetString,
    pub issuer_serial: Option<IssuerSerial>,
}

/// `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber }`: read past, never relied
/// on, since the hash already names one certificate.
#[derive(Clone, Debug, Sequence)]
pub(crate) struct IssuerSerial {
    pub issuer: Vec<Any>,
    pub serial: Int,
}

pub(super) fn sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: None }
}

/// SHA-256 with its parameters absent or `NULL`; RFC 5754 §2 wants both accepted.
pub(super) fn is_sha256(algorithm: &AlgorithmIdentifierOwned) -> bool {
    algorithm.oid == ID_SHA_256 && algorithm.parameters.as_ref().is_none_or(Any::is_null)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;

    #[test]
    fn a_fraction_of_a_second_is_read_but_only_in_its_der_form() {
        let time = |text: &str| parse_time(text).map(|t| t.to_rfc3339());
        assert_eq!(time("20261121090000Z").unwrap(), "2026-11-21T09:00:00+00:00");
        assert_eq!(time("20261121090000.25Z").unwrap(), "2026-11-21T09:00:00.250+00:00");
        for refused in [
            "20261121090000.Z",
            "20261121090000.250Z",
            "20261121090000",
            "2026112109Z",
            "20261321090000Z",
            "20261121090000+0800",
            "2026112109000 Z",
            "20261121090000.é5Z",
        ] {
            assert_eq!(time(refused), None, "{refused}");
        }
    }
}
