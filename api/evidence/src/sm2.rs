//! State cryptography (国密): SM2 keys, and a detached signature with SM3 over a file.
//!
//! The signature is a CMS `SignedData` (RFC 5652) with the identifiers of GM/T 0006. The distinguishing identifier is
//! the usual one, [`DISTID`]. Its time is what the signer says: nobody vouches for it.

use chrono::{DateTime, Utc};
use cms::cert::CertificateChoices;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{
    ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA, ID_SIGNING_TIME,
};
use der::asn1::{OctetString, SetOfVec};
use der::pem::LineEnding;
use der::{Any, Decode, Encode};
use sm2::SecretKey;
use sm2::dsa::signature::{self, Signer as _, Verifier};
pub use sm2::dsa::{DerSignature, SigningKey, VerifyingKey};
use sm2::elliptic_curve::Generate;
use sm2::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey};
use sm3::{Digest, Sm3};
use spki::der::referenced::OwnedToRef;
use spki::{AlgorithmIdentifierOwned, DynSignatureAlgorithmIdentifier, SubjectPublicKeyInfoOwned};
use x509_cert::attr::Attribute;
use x509_cert::ext::pkix::KeyUsage;
use x509_cert::time::Time;

use crate::algorithms::Algorithm;
use crate::message::SignedMessage;
use crate::pki::{self, Certificate, Distrust, Trust};
use crate::timestamp::{EssCertIdV2, SigningCertificateV2};
use crate::{Error, Hash};

/// The identifier that goes into the hash before the message, GM/T 0009 §10.
pub const DISTID: &str = "1234567812345678";

/// SM2 with SM3, GM/T 0006.
pub(crate) const SM2_WITH_SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.501");
/// SM3, GM/T 0006.
const SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.401");

/// SM3 of some bytes, in hexadecimal.
pub fn sm3_hex(bytes: &[u8]) -> String {
    hex::encode(Sm3::digest(bytes))
}

/// A private key. It signs certificates, and through a [`Signer`] files.
#[derive(Clone)]
pub struct Key(SigningKey);

impl Key {
    /// A new key.
    pub fn generate() -> Result<Self, Error> {
        Self::of(&SecretKey::try_generate().map_err(|error| Error::Key(error.to_string()))?)
    }

    fn of(secret: &SecretKey) -> Result<Self, Error> {
        Ok(Self(SigningKey::new(DISTID, secret).map_err(|error| Error::Key(error.to_string()))?))
    }

    /// PKCS #8.
    pub fn to_pem(&self) -> Result<String, Error> {
        let secret = SecretKey::from(self.0.as_nonzero_scalar());
        let pem = secret.to_pkcs8_pem(LineEnding::LF).map_err(|error| Error::Key(error.to_string()))?;
        Ok(pem.to_string())
    }

    /// Reads PKCS #8.
    pub fn from_pem(pem: &str) -> Result<Self, Error> {
        Self::of(&SecretKey::from_pkcs8_pem(pem).map_err(|error| Error::Key(error.to_string()))?)
    }

    /// Its public half, for a certificate.
    pub fn public(&self) -> Result<SubjectPublicKeyInfoOwned, Error> {
        let der = self.0.verifying_key().to_public_key_der().map_err(|error| Error::Key(error.to_string()))?;
        Ok(der.decode_msg()?)
    }
}

/// As X.509 wants signatures: the numbers in a SEQUENCE.
impl signature::Signer<DerSignature> for Key {
    fn try_sign(&self, message: &[u8]) -> signature::Result<DerSignature> {
        let signature: sm2::dsa::Signature = self.0.try_sign(message)?;
        Ok(signature.to_der())
    }
}

impl signature::Keypair for Key {
    type VerifyingKey = VerifyingKey;

    fn verifying_key(&self) -> VerifyingKey {
        self.0.verifying_key().clone()
    }
}

impl DynSignatureAlgorithmIdentifier for Key {
    fn signature_algorithm_identifier(&self) -> spki::Result<AlgorithmIdentifierOwned> {
        Ok(Algorithm::Sm2Sm3.identifier())
    }
}

/// The key in a certificate, when it is one of SM2.
pub(crate) fn public_key(key: &SubjectPublicKeyInfoOwned) -> Option<VerifyingKey> {
    let point = sm2::PublicKey::try_from(key.owned_to_ref()).ok()?;
    VerifyingKey::new(DISTID, point).ok()
}

