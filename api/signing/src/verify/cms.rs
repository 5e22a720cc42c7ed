//! One signature or document timestamp on its own: who, when, over these bytes, trusted by whom.

use chrono::{DateTime, TimeDelta, Utc};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519::COMMON_NAME;
use const_oid::db::rfc5280::{ANY_EXTENDED_KEY_USAGE, ID_KP_EMAIL_PROTECTION};
use const_oid::db::rfc5911::{
    ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA,
};
use const_oid::db::rfc5912::ID_SHA_256;
use der::asn1::OctetString;
use der::{Any, Decode, Encode, Header, Reader, SliceReader};
use evidence::algorithms::Algorithm;
use evidence::pki::{self, Trust};
use evidence::timestamp;
use sha2::{Digest, Sha256};
use spki::AlgorithmIdentifierOwned;
use x509_cert::Certificate;
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier};

use super::Statement;
use super::found::Found;
use crate::authority::DOCUMENT_SIGNING;
use crate::pades::cms::{SIGNATURE_TIME_STAMP, SigningCertificateV2};

/// How far the claimed time may lie from the timestamp. More is back-dating or a wrong clock.
pub(crate) const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(10);

/// The judgement on one signature.
#[derive(Default)]
pub(super) struct Judged {
    pub signer: String,
    pub timestamped_at: Option<DateTime<Utc>>,
    pub intact: bool,
    pub trusted: bool,
    pub problems: Vec<Statement>,
}

impl Judged {
    fn problem(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.problems.push(Statement::new(zh, en));
    }
}

/// Judges a signature. The chain is judged at the time of its timestamp; without one it is not
/// trusted, since nobody vouches for when it was made.
pub(super) fn judge(found: &Found, trust: &Trust) -> Judged {
    let mut judged = Judged::default();
    let Some(signed) = message(&found.contents).and_then(|message| signed_data(&message)) else {
        judged.problem("签名数据无法读取", "the signature cannot be read");
        return judged;
    };
    let sent_along = pki::sent_along(&signed);
    let Some((info, signer)) = signer(&signed, &sent_along) else {
        judged.problem("无法确定签名人的证书", "the signer's certificate cannot be identified");
        return judged;
    };
    judged.signer = common_name(signer);
    match attributes_fit(info, &found.digest, signer) {
        None => judged.problem("签名的属性缺失或者与证书不符", "the signed attributes are missing or do not fit"),
        Some(false) => judged.problem("文件内容与签署时不一致", "the content is not what was signed"),
        Some(true) if !signature_verifies(info, signer) => {
            judged.problem("签名验证失败", "the signature does not verify")
        }
        Some(true) => judged.intact = true,
    }
    let stamped = stamp(&mut judged, info, trust);
    let chained = chain(&mut judged, signer, &sent_along, trust, found.signed_at);
    judged.trusted = judged.intact && stamped && chained;
    claimed_time(&mut judged, found.signed_at);
    judged
}

/// Judges a document timestamp.
pub(super) fn judge_timestamp(found: &Found, trust: &Trust) -> Judged {
    let mut judged = Judged::default();
    let token = message(&found.contents);
    let verified = token.as_ref().map(|token| timestamp::verify(token, &found.digest, None, trust));
    match verified {
        Some(Ok(stamp)) => {
            judged.signer = stamp.signer;
            judged.timestamped_at = Some(stamp.gen_time);
            judged.intact = true;
            judged.trusted = true;
        }
        Some(Err(error)) => {
            // The chain is judged last: when only it fails, the stamp itself fits.
            judged.intact = matches!(error, evidence::Error::Certificate(_));
            refuse_stamp(&mut judged, &error);
        }
        None => judged.problem("时间戳无法读取", "the timestamp cannot be read"),
    }
    judged
}

/// The DER at the beginning; what follows must be padding with zeros.
pub(super) fn message(contents: &[u8]) -> Option<Vec<u8>> {
    let mut reader = SliceReader::new(contents).ok()?;
    let header = Header::decode(&mut reader).ok()?;
    let length = usize::try_from((reader.position() + header.length()).ok()?).ok()?;
    let (message, padding) = contents.split_at_checked(length)?;
    padding.iter().all(|byte| *byte == 0).then(|| message.to_vec())
}

