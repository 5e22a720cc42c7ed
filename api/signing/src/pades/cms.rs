//! The signature itself: CMS SignedData (RFC 5652) as CAdES-BES and PAdES want it.

use chrono::{DateTime, Utc};
use cms::signed_data::EncapsulatedContentInfo;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST};
use const_oid::db::rfc5912::ID_SHA_256;
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Decode, Encode, Sequence};
use evidence::algorithms::Algorithm;
use evidence::message::SignedMessage;
use evidence::timestamp::TimestampAuthority;
use sha2::{Digest, Sha256};
use spki::AlgorithmIdentifierOwned;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::ext::pkix::certpolicy::PolicyInformation;
use x509_cert::ext::pkix::name::GeneralNames;
use x509_cert::serial_number::SerialNumber;

use crate::{Error, Signer};

/// `id-aa-signatureTimeStampToken`, RFC 3161 appendix A.
pub(crate) const SIGNATURE_TIME_STAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// `SigningCertificateV2`, RFC 5035 §3.
#[derive(Clone, Debug, Sequence)]
pub(crate) struct SigningCertificateV2 {
    pub certs: Vec<EssCertIdV2>,
    pub policies: Option<Vec<PolicyInformation>>,
}

/// `ESSCertIDv2`: SHA-256, being the default, must be left out in DER.
#[derive(Clone, Debug, Sequence)]
pub(crate) struct EssCertIdV2 {
    pub hash_algorithm: Option<AlgorithmIdentifierOwned>,
    pub cert_hash: OctetString,
    pub issuer_serial: Option<IssuerSerial>,
}

/// `IssuerSerial`, RFC 5035 §5.
#[derive(Clone, Debug, Sequence)]
pub(crate) struct IssuerSerial {
    pub issuer: GeneralNames,
    pub serial_number: SerialNumber,
}

/// A detached signature over content with this digest, with a timestamp over its value.
///
/// There is no signing-time attribute: PAdES has the time in the PDF's `/M`.
pub(super) fn signed_data(
    digest: [u8; 32],
    signer: &dyn Signer,
    authority: &dyn TimestampAuthority,
    at: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let certificates = signer.certificates();
    let own = certificates.first().ok_or_else(|| Error::Key("the signer has no certificate".to_owned()))?;
    let algorithm = algorithm_of(&Certificate::from_der(own)?)?;
    let attributes = signed_attributes(digest, own)?;
    let signature = signer.sign(&attributes.to_der()?)?;
    let token = authority.token(&Sha256::digest(&signature).into(), at)?;
    let chain: Vec<&[u8]> = certificates.iter().map(Vec::as_slice).collect();
    message(attributes, &signature, algorithm, &chain, &token)
}

/// What the key of a certificate signs with, where readers of PDF know it.
pub(super) fn algorithm_of(own: &Certificate) -> Result<Algorithm, Error> {
    match Algorithm::of_key(own.tbs_certificate().subject_public_key_info()) {
        Some(known @ (Algorithm::EcdsaP256 | Algorithm::RsaSha256)) => Ok(known),
        _ => Err(Error::Key("a key that PDF signatures are not made with".to_owned())),
    }
}

/// The message around a signature over `attributes`; `certificates` are DER, the signer's own first.
pub(super) fn message(
    attributes: SetOfVec<Attribute>,
    signature: &[u8],
    algorithm: Algorithm,
    certificates: &[&[u8]],
    token: &[u8],
) -> Result<Vec<u8>, Error> {
    let chain = certificates.iter().map(|der| Certificate::from_der(der)).collect::<Result<Vec<_>, _>>()?;
    let stamp = attribute(SIGNATURE_TIME_STAMP, Any::from_der(token)?)?;
    let message = SignedMessage {
        content: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        digest: sha256(),
        attributes,
        algorithm: algorithm.identifier(),
        signature,
        unsigned: Some(SetOfVec::try_from(vec![stamp])?),
        chain: &chain,
    };
    Ok(message.to_der()?)
}

pub(crate) fn signed_attributes(digest: [u8; 32], own: &[u8]) -> Result<SetOfVec<Attribute>, Error> {
    let named = SigningCertificateV2 {
        certs: vec![EssCertIdV2 {
            hash_algorithm: None,
            cert_hash: OctetString::new(Sha256::digest(own).to_vec())?,
            issuer_serial: None,
        }],
        policies: None,
    };
    Ok(SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?,
        attribute(ID_MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest)?)?)?,
        attribute(ID_AA_SIGNING_CERTIFICATE_V_2, Any::encode_from(&named)?)?,
    ])?)
}

fn attribute(oid: ObjectIdentifier, value: Any) -> Result<Attribute, Error> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

/// SHA-256 without parameters, RFC 5754 §2.
fn sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: None }
}