/// Whether `signature`, a DER SEQUENCE of two numbers, is one over `message` by the owner of `key`.
pub(crate) fn verifies(key: &SubjectPublicKeyInfoOwned, message: &[u8], signature: &[u8]) -> bool {
    match (public_key(key), sm2::dsa::Signature::from_der(signature)) {
        // One signature has one form.
        (Some(key), Ok(read)) if read.to_der().as_bytes() == signature => key.verify(message, &read).is_ok(),
        _ => false,
    }
}

/// A key with its certificates, which signs files. The same key, file and time give the same signature.
#[derive(Clone)]
pub struct Signer {
    key: Key,
    /// The signer's own first, then those that lead to the root.
    chain: Vec<Certificate>,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("chain", &self.chain).finish_non_exhaustive()
    }
}

impl Signer {
    /// A signer from its key and DER certificates, its own first. Refuses a certificate of another key.
    pub fn new<T: AsRef<[u8]>>(key: Key, certificates: &[T]) -> Result<Self, Error> {
        let chain: Vec<Certificate> =
            certificates.iter().map(|der| pki::certificate(der.as_ref())).collect::<Result<_, _>>()?;
        match chain.first() {
            Some(own) if *own.tbs_certificate().subject_public_key_info() == key.public()? => Ok(Self { key, chain }),
            _ => Err(Error::Key("the SM2 certificate belongs to another key".to_owned())),
        }
    }

    /// The certificates as PEM, the signer's own first.
    pub fn chain_pem(&self) -> Result<String, Error> {
        let chain = self.chain.iter().map(Encode::to_der).collect::<Result<Vec<_>, _>>()?;
        pki::to_pem(&chain)
    }

    /// A detached signature over `content`, said to be made at a time.
    pub fn sign(&self, content: &[u8], at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        let own = self.chain.first().ok_or(Refusal::Form)?;
        let attributes = attributes(content, own, at)?;
        let signature: DerSignature =
            self.key.try_sign(&attributes.to_der()?).map_err(|error| Error::Key(error.to_string()))?;
        let content = EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None };
        SignedMessage {
            content,
            digest: sm3(),
            attributes,
            algorithm: Algorithm::Sm2Sm3.identifier(),
            signature: signature.as_bytes(),
            unsigned: None,
            chain: &self.chain,
        }
        .to_der()
    }
}

fn sm3() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: SM3, parameters: None }
}

/// What is signed besides the content: its type and digest, the signer's certificate, and the time.
fn attributes(content: &[u8], own: &Certificate, at: DateTime<Utc>) -> Result<SetOfVec<Attribute>, Error> {
    let seconds = u64::try_from(at.timestamp()).map_err(|_| Refusal::Form)?;
    let time = Time::from(der::DateTime::from_unix_duration(std::time::Duration::from_secs(seconds))?);
    let named = SigningCertificateV2 {
        certs: vec![EssCertIdV2 {
            hash_algorithm: Some(sm3()),
            cert_hash: OctetString::new(Sm3::digest(own.to_der()?).to_vec())?,
            issuer_serial: None,
        }],
        policies: None,
    };
    let attribute = |oid, value: Any| -> Result<Attribute, der::Error> {
        Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
    };
    Ok(SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?,
        attribute(ID_MESSAGE_DIGEST, Any::encode_from(&OctetString::new(Sm3::digest(content).to_vec())?)?)?,
        attribute(ID_SIGNING_TIME, Any::encode_from(&time)?)?,
        attribute(ID_AA_SIGNING_CERTIFICATE_V_2, Any::encode_from(&named)?)?,
    ])?)
}

/// Why a signature is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not a signature of this form, or with other certificates than those beside it.
    #[error("it is not a detached SM2 signature of the certificates beside it")]
    Form,
    /// Over another file, or attributes that do not fit.
    #[error("it is over another content, or its attributes do not fit")]
    Attributes,
    /// Made with another key.
    #[error("it does not verify")]
    Signature,
    /// A certificate that is not for signing.
    #[error("the certificate is not for signing")]
    NotForSigning,
}