fn signed_data(message: &[u8]) -> Option<SignedData> {
    let info = ContentInfo::from_der(message).ok()?;
    if info.content_type != ID_SIGNED_DATA {
        return None;
    }
    let signed: SignedData = info.content.decode_as().ok()?;
    let content = &signed.encap_content_info;
    let detached = content.econtent_type == ID_DATA && content.econtent.is_none();
    let digests = signed.digest_algorithms.as_slice();
    (detached && signed.version == CmsVersion::V1 && digests.iter().all(is_sha256)).then_some(signed)
}

fn signer<'a>(signed: &'a SignedData, sent_along: &'a [Certificate]) -> Option<(&'a SignerInfo, &'a Certificate)> {
    let [info] = signed.signer_infos.0.as_slice() else { return None };
    let (named, version) = match &info.sid {
        SignerIdentifier::IssuerAndSerialNumber(named) => (
            sent_along.iter().find(|certificate| {
                let tbs = certificate.tbs_certificate();
                *tbs.issuer() == named.issuer && *tbs.serial_number() == named.serial_number
            }),
            CmsVersion::V1,
        ),
        SignerIdentifier::SubjectKeyIdentifier(named) => (
            sent_along.iter().find(|certificate| {
                let own = certificate.tbs_certificate().get_extension::<SubjectKeyIdentifier>();
                own.is_ok_and(|own| own.is_some_and(|(_, own)| own == *named))
            }),
            CmsVersion::V3,
        ),
    };
    (info.version == version).then_some((info, named?))
}

/// The attributes name the content's type, its digest and the signer's certificate. `None` when
/// one is missing or wrong, `false` when only the digest is of other content.
fn attributes_fit(info: &SignerInfo, digest: &[u8; 32], signer: &Certificate) -> Option<bool> {
    let content_type: ObjectIdentifier = attribute(info, ID_CONTENT_TYPE)?.decode_as().ok()?;
    let stated: OctetString = attribute(info, ID_MESSAGE_DIGEST)?.decode_as().ok()?;
    let named: SigningCertificateV2 = attribute(info, ID_AA_SIGNING_CERTIFICATE_V_2)?.decode_as().ok()?;
    let named = named.certs.first()?;
    let fits = content_type == ID_DATA
        && is_sha256(&info.digest_alg)
        && named.hash_algorithm.as_ref().is_none_or(is_sha256)
        && *named.cert_hash.as_bytes() == *Sha256::digest(signer.to_der().ok()?);
    fits.then_some(stated.as_bytes() == digest)
}

/// The one value of a signed attribute that stands once.
fn attribute(info: &SignerInfo, oid: ObjectIdentifier) -> Option<&Any> {
    let mut found = info.signed_attrs.as_ref()?.iter().filter(|attribute| attribute.oid == oid);
    match (found.next()?.values.as_slice(), found.next()) {
        ([value], None) => Some(value),
        _ => None,
    }
}

fn signature_verifies(info: &SignerInfo, signer: &Certificate) -> bool {
    let attributes = info.signed_attrs.as_ref().and_then(|attributes| attributes.to_der().ok());
    let signature = info.signature.as_bytes();
    let algorithm = Algorithm::in_message(&info.signature_algorithm);
    algorithm.zip(attributes).is_some_and(|(kind, message)| pki::signed_by(signer, kind, &message, signature))
}

/// Believes the timestamp over the signature's value, or says why not.
fn stamp(judged: &mut Judged, info: &SignerInfo, trust: &Trust) -> bool {
    let attributes: Vec<_> = info.unsigned_attrs.iter().flat_map(|attributes| attributes.iter()).collect();
    let token = match attributes.as_slice() {
        [only] if only.oid == SIGNATURE_TIME_STAMP => match only.values.as_slice() {
            [token] => token.to_der().ok(),
            _ => None,
        },
        _ => None,
    };
    let Some(token) = token else {
        judged.problem("签名没有可信时间戳", "the signature has no timestamp");
        return false;
    };
    let imprint = Sha256::digest(info.signature.as_bytes()).into();
    match timestamp::verify(&token, &imprint, None, trust) {
        Ok(stamp) => {
            judged.timestamped_at = Some(stamp.gen_time);
            let sent_along = token_certificates(&token);
            if !all_lead_to_roots(&sent_along, trust, stamp.gen_time) {
                judged.problem("时间戳附带了不可信的证书", "the timestamp carries a certificate that is not trusted");
                return false;
            }
            true
        }
        Err(error) => {
            refuse_stamp(judged, &error);
            false
        }
    }
}

