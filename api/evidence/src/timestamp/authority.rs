//! An authority of our own: good for an installation without a contract with one, and for
//! tests. It is not neutral, and the verifier's report says so.

use chrono::{DateTime, Utc};
use cms::signed_data::EncapsulatedContentInfo;
use const_oid::db::rfc3161::ID_CT_TST_INFO;
use const_oid::db::rfc5911::{ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_MESSAGE_DIGEST};
use const_oid::db::rfc5912::ECDSA_WITH_SHA_256;
use der::asn1::{Int, ObjectIdentifier, SetOfVec, Uint};
use der::{Any, Decode, Encode};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{DerSignature, SigningKey, VerifyingKey};
use spki::AlgorithmIdentifierOwned;
use spki::der::referenced::OwnedToRef;
use x509_cert::attr::Attribute;

use super::asn1::{
    Accuracy, EssCertIdV2, MessageImprint, SigningCertificateV2, TimeStampReq, TstInfo, gen_time, sha256,
};
use super::verify::may_stamp;
use super::{Refusal, TimestampAuthority, octets, response_of_token};
use crate::message::SignedMessage;
use crate::pki::{self, Certificate};
use crate::{Error, Hash};

/// Policy of our tokens when no other is given: `anyPolicy`, RFC 5280 §4.2.1.4.
const ANY_POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.32.0");

/// A time-stamping key with its certificate chain, P-256 with SHA-256.
///
/// Its tokens hold the whole second, accurate to one second. Equal imprint, time and nonce give
/// the equal token, byte for byte: serial numbers are derived, not drawn.
#[derive(Clone)]
pub struct LocalAuthority {
    key: SigningKey,
    /// The signer's own first.
    chain: Vec<Certificate>,
    policy: ObjectIdentifier,
}

impl LocalAuthority {
    /// An authority from its key and DER certificates: its own first, then those that lead to
    /// the root; the root itself may be left out.
    ///
    /// Refuses a certificate of another key, and one that is not for time-stamping alone.
    pub fn new<T: AsRef<[u8]>>(key: SigningKey, certificates: &[T]) -> Result<Self, Error> {
        let chain: Vec<Certificate> =
            certificates.iter().map(|c| pki::certificate(c.as_ref())).collect::<Result<_, _>>()?;
        let own = chain.first().ok_or(Refusal::NoSigner)?;
        let spki = own.tbs_certificate().subject_public_key_info();
        match VerifyingKey::try_from(spki.owned_to_ref()) {
            Ok(public) if public == *key.verifying_key() => {}
            _ => return Err(Refusal::OtherKey.into()),
        }
        may_stamp(own).ok_or(Refusal::NotForStamping)?;
        Ok(Self { key, chain, policy: ANY_POLICY })
    }

    /// The same authority under a policy of its own, a dotted object identifier.
    pub fn with_policy(mut self, policy: &str) -> Result<Self, Error> {
        self.policy = ObjectIdentifier::new(policy).map_err(|e| Error::Key(format!("policy {policy:?}: {e}")))?;
        Ok(self)
    }

    /// A DER `TimeStampResp` to a DER `TimeStampReq`, echoing its nonce.
    pub fn respond(&self, request: &[u8], at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        let request = TimeStampReq::from_der(request).map_err(|_| Refusal::Malformed)?;
        let imprint = request.message_imprint.hashed_message.as_bytes();
        let imprint: [u8; 32] = imprint.try_into().map_err(|_| Refusal::OtherImprint)?;
        if request.version != 1 || !request.message_imprint.is_sha256_of(&imprint) {
            return Err(Refusal::OtherImprint.into());
        }
        response_of_token(&self.stamp(&imprint, at, request.nonce.as_ref())?)
    }

    fn stamp(&self, imprint: &[u8; 32], at: DateTime<Utc>, nonce: Option<&Uint>) -> Result<Vec<u8>, Error> {
        let own = self.chain.first().ok_or(Refusal::NoSigner)?;
        pki::usable(own, at)?;
        let nonce = nonce.map(|n| Int::from_der(&n.to_der()?)).transpose()?;
        let content = TstInfo {
            version: 1,
            policy: self.policy,
            message_imprint: MessageImprint::sha256(imprint)?,
            serial_number: serial(imprint, at, nonce.as_ref())?,
            gen_time: gen_time(at)?,
            accuracy: Some(Accuracy { seconds: Some(Uint::new(&[1])?), millis: None, micros: None }),
            ordering: false,
            nonce,
            tsa: None,
            extensions: None,
        };
        self.sign(&content.to_der()?, own)
    }

    fn sign(&self, content: &[u8], own: &Certificate) -> Result<Vec<u8>, Error> {
        let attributes = signed_attributes(content, own)?;
        let signature: DerSignature = self.key.sign(&attributes.to_der()?);
        let econtent = Some(Any::encode_from(&octets(content)?)?);
        SignedMessage {
            content: EncapsulatedContentInfo { econtent_type: ID_CT_TST_INFO, econtent },
            digest: sha256(),
            attributes,
            algorithm: AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None },
            signature: signature.as_bytes(),
            unsigned: None,
            chain: &self.chain,
        }
        .to_der()
    }
}

impl TimestampAuthority for LocalAuthority {
    fn token(&self, imprint: &[u8; 32], at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
        self.stamp(imprint, at, None)
    }
}

fn signed_attributes(content: &[u8], own: &Certificate) -> Result<SetOfVec<Attribute>, Error> {
    let named = SigningCertificateV2 {
        certs: vec![EssCertIdV2 {
            hash_algorithm: None,
            cert_hash: octets(&pki::fingerprint(own)?.0)?,
            issuer_serial: None,
        }],
        policies: None,
    };
    let attribute = |oid, value: Any| -> Result<Attribute, der::Error> {
        Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
    };
    Ok(SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_CT_TST_INFO)?)?,
        attribute(ID_MESSAGE_DIGEST, Any::encode_from(&octets(&Hash::of(content).0)?)?)?,
        attribute(ID_AA_SIGNING_CERTIFICATE_V_2, Any::encode_from(&named)?)?,
    ])?)
}

/// Fifteen bytes of a hash over all that makes a token differ from another.
fn serial(imprint: &[u8; 32], at: DateTime<Utc>, nonce: Option<&Int>) -> Result<Uint, der::Error> {
    let mut told = imprint.to_vec();
    told.extend(at.timestamp().to_be_bytes());
    told.extend(nonce.map(Encode::to_der).transpose()?.unwrap_or_default());
    Uint::new(Hash::of(&told).0.get(..15).unwrap_or_default())
}
