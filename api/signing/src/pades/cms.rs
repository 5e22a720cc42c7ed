//! The signature itself: CMS SignedData (RFC 5652) as CAdES-BES and PAdES want it.

use chrono::{DateTime, Utc};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{
    ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA,
};
use const_oid::db::rfc5912::{ECDSA_WITH_SHA_256, ID_SHA_256};
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Decode, Encode, Sequence};
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
    let attributes = signed_attributes(digest, own)?;
    let signature = signer.sign(&attributes.to_der()?)?;
    let token = authority.token(&Sha256::digest(&signature).into(), at)?;

    let own = Certificate::from_der(own)?;
    let tbs = own.tbs_certificate();
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer().clone(),
            serial_number: tbs.serial_number().clone(),
        }),
        digest_alg: sha256(),
        signed_attrs: Some(attributes),
        signature_algorithm: AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None },
        signature: OctetString::new(signature)?,
        unsigned_attrs: Some(SetOfVec::try_from(vec![attribute(SIGNATURE_TIME_STAMP, Any::from_der(&token)?)?])?),
    };
    let certificates = certificates
        .iter()
        .map(|der| Ok(CertificateChoices::Certificate(Certificate::from_der(der)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha256()])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![info])?,
    };
    let message = ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&signed)? };
    Ok(message.to_der()?)
}

fn signed_attributes(digest: [u8; 32], own: &[u8]) -> Result<SetOfVec<Attribute>, Error> {
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