impl Refusal {
    /// The same reason in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Form => "不是所附证书的 SM2 分离签名",
            Self::Attributes => "签名的不是这份内容，或者签名属性不符",
            Self::Signature => "SM2 签名验证失败",
            Self::NotForSigning => "证书不能用于签名",
        }
    }
}

/// A signature that is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Name in the signer's certificate.
    pub signer: String,
    /// Name of the root.
    pub root: String,
    /// SHA-256 of the root certificate.
    pub root_fingerprint: Hash,
    /// When the signer says it was made.
    pub at: DateTime<Utc>,
}

/// Believes a detached signature over `content`, or says why not. `chain` are DER certificates: the signer's own first.
/// They are judged at the time that the signature states.
pub fn verify(message: &[u8], content: &[u8], chain: &[Vec<u8>], trust: &Trust) -> Result<Signed, Error> {
    let chain: Vec<Certificate> = chain.iter().map(|der| pki::certificate(der)).collect::<Result<_, _>>()?;
    let own = chain.first().ok_or(Refusal::Form)?;
    let info = signer_info(message, &chain).ok_or(Refusal::Form)?;
    let signed = info.signed_attrs.as_ref().ok_or(Refusal::Attributes)?;
    let at = stated_time(signed).ok_or(Refusal::Attributes)?;
    // What is signed has one form, so nothing else can stand among the attributes.
    if *signed != attributes(content, own, at)? {
        return Err(Refusal::Attributes.into());
    }
    let key = own.tbs_certificate().subject_public_key_info();
    if !verifies(key, &signed.to_der()?, info.signature.as_bytes()) {
        return Err(Refusal::Signature.into());
    }
    if !for_signing(own) {
        return Err(Refusal::NotForSigning.into());
    }
    let path = trust.chain(own, &chain, at)?;
    if !path.iter().all(|link| Algorithm::of(link.signature_algorithm()) == Some(Algorithm::Sm2Sm3)) {
        return Err(Distrust::NoChain.into());
    }
    let root = path.last().unwrap_or(own);
    Ok(Signed {
        signer: own.tbs_certificate().subject().to_string(),
        root: root.tbs_certificate().subject().to_string(),
        root_fingerprint: pki::fingerprint(root)?,
        at,
    })
}

/// The one signer of a message that has every byte in the form that [`Signer::sign`] writes.
fn signer_info(message: &[u8], chain: &[Certificate]) -> Option<SignerInfo> {
    let read = ContentInfo::from_der(message).ok().filter(|read| read.content_type == ID_SIGNED_DATA)?;
    let signed: SignedData = read.content.decode_as().ok()?;
    let certificates = chain.iter().cloned().map(CertificateChoices::Certificate).collect::<Vec<_>>();
    let content = &signed.encap_content_info;
    let [info] = signed.signer_infos.0.as_slice() else { return None };
    let SignerIdentifier::IssuerAndSerialNumber(named) = &info.sid else { return None };
    let own = chain.first()?.tbs_certificate();
    let fits = read.to_der().ok()? == message
        && signed.version == CmsVersion::V1
        && signed.digest_algorithms.as_slice() == [sm3()]
        && content.econtent_type == ID_DATA
        && content.econtent.is_none()
        && signed.crls.is_none()
        && signed.certificates == CertificateSet::try_from(certificates).ok()
        && info.version == CmsVersion::V1
        && (&named.issuer, &named.serial_number) == (own.issuer(), own.serial_number())
        && info.digest_alg == sm3()
        && info.signature_algorithm == Algorithm::Sm2Sm3.identifier()
        && info.unsigned_attrs.is_none();
    fits.then(|| info.clone())
}

fn stated_time(attributes: &SetOfVec<Attribute>) -> Option<DateTime<Utc>> {
    let attribute = attributes.iter().find(|attribute| attribute.oid == ID_SIGNING_TIME)?;
    let [value] = attribute.values.as_slice() else { return None };
    let time: Time = value.decode_as().ok()?;
    DateTime::from_timestamp(i64::try_from(time.to_unix_duration().as_secs()).ok()?, 0)
}

fn for_signing(own: &Certificate) -> bool {
    match own.tbs_certificate().get_extension::<KeyUsage>() {
        Ok(Some((_, usage))) => usage.digital_signature() || usage.non_repudiation(),
        Ok(None) => true,
        Err(_) => false,
    }
}
