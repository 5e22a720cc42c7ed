//! Believing a token, or not.

use chrono::{DateTime, Utc};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use const_oid::db::rfc3161::ID_CT_TST_INFO;
use const_oid::db::rfc5280::ID_KP_TIME_STAMPING;
use const_oid::db::rfc5911::{ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Any, Decode, Encode};
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier};

use super::asn1::{SigningCertificateV2, TstInfo, is_sha256};
use super::{Refusal, Stamp, sent_nonce};
use crate::algorithms::Algorithm;
use crate::pki::{self, Certificate, Trust};
use crate::{Error, Hash};

/// Believes a DER `TimeStampToken` over `imprint` (a SHA-256 value), or says why not.
///
/// `nonce` is the one given to [`request`](super::request), when there was a request. The chain
/// of the signer is judged at the token's own time; revocation is not looked at.
pub fn verify(token: &[u8], imprint: &[u8; 32], nonce: Option<u64>, trust: &Trust) -> Result<Stamp, Error> {
    let signed = signed_data(token)?;
    let content = content(&signed).ok_or(Refusal::Malformed)?;
    let said = TstInfo::from_der(content.as_bytes()).map_err(|_| Refusal::Malformed)?;
    answers(&said, imprint, nonce)?;

    let sent_along = pki::sent_along(&signed);
    let (info, signer) = signer(&signed, &sent_along).ok_or(Refusal::NoSigner)?;
    attributes_fit(info, content.as_bytes(), signer).ok_or(Refusal::Attributes)?;
    check_signature(info, signer)?;
    may_stamp(signer).ok_or(Refusal::NotForStamping)?;

    let gen_time = said.time()?;
    let chain = trust.chain(signer, &sent_along, gen_time)?;
    let root = chain.last().unwrap_or(signer);
    Ok(Stamp {
        gen_time,
        serial: hex::encode(said.serial_number.as_bytes()),
        policy: said.policy.to_string(),
        signer: signer.tbs_certificate().subject().to_string(),
        root: root.tbs_certificate().subject().to_string(),
        root_fingerprint: pki::fingerprint(root)?,
    })
}

/// The DER certificates that a token brings along.
pub fn certificates(token: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let brought = pki::sent_along(&signed_data(token)?);
    brought.iter().map(|certificate| Ok(certificate.to_der()?)).collect()
}

/// When the first of the certificates that a token brings along ends: until then it can be judged as it is.
pub fn expires(token: &[u8]) -> Result<DateTime<Utc>, Error> {
    let brought = pki::sent_along(&signed_data(token)?);
    brought.iter().map(pki::ends).min().flatten().ok_or_else(|| Refusal::Malformed.into())
}

/// `SignedData` of version 3, as its content type asks (RFC 5652 §5.1), that announces SHA-256.
fn signed_data(token: &[u8]) -> Result<SignedData, Refusal> {
    let read = || {
        let info = ContentInfo::from_der(token).ok()?;
        let signed: SignedData = info.content.decode_as().ok()?;
        let fits = info.content_type == ID_SIGNED_DATA
            && signed.version == CmsVersion::V3
            && signed.digest_algorithms.iter().any(is_sha256);
        fits.then_some(signed)
    };
    read().ok_or(Refusal::Malformed)
}

/// The DER `TSTInfo` that was signed.
fn content(signed: &SignedData) -> Option<OctetString> {
    let encapsulated = &signed.encap_content_info;
    if encapsulated.econtent_type != ID_CT_TST_INFO {
        return None;
    }
    encapsulated.econtent.as_ref()?.decode_as().ok()
}

fn answers(said: &TstInfo, imprint: &[u8; 32], nonce: Option<u64>) -> Result<(), Error> {
    if said.version != 1 {
        return Err(Refusal::Malformed.into());
    }
    if !said.message_imprint.is_sha256_of(imprint) {
        return Err(Refusal::OtherImprint.into());
    }
    let Some(nonce) = nonce else { return Ok(()) };
    let sent = sent_nonce(nonce)?.to_der()?;
    match &said.nonce {
        Some(echo) if echo.to_der()? == sent => Ok(()),
        _ => Err(Refusal::OtherNonce.into()),
    }
}