fn token_certificates(token: &[u8]) -> Vec<Certificate> {
    let signed = ContentInfo::from_der(token).ok().and_then(|info| info.content.decode_as::<SignedData>().ok());
    signed.map(|signed| pki::sent_along(&signed)).unwrap_or_default()
}

fn refuse_stamp(judged: &mut Judged, error: &evidence::Error) {
    let zh = match error {
        evidence::Error::Timestamp(refusal) => refusal.zh(),
        evidence::Error::Certificate(distrust) => distrust.zh(),
        _ => "时间戳无法读取",
    };
    judged.problem(format!("时间戳不可信：{zh}"), format!("the timestamp is not believed: {error}"));
}

/// The signer's certificate leads to a trusted root and is meant for documents. Every other
/// certificate sent along must lead there too: a stray one would be unchecked bytes.
fn chain(
    judged: &mut Judged,
    signer: &Certificate,
    sent_along: &[Certificate],
    trust: &Trust,
    signed_at: Option<DateTime<Utc>>,
) -> bool {
    let Some(at) = judged.timestamped_at.or(signed_at) else {
        judged.problem("签署时间不明", "the time of signing is unknown");
        return false;
    };
    if let Err(error) = trust.chain(signer, sent_along, at) {
        let zh = match &error {
            evidence::Error::Certificate(distrust) => distrust.zh(),
            _ => "证书无法读取",
        };
        judged
            .problem(format!("签名人的证书不可信：{zh}"), format!("the signer's certificate is not trusted: {error}"));
        return false;
    }
    if !for_documents(signer) {
        judged.problem("签名人的证书不能用于签署文件", "the signer's certificate is not for documents");
        return false;
    }
    if !all_lead_to_roots(sent_along, trust, at) {
        judged.problem("签名附带了不可信的证书", "the signature carries a certificate that is not trusted");
        return false;
    }
    true
}

fn all_lead_to_roots(certificates: &[Certificate], trust: &Trust, at: DateTime<Utc>) -> bool {
    certificates.iter().all(|certificate| trust.chain(certificate, certificates, at).is_ok())
}

/// Key usage is to sign; extended key usage, if any, is for documents, mail or anything.
pub(crate) fn for_documents(signer: &Certificate) -> bool {
    let tbs = signer.tbs_certificate();
    let signs = match tbs.get_extension::<KeyUsage>() {
        Ok(Some((_, usage))) => usage.non_repudiation() || usage.digital_signature(),
        Ok(None) => true,
        Err(_) => false,
    };
    let purposes = [DOCUMENT_SIGNING, ID_KP_EMAIL_PROTECTION, ANY_EXTENDED_KEY_USAGE];
    let meant = match tbs.get_extension::<ExtendedKeyUsage>() {
        Ok(Some((_, usage))) => usage.0.iter().any(|purpose| purposes.contains(purpose)),
        Ok(None) => true,
        Err(_) => false,
    };
    signs && meant
}

fn claimed_time(judged: &mut Judged, signed_at: Option<DateTime<Utc>>) {
    if let (Some(claimed), Some(stamped)) = (signed_at, judged.timestamped_at)
        && (stamped - claimed).abs() > CLOCK_TOLERANCE
    {
        judged.problem("声称的签署时间与时间戳不符", "the claimed time of signing is not that of the timestamp");
    }
}

fn is_sha256(algorithm: &AlgorithmIdentifierOwned) -> bool {
    algorithm.oid == ID_SHA_256 && algorithm.parameters.as_ref().is_none_or(Any::is_null)
}

/// The common name, or the whole name when there is none.
pub(crate) fn common_name(certificate: &Certificate) -> String {
    let subject = certificate.tbs_certificate().subject();
    let parts = subject.as_ref().iter().flat_map(|part| part.as_ref().iter());
    let name = parts
        .filter(|part| part.oid == COMMON_NAME)
        .find_map(|part| std::str::from_utf8(part.value.value()).ok().map(str::to_owned));
    name.unwrap_or_else(|| subject.to_string())
}
