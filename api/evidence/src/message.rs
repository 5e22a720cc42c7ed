//! The CMS message around one signature (RFC 5652 §5): of a timestamp, in a PDF, and beside a manifest.

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::db::rfc5911::{ID_DATA, ID_SIGNED_DATA};
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Encode};
use spki::AlgorithmIdentifierOwned;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;

use crate::Error;

/// A signature with all that its message says.
pub struct SignedMessage<'a> {
    /// What is signed, or only its type when it lies elsewhere.
    pub content: EncapsulatedContentInfo,
    /// How the content was digested.
    pub digest: AlgorithmIdentifierOwned,
    /// What the signature is over.
    pub attributes: SetOfVec<Attribute>,
    /// How it was made.
    pub algorithm: AlgorithmIdentifierOwned,
    /// The signature value.
    pub signature: &'a [u8],
    /// What was added afterwards, such as a timestamp.
    pub unsigned: Option<SetOfVec<Attribute>>,
    /// The signer's own certificate first.
    pub chain: &'a [Certificate],
}

impl SignedMessage<'_> {
    /// The message, DER.
    pub fn to_der(self) -> Result<Vec<u8>, Error> {
        let own = self.chain.first().ok_or_else(|| Error::Key("the signer has no certificate".to_owned()))?;
        let tbs = own.tbs_certificate();
        let info = SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: tbs.issuer().clone(),
                serial_number: tbs.serial_number().clone(),
            }),
            digest_alg: self.digest.clone(),
            signed_attrs: Some(self.attributes),
            signature_algorithm: self.algorithm,
            signature: OctetString::new(self.signature)?,
            unsigned_attrs: self.unsigned,
        };
        // A SET is sorted by its encoding in DER; strict readers refuse an unsorted one.
        let certificates: Vec<_> = self.chain.iter().cloned().map(CertificateChoices::Certificate).collect();
        let signed = SignedData {
            // RFC 5652 §5.1.
            version: if self.content.econtent_type == ID_DATA { CmsVersion::V1 } else { CmsVersion::V3 },
            digest_algorithms: SetOfVec::try_from(vec![self.digest])?,
            encap_content_info: self.content,
            certificates: Some(CertificateSet::try_from(certificates)?),
            crls: None,
            signer_infos: SignerInfos::try_from(vec![info])?,
        };
        Ok(ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()?)
    }
}