/// The one signer and its certificate. How the certificate is named decides the version.
fn signer<'a>(signed: &'a SignedData, sent_along: &'a [Certificate]) -> Option<(&'a SignerInfo, &'a Certificate)> {
    let [info] = signed.signer_infos.0.as_slice() else { return None };
    let version = match info.sid {
        SignerIdentifier::IssuerAndSerialNumber(_) => CmsVersion::V1,
        SignerIdentifier::SubjectKeyIdentifier(_) => CmsVersion::V3,
    };
    if info.version != version {
        return None;
    }
    let is_named = |certificate: &&Certificate| {
        let tbs = certificate.tbs_certificate();
        match &info.sid {
            SignerIdentifier::IssuerAndSerialNumber(named) => {
                *tbs.issuer() == named.issuer && *tbs.serial_number() == named.serial_number
            }
            SignerIdentifier::SubjectKeyIdentifier(named) => {
                let own = tbs.get_extension::<SubjectKeyIdentifier>();
                own.is_ok_and(|found| found.is_some_and(|(_, own)| own == *named))
            }
        }
    };
    Some((info, sent_along.iter().find(is_named)?))
}

/// The signed attributes name the content's type, its hash and the signer's certificate.
fn attributes_fit(info: &SignerInfo, content: &[u8], signer: &Certificate) -> Option<()> {
    let content_type: ObjectIdentifier = attribute(info, ID_CONTENT_TYPE)?.decode_as().ok()?;
    let digest: OctetString = attribute(info, ID_MESSAGE_DIGEST)?.decode_as().ok()?;
    let named: SigningCertificateV2 = attribute(info, ID_AA_SIGNING_CERTIFICATE_V_2)?.decode_as().ok()?;
    let named = named.certs.first()?;
    let fits = content_type == ID_CT_TST_INFO
        && is_sha256(&info.digest_alg)
        && digest.as_bytes() == Hash::of(content).0
        && named.hash_algorithm.as_ref().is_none_or(is_sha256)
        && named.cert_hash.as_bytes() == pki::fingerprint(signer).ok()?.0;
    fits.then_some(())
}

/// The single value of a signed attribute that stands exactly once.
fn attribute(info: &SignerInfo, oid: ObjectIdentifier) -> Option<&Any> {
    let mut found = info.signed_attrs.as_ref()?.iter().filter(|a| a.oid == oid);
    let (first, more) = (found.next()?, found.next());
    match (first.values.as_slice(), more) {
        ([value], None) => Some(value),
        _ => None,
    }
}

/// The signature covers the attributes as a `SET OF` (RFC 5652 §5.4), not as they are tagged in
/// the message.
fn check_signature(info: &SignerInfo, signer: &Certificate) -> Result<(), Error> {
    let algorithm = Algorithm::in_message(&info.signature_algorithm).ok_or(Refusal::Algorithm)?;
    let attributes = info.signed_attrs.as_ref().ok_or(Refusal::Attributes)?.to_der()?;
    let signature = info.signature.as_bytes();
    match pki::signed_by(signer, algorithm, &attributes, signature) {
        true => Ok(()),
        false => Err(Refusal::Signature.into()),
    }
}

/// Extended key usage is `timeStamping`, critical and alone; key usage, if given, is to sign.
pub(super) fn may_stamp(signer: &Certificate) -> Option<()> {
    let tbs = signer.tbs_certificate();
    let (critical, purposes) = tbs.get_extension::<ExtendedKeyUsage>().ok()??;
    let usage = tbs.get_extension::<KeyUsage>().ok()?;
    let signs = usage.is_none_or(|(_, usage)| usage.digital_signature() || usage.non_repudiation());
    (critical && purposes.0 == [ID_KP_TIME_STAMPING] && signs).then_some(())
}
